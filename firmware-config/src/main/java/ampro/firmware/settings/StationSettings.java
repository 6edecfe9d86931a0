package ampro.firmware.settings;

import java.util.List;

/// What a station accepts.
public final class StationSettings {
    public static final List<Setting> SCHEMA =
            List.of(
                    new Setting("id", Setting.Kind.TEXT, null, "the station's id, such as tnr-01"),
                    new Setting("site", Setting.Kind.TEXT, "-", "the place's name, for the screen"),
                    new Setting(
                            "data",
                            Setting.Kind.PATH,
                            "/var/lib/ampro-station",
                            "folder of the journal, the credential and the simulated devices"),
                    new Setting(
                            "port",
                            Setting.Kind.PORT,
                            "8081",
                            "HTTP port of the touchscreen on 127.0.0.1"),
                    new Setting("broker", Setting.Kind.ADDRESS, null, "the hub's MQTT broker"),
                    new Setting(
                            "keep-alive",
                            Setting.Kind.SECONDS,
                            "30",
                            "seconds after which a broker that says nothing is asked whether it is"
                                    + " still there"),
                    new Setting("hub", Setting.Kind.ADDRESS, null, "the hub's HTTP address"),
                    new Setting(
                            "hardware",
                            Setting.Kind.HARDWARE,
                            "real",
                            "real devices, or simulated ones, which every screen says"),
                    new Setting(
                            "card-printer",
                            Setting.Kind.TEXT,
                            "evolis-reference",
                            "model of the card printer, a profile of this firmware"),
                    new Setting(
                            "card-port",
                            Setting.Kind.PATH,
                            "/dev/station/card0",
                            "device file of the card printer; not used with simulated hardware"),
                    new Setting(
                            "label-printer",
                            Setting.Kind.TEXT,
                            "zpl-reference",
                            "model of the label printer, a profile of this firmware"),
                    new Setting(
                            "label-port",
                            Setting.Kind.PATH,
                            "/dev/station/label0",
                            "device file of the label printer; not used with simulated hardware"),
                    new Setting(
                            "guard",
                            Setting.Kind.GUARD,
                            "none",
                            "chip (TPM 2.0) whose counter shows that this disk was restored or"
                                    + " copied: none, tpm:/dev/tpmrm0, or tpm://host:port for one in"
                                    + " software, which guards only while its own files are not on"
                                    + " this disk; one chip a station. With none, each card waits"
                                    + " for the hub"),
                    new Setting(
                            "guard-password",
                            Setting.Kind.PATH,
                            "guard-password",
                            "file with the password of the chip's counter, relative to the data"
                                    + " folder; its bytes count as they are, and without that file"
                                    + " the password is empty"),
                    new Setting(
                            "speed-factor",
                            Setting.Kind.FACTOR,
                            "1",
                            "how much faster than the real line the simulated one is"),
                    new Setting(
                            "settle",
                            Setting.Kind.SECONDS,
                            "10",
                            "seconds a printer must stand still after a start before it is believed"),
                    new Setting(
                            "boot-id",
                            Setting.Kind.TEXT,
                            "-",
                            "what names this boot of the box, where the kernel's file cannot be"
                                    + " read: systemd's %b"),
                    new Setting(
                            "ready-file",
                            Setting.Kind.PATH,
                            "ready.json",
                            "JSON with addresses, ports and process id, written when open for work;"
                                    + " relative to the data folder"));

    private StationSettings() {}
}
