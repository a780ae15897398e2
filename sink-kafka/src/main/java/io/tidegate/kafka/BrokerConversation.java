package io.tidegate.kafka;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ChannelBuilder;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Questions to one broker at the address that we choose. Kafka's public clients go over to the addresses that brokers
 * advertise before they answer anything, so that a wrong one among those looks like a broker that is silent; this stays
 * on its connection. It uses the network layer of the same client, with the same TLS and login.
 */
final class BrokerConversation implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int BACKOFF_MILLIS = 100;

    private final Node broker;
    private final Metrics metrics = new Metrics();
    private final NetworkClient client;

    /** Thrown when a connection was made and the broker then ended it or said nothing. */
    static final class BrokenOff extends Exception {
        private final boolean greeted;

        private BrokenOff(boolean greeted, IOException cause) {
            super(cause.getMessage(), cause);
            this.greeted = greeted;
        }

        /** Whether it had told its versions, which it does without a login: so it is a Kafka broker. */
        boolean greeted() {
            return greeted;
        }
    }

    private BrokerConversation(BrokerAddress address, AdminClientConfig config, ChannelBuilder channels) {
        LogContext log = new LogContext("[" + address + "] ");
        this.broker = new Node(-1, address.host(), address.port());
        this.client = new NetworkClient(
                new Selector(
                        config.getLong(AdminClientConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG),
                        metrics,
                        Time.SYSTEM,
                        "tidegate-conversation",
                        channels,
                        log),
                new ManualMetadataUpdater(),
                config.getString(AdminClientConfig.CLIENT_ID_CONFIG),
                1,
                BACKOFF_MILLIS,
                BACKOFF_MILLIS,
                BUFFER_BYTES,
                BUFFER_BYTES,
                config.getInt(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG),
                config.getLong(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG),
                config.getLong(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG),
                Time.SYSTEM,
                true,
                new ApiVersions(),
                log,
                MetadataRecoveryStrategy.NONE);
    }

    /**
     * Connects, with TLS and login.
     *
     * @throws KafkaException when TLS or the login fails
     * @throws BrokenOff when nobody answers as a broker
     */
    static BrokerConversation open(BrokerAddress address, ClientSettings settings) throws BrokenOff {
        AdminClientConfig config = new AdminClientConfig(settings.admin());
        ChannelBuilder channels =
                ClientUtils.createChannelBuilder(config, Time.SYSTEM, new LogContext("[" + address + "] "));
        BrokerConversation conversation = new BrokerConversation(address, config, channels);
        try {
            conversation.connect(config.getInt(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG));
            return conversation;
        } catch (BrokenOff | RuntimeException e) {
            conversation.close();
            throw e;
        }
    }

    /** The brokers of the cluster under the addresses that they advertise. */
    Collection<Node> brokers() throws BrokenOff {
        MetadataResponse answer = (MetadataResponse) ask(new MetadataRequest.Builder(List.of(), false));
        return answer.brokers();
    }

    private AbstractResponse ask(AbstractRequest.Builder<?> request) throws BrokenOff {
        try {
            return NetworkClientUtils.sendAndReceive(
                            client,
                            client.newClientRequest(broker.idString(), request, Time.SYSTEM.milliseconds(), true),
                            Time.SYSTEM)
                    .responseBody();
        } catch (IOException e) {
            throw new BrokenOff(true, e);
        }
    }

    private void connect(long timeoutMillis) throws BrokenOff {
        try {
            if (!NetworkClientUtils.awaitReady(client, broker, Time.SYSTEM, timeoutMillis)) {
                throw new BrokenOff(false, new IOException("no answer within " + timeoutMillis + " ms"));
            }
        } catch (IOException e) {
            throw new BrokenOff(false, e);
        }
    }

    @Override
    public void close() {
        client.close();
        metrics.close();
    }
}
