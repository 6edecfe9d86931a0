package ampro.firmware.settings;

import java.util.List;

/// What the hub accepts.
public final class HubSettings {
    public static final List<Setting> SCHEMA =
            List.of(
                    new Setting(
                            "data",
                            Setting.Kind.PATH,
                            "/var/lib/ampro-hub",
                            "folder of the database and the broker's journal"),
                    new Setting(
                            "database",
                            Setting.Kind.TEXT,
                            "sqlite",
                            "sqlite for a file in the data folder, or a jdbc:postgresql: address"),
                    new Setting(
                            "port",
                            Setting.Kind.PORT,
                            "8080",
                            "HTTP port of pages and API on 127.0.0.1"),
                    new Setting(
                            "broker",
                            Setting.Kind.ADDRESS,
                            "tcp://127.0.0.1:1883",
                            "where the embedded MQTT broker listens; port 0 takes a free one"),
                    new Setting(
                            "broker-password",
                            Setting.Kind.PATH,
                            "none",
                            "the broker is an outside one, such as Mosquitto, and this file has the"
                                    + " hub's password there, relative to the data folder; who may"
                                    + " connect and use which topic is then the outside broker's"
                                    + " affair"),
                    new Setting(
                            "company-prefix",
                            Setting.Kind.TEXT,
                            "0614141",
                            "GS1 company prefix of parcel numbers; the default is GS1's example"),
                    new Setting(
                            "ready-file",
                            Setting.Kind.PATH,
                            "ready.json",
                            "JSON with addresses, ports and process id, written when open for work;"
                                    + " relative to the data folder"));

    private HubSettings() {}
}
