package ampro.hub.staff;

import static ampro.hub.web.Permission.APPROVE_APPLICATION;
import static ampro.hub.web.Permission.BOOK_BLANKS;
import static ampro.hub.web.Permission.ENTER_APPLICATION;
import static ampro.hub.web.Permission.HAND_OVER;
import static ampro.hub.web.Permission.MANAGE_QUEUE;
import static ampro.hub.web.Permission.REVIEW_APPLICATION;
import static ampro.hub.web.Permission.SHIP;
import static ampro.hub.web.Permission.VIEW;

import ampro.hub.web.Permission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A role is a set of permissions; what is not listed is refused.
public enum Role {
    ADMIN(VIEW, BOOK_BLANKS),
    MANAGER(VIEW, REVIEW_APPLICATION, APPROVE_APPLICATION, MANAGE_QUEUE, BOOK_BLANKS),
    OFFICER(VIEW, ENTER_APPLICATION, REVIEW_APPLICATION),
    OPERATOR(VIEW),
    SHIPPING(VIEW, Permission.SHIP),
    COLLECTION(VIEW, SHIP, HAND_OVER),
    TECHNICIAN(VIEW),
    AUDITOR(VIEW),
    VIEWER(VIEW);

    private final Set<Permission> permissions;

    Role(Permission... permissions) {
        this.permissions = EnumSet.copyOf(Arrays.asList(permissions));
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
