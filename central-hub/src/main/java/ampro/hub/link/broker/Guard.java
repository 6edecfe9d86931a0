package ampro.hub.link.broker;

import ampro.hub.link.broker.Broker.Party;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.RolePrincipal;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/// Asks the door who is connecting and [TopicRules] what that party may do. Artemis takes only its
/// own principal classes: the name stands in the user's, the party in the role's.
final class Guard implements ActiveMQSecurityManager5 {
    private final Broker.Door door;

    Guard(Broker.Door door) {
        this.door = door;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            RemotingConnection connection,
            @Nullable String domain) {
        if (user == null || password == null) {
            return null;
        }
        Optional<Party> party = door.partyOf(user, password);
        if (party.isEmpty()) {
            return null;
        }
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        subject.getPrincipals().add(new RolePrincipal(party.get().name()));
        return subject;
    }

    @Override
    public boolean authorize(
            @Nullable Subject subject, Set<Role> roles, CheckType check, String address) {
        if (subject == null) {
            return false;
        }
        String id = name(subject, UserPrincipal.class);
        Party party = Party.valueOf(name(subject, RolePrincipal.class));
        return switch (check) {
            case SEND -> TopicRules.mayWrite(party, id, address);
            case CREATE_ADDRESS ->
                    TopicRules.mayWrite(party, id, address)
                            || TopicRules.mayRead(party, id, address);
            case CONSUME,
                    CREATE_DURABLE_QUEUE,
                    DELETE_DURABLE_QUEUE,
                    CREATE_NON_DURABLE_QUEUE,
                    DELETE_NON_DURABLE_QUEUE,
                    BROWSE ->
                    TopicRules.mayRead(party, id, address);
            case DELETE_ADDRESS, MANAGE, VIEW, EDIT -> false;
        };
    }

    @Override
    public boolean validateUser(String user, String password) {
        return false; // only authenticate() above lets anybody in
    }

    @Override
    public boolean validateUserAndRole(
            String user, String password, Set<Role> roles, CheckType check) {
        return false;
    }

    private static String name(Subject subject, Class<? extends java.security.Principal> kind) {
        return subject.getPrincipals(kind).iterator().next().getName();
    }
}
