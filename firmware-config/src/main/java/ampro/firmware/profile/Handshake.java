package ampro.firmware.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Who holds the other side back on a serial line.
public enum Handshake {
    /// By wires; every byte value passes.
    @JsonProperty("rts-cts")
    RTS_CTS,

    /// By the bytes 0x13 and 0x11, which therefore never arrive as data in either direction: for
    /// languages of plain text only.
    @JsonProperty("xon-xoff")
    XON_XOFF
}
