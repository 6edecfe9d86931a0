package ampro.hub.staff;

import static ampro.hub.web.Permission.APPROVE_APPLICATION;
import static ampro.hub.web.Permission.BOOK_BLANKS;
import static ampro.hub.web.Permission.ENTER_APPLICATION;
import static ampro.hub.web.Permission.HAND_OVER;
import static ampro.hub.web.Permission.MANAGE_QUEUE;
import static ampro.hub.web.Permission.RECEIVE;
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
    ADMIN,
    MANAGER,
    OFFICER,
    OPERATOR,
    SHIPPING,
    COLLECTION,
    TECHNICIAN,
    AUDITOR,
    VIEWER;

    public Set<Permission> permissions() {
        return switch (this) {
            case ADMIN -> EnumSet.of(VIEW, BOOK_BLANKS);
            case MANAGER ->
                    EnumSet.of(
                            VIEW,
                            REVIEW_APPLICATION,
                            APPROVE_APPLICATION,
                            MANAGE_QUEUE,
                            BOOK_BLANKS);
            case OFFICER -> EnumSet.of(VIEW, ENTER_APPLICATION, REVIEW_APPLICATION);
            case SHIPPING -> EnumSet.of(VIEW, SHIP);
            case COLLECTION -> EnumSet.of(VIEW, RECEIVE, HAND_OVER);
            case OPERATOR, TECHNICIAN, AUDITOR, VIEWER -> EnumSet.of(VIEW);
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
