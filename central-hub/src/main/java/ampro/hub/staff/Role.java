package ampro.hub.staff;

import static ampro.hub.web.Permission.APPROVE_APPLICATION;
import static ampro.hub.web.Permission.BOOK_BLANKS;
import static ampro.hub.web.Permission.COUNT_BLANKS;
import static ampro.hub.web.Permission.DECIDE_CUSTODY;
import static ampro.hub.web.Permission.ENTER_APPLICATION;
import static ampro.hub.web.Permission.HANDLE_BLANKS;
import static ampro.hub.web.Permission.HAND_OVER;
import static ampro.hub.web.Permission.MANAGE_QUEUE;
import static ampro.hub.web.Permission.RECEIVE;
import static ampro.hub.web.Permission.REVIEW_APPLICATION;
import static ampro.hub.web.Permission.SHIP;
import static ampro.hub.web.Permission.VIEW;
import static ampro.hub.web.Permission.VIEW_BLANKS;

import ampro.hub.web.Permission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A role is a set of permissions; what is not listed is refused. Who counts blanks does not see
/// what the book expects.
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
            case ADMIN -> EnumSet.of(VIEW, VIEW_BLANKS, BOOK_BLANKS, DECIDE_CUSTODY);
            case MANAGER ->
                    EnumSet.of(
                            VIEW,
                            REVIEW_APPLICATION,
                            APPROVE_APPLICATION,
                            MANAGE_QUEUE,
                            DECIDE_CUSTODY,
                            VIEW_BLANKS,
                            BOOK_BLANKS,
                            HANDLE_BLANKS);
            case OFFICER -> EnumSet.of(VIEW, VIEW_BLANKS, ENTER_APPLICATION, REVIEW_APPLICATION);
            case SHIPPING -> EnumSet.of(VIEW, VIEW_BLANKS, SHIP);
            case COLLECTION -> EnumSet.of(VIEW, VIEW_BLANKS, RECEIVE, HAND_OVER);
            case OPERATOR -> EnumSet.of(VIEW, HANDLE_BLANKS, COUNT_BLANKS);
            case TECHNICIAN, AUDITOR, VIEWER -> EnumSet.of(VIEW, VIEW_BLANKS);
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
