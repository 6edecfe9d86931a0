package ampro.hub.web;

import java.util.Locale;

/// The places of the hub, in the order of the menu; texts are `place.<code>`.
public enum Place {
    OVERVIEW("/", Group.WORK),
    APPLICATIONS("/applications", Group.WORK),
    JOBS("/jobs", Group.WORK),
    PARCELS("/parcels", Group.WORK),
    HAND_OVER("/hand-over", Group.WORK),
    STATIONS("/stations", Group.NETWORK),
    BLANKS("/blanks", Group.NETWORK);

    public enum Group {
        WORK,
        NETWORK
    }

    private final String address;
    private final Group group;

    Place(String address, Group group) {
        this.address = address;
        this.group = group;
    }

    public String address() {
        return address;
    }

    public Group group() {
        return group;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
