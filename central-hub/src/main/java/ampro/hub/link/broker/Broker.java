package ampro.hub.link.broker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/// The embedded broker. It starts before anything may connect and knows nobody by itself. Artemis
/// stops for good when its disk fails; it is started again until the disk has room.
public final class Broker implements AutoCloseable {
    /// Connections of stations, technicians and the hub.
    private static final int CONNECTIONS_MAX = 1_000;

    private static final System.Logger LOG = System.getLogger(Broker.class.getName());

    /// How often is looked whether it still runs.
    private static final long LOOK_SECONDS = 5;

    /// Looked at each second, because a disk that is full under Artemis stops it.
    private static final int DISK_SCAN_MILLIS = 1_000;

    private final Path folder;
    private final Door door;
    private final URI address;
    private final Thread watch;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile EmbeddedActiveMQ server;

    /// Who may be connected.
    public enum Party {
        HUB,
        STATION,
        TECHNICIAN
    }

    /// Tells which party this name and password are, if any.
    @FunctionalInterface
    public interface Door {
        Optional<Party> partyOf(String name, String password);
    }

    /// Listens where `wanted` says; port 0 takes a free one. The journal lives in this folder.
    public Broker(URI wanted, Path folder, Door door) {
        if (!"tcp".equals(wanted.getScheme())) {
            throw new IllegalArgumentException(
                    "the broker listens at an address such as tcp://127.0.0.1:1883, not " + wanted);
        }
        this.folder = folder;
        this.door = door;
        try {
            server = started(wanted);
            NettyAcceptor acceptor =
                    (NettyAcceptor)
                            server.getActiveMQServer().getRemotingService().getAcceptor("mqtt");
            int port = acceptor.getActualPort();
            if (port <= 0) { // Artemis logs it and goes on
                server.stop();
                throw new IOException("the port is taken");
            }
            address = URI.create("tcp://%s:%d".formatted(wanted.getHost(), port));
        } catch (Exception e) {
            throw new IllegalStateException(
                    "the broker cannot listen at %s: %s".formatted(wanted, e.getMessage()), e);
        }
        watch = Thread.ofPlatform().name("broker-watch").start(this::watch);
    }

    private EmbeddedActiveMQ started(URI at) throws Exception {
        EmbeddedActiveMQ fresh = new EmbeddedActiveMQ();
        fresh.setConfiguration(configuration(at, folder));
        fresh.setSecurityManager(new Guard(door));
        fresh.start();
        return fresh;
    }

    private void watch() {
        try {
            while (!ended.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
                if (!server.getActiveMQServer().isStarted()) {
                    LOG.log(System.Logger.Level.ERROR, "the broker has stopped, started again");
                    restart();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void restart() {
        try {
            server.stop();
            server = started(address);
        } catch (Exception e) {
            LOG.log(System.Logger.Level.ERROR, "the broker does not start: {0}", e.getMessage());
        }
    }

    public URI address() {
        return address;
    }

    private static Configuration configuration(URI wanted, Path folder) throws Exception {
        Configuration configuration = new ConfigurationImpl();
        configuration.setName("ampro");
        configuration.setBrokerInstance(folder.toFile());
        configuration.setJournalDirectory(folder.resolve("journal").toString());
        configuration.setBindingsDirectory(folder.resolve("bindings").toString());
        configuration.setPagingDirectory(folder.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalSyncTransactional(true);
        configuration.setJournalSyncNonTransactional(true);
        configuration.setSecurityEnabled(true);
        configuration.setJMXManagementEnabled(false);
        configuration.setThreadPoolMaxSize(8);
        configuration.setScheduledThreadPoolMaxSize(2);
        configuration.setSecurityInvalidationInterval(1_000);
        configuration.setMaxDiskUsage(95);
        configuration.setDiskScanPeriod(DISK_SCAN_MILLIS);
        configuration.setIncomingInterceptorClassNames(List.of(ClientIdRule.class.getName()));
        configuration.addAcceptorConfiguration(
                "mqtt",
                "tcp://%s:%d?protocols=MQTT;useEpoll=false;remotingThreads=2;connectionsAllowed=%d"
                        .formatted(wanted.getHost(), wanted.getPort(), CONNECTIONS_MAX));
        configuration.addAddressSetting(
                "#",
                new AddressSettings()
                        .setDeadLetterAddress(SimpleString.of("dead-letters"))
                        .setExpiryAddress(SimpleString.of("expired"))
                        .setAutoCreateAddresses(true)
                        .setAutoCreateQueues(true));
        return configuration;
    }

    @Override
    public void close() throws IOException {
        ended.countDown();
        try {
            watch.join();
            server.stop();
        } catch (Exception e) {
            throw new IOException("the broker did not stop", e);
        }
    }
}
