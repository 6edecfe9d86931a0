package ampro.hub.web;

import java.util.Locale;

/// The places of the hub, in the order of the menu; texts are `place.<code>`.
public enum Place {
    OVERVIEW("/", Group.WORK, Permission.VIEW),
    APPLICATIONS("/applications", Group.WORK, Permission.VIEW),
    JOBS("/jobs", Group.WORK, Permission.VIEW),
    PARCELS("/parcels", Group.WORK, Permission.VIEW),
    HAND_OVER("/hand-over", Group.WORK, Permission.HAND_OVER),
    SECOND_PERSON("/second-person", Group.WORK, Permission.VIEW),
    STATIONS("/stations", Group.NETWORK, Permission.VIEW),
    BLANKS("/blanks", Group.NETWORK, Permission.VIEW);

    public enum Group {
        WORK,
        NETWORK
    }

    private final String address;
    private final Group group;
    private final Permission permission;

    Place(String address, Group group, Permission permission) {
        this.address = address;
        this.group = group;
        this.permission = permission;
    }

    public String address() {
        return address;
    }

    public Group group() {
        return group;
    }

    /// Who has it not does not see the place.
    public Permission permission() {
        return permission;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
