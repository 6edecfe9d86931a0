package ampro.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/// Just enough of MQTT 3.1.1 to publish and receive at QoS 1 as fast as the broker will, so that
/// the broker is measured and not a client's library.
final class MqttLine implements AutoCloseable {
    /// Published and not acknowledged yet; Mosquitto's own default for what it sends.
    static final int WINDOW = 20;

    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int PUBLISH = 0x32;
    private static final int PUBACK = 0x40;
    private static final int SUBSCRIBE = 0x82;
    private static final int SUBACK = 0x90;
    private static final int SILENT_MS_MAX = 60_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /// One that keeps its session is owed what was published while it was away.
    MqttLine(URI broker, String client, boolean keepsSession) throws IOException {
        socket = new Socket(broker.getHost(), broker.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENT_MS_MAX);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        Body body = new Body();
        body.text("MQTT");
        body.out.write(4);
        body.out.write(keepsSession ? 0 : 2);
        body.number(0);
        body.text(client);
        send(CONNECT, body);
        expect(CONNACK);
    }

    void subscribe(String filter) throws IOException {
        Body body = new Body();
        body.number(1);
        body.text(filter);
        body.out.write(1);
        send(SUBSCRIBE, body);
        expect(SUBACK);
    }

    /// Returns when the broker has acknowledged every one.
    void publishAll(String topic, List<byte[]> payloads) throws IOException {
        int acknowledged = 0;
        for (int i = 0; i < payloads.size(); i++) {
            if (i - acknowledged == WINDOW) {
                acknowledged += acknowledgements();
            }
            Body body = new Body();
            body.text(topic);
            body.number(i % 0xffff + 1);
            body.out.writeBytes(payloads.get(i));
            write(PUBLISH, body);
        }
        while (acknowledged < payloads.size()) {
            acknowledged += acknowledgements();
        }
    }

    /// As many as have come, one at least.
    private int acknowledgements() throws IOException {
        out.flush();
        int count = 0;
        do {
            expect(PUBACK);
            count++;
        } while (in.available() > 0);
        return count;
    }

    /// Receives and acknowledges so many messages; returns their bytes.
    long receive(int count) throws IOException {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            byte[] message = expect(PUBLISH);
            int topic = (Byte.toUnsignedInt(message[0]) << 8) | Byte.toUnsignedInt(message[1]);
            Body body = new Body();
            body.out.write(message, 2 + topic, 2);
            write(PUBACK, body);
            bytes += message.length - topic - 4;
            if (in.available() == 0) {
                out.flush();
            }
        }
        out.flush();
        return bytes;
    }

    private void send(int type, Body body) throws IOException {
        write(type, body);
        out.flush();
    }

    private void write(int type, Body body) throws IOException {
        out.write(type);
        int left = body.out.size();
        do {
            out.write(left > 0x7f ? (left & 0x7f) | 0x80 : left);
            left >>= 7;
        } while (left > 0);
        body.out.writeTo(out);
    }

    /// The next packet, which must be of this type, whatever its flags.
    private byte[] expect(int type) throws IOException {
        int first = in.readUnsignedByte();
        int length = 0;
        int next;
        int shift = 0;
        do {
            next = in.readUnsignedByte();
            length |= (next & 0x7f) << shift;
            shift += 7;
        } while (next > 0x7f);
        byte[] body = in.readNBytes(length);
        if ((first & 0xf0) != (type & 0xf0)) {
            throw new IOException("packet %#x where %#x was due".formatted(first, type));
        }
        return body;
    }

    private static final class Body {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        void number(int number) {
            out.write(number >> 8);
            out.write(number);
        }

        void text(String text) {
            byte[] bytes = text.getBytes(UTF_8);
            number(bytes.length);
            out.writeBytes(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
