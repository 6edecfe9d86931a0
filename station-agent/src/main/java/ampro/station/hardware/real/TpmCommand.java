package ampro.station.hardware.real;

import java.nio.ByteBuffer;

/// The three commands that a counter needs and their answers, as bytes. All numbers are big-endian.
/// Source of every constant: TCG TPM 2.0 Library, revision 1.59, by part and clause.
final class TpmCommand {
    /// Tag, size, and command or response code. Part 1, 18.
    static final int HEADER_BYTES = 10;

    /// Where the size stands in a header.
    static final int SIZE_AT = 2;

    /// `TPM_ST_NO_SESSIONS` and `TPM_ST_SESSIONS`. Part 2, 6.9.
    private static final short NO_SESSIONS = (short) 0x8001;

    private static final short SESSIONS = (short) 0x8002;

    /// `TPM_CC_NV_Increment`, `_NV_Read`, `_NV_ReadPublic`. Part 2, 6.5.2.
    private static final int INCREMENT = 0x134;

    private static final int READ = 0x14E;
    private static final int READ_PUBLIC = 0x169;

    /// `TPM_RS_PW`, a session that is nothing but a password. Part 2, 7.4; Part 1, 19.4.
    private static final int PASSWORD_SESSION = 0x4000_0009;

    /// A counter is always 8 bytes long. Part 3, 31.3.
    private static final short COUNT_BYTES = 8;

    /// Room for the longest command with the longest password.
    private static final int BYTES_MAX = 128;

    private TpmCommand() {}

    /// Part 3, 31.6.
    static byte[] readPublic(int index) {
        return finished(begun(NO_SESSIONS, READ_PUBLIC).putInt(index));
    }

    /// Part 3, 31.8.
    static byte[] increment(int index, byte[] password) {
        return finished(authorized(INCREMENT, index, password));
    }

    /// Part 3, 31.13: the whole value from its beginning.
    static byte[] read(int index, byte[] password) {
        return finished(
                authorized(READ, index, password).putShort(COUNT_BYTES).putShort((short) 0));
    }

    /// The response code: 0 if the command was done. Part 2, 6.6.
    ///
    /// @throws IllegalArgumentException if this is no whole response
    static int code(byte[] response) {
        require(response.length >= HEADER_BYTES);
        ByteBuffer in = ByteBuffer.wrap(response);
        short tag = in.getShort();
        require(tag == SESSIONS || tag == NO_SESSIONS);
        require(in.getInt() == response.length);
        return in.getInt();
    }

    /// `TPMA_NV` out of the `TPM2B_NV_PUBLIC` that answers [#readPublic]. Part 2, 13.5 and 13.6.
    ///
    /// @throws IllegalArgumentException if it speaks of another index or is too short
    static int attributes(byte[] response, int index) {
        require(response.length >= HEADER_BYTES + 12);
        ByteBuffer in = ByteBuffer.wrap(response).position(HEADER_BYTES);
        in.getShort(); // size of the whole
        require(in.getInt() == index);
        in.getShort(); // algorithm of its name
        return in.getInt();
    }

    /// The count out of the `TPM2B_MAX_NV_BUFFER` that answers [#read]; the session's part behind
    /// it says nothing for a password.
    ///
    /// @throws IllegalArgumentException if it holds no 8 bytes
    static long count(byte[] response) {
        require(response.length >= HEADER_BYTES + 14);
        ByteBuffer in = ByteBuffer.wrap(response).position(HEADER_BYTES);
        require(in.getInt() == Short.BYTES + COUNT_BYTES);
        require(in.getShort() == COUNT_BYTES);
        return in.getLong();
    }

    /// The index is its own authority, so its handle stands twice (Part 3, 31.1). Then one session:
    /// no nonce, no attributes, the password in place of an HMAC (`TPMS_AUTH_COMMAND`).
    private static ByteBuffer authorized(int command, int index, byte[] password) {
        int sessionBytes = Integer.BYTES + Short.BYTES + Byte.BYTES + Short.BYTES;
        return begun(SESSIONS, command)
                .putInt(index)
                .putInt(index)
                .putInt(sessionBytes + password.length)
                .putInt(PASSWORD_SESSION)
                .putShort((short) 0)
                .put((byte) 0)
                .putShort((short) password.length)
                .put(password);
    }

    private static ByteBuffer begun(short tag, int command) {
        return ByteBuffer.allocate(BYTES_MAX).putShort(tag).putInt(0).putInt(command);
    }

    private static byte[] finished(ByteBuffer command) {
        byte[] bytes = new byte[command.position()];
        command.putInt(SIZE_AT, bytes.length).flip().get(bytes);
        return bytes;
    }

    private static void require(boolean isSo) {
        if (!isSo) {
            throw new IllegalArgumentException("no answer of a TPM");
        }
    }
}
