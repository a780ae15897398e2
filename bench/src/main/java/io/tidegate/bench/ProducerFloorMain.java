package io.tidegate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends messages and does nothing else: {@code ProducerFloorMain BROKER TOPIC COUNT}. */
final class ProducerFloorMain {
    static final int MESSAGE_BYTES = 450;

    private static final int DIFFERENT_MESSAGES = 2000;
    private static final int RANDOM_DIGITS = 200;
    private static final long SEED = 4711;

    private ProducerFloorMain() {}

    public static void main(String[] arguments) throws IOException {
        byte[][] messages = messages();
        int count = Integer.parseInt(arguments[2]);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Map<String, Object> properties = new HashMap<>(ProducerSettings.properties());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                // The callback hears of failures.
                var unused = producer.send(
                        new ProducerRecord<>(arguments[1], 0, null, messages[i % DIFFERENT_MESSAGES]),
                        (metadata, refusal) -> {
                            if (refusal != null) {
                                failure.set(refusal);
                            }
                        });
            }
            producer.flush();
            if (failure.get() != null) {
                throw new IllegalStateException("not all messages were taken", failure.get());
            }
            Machine.awaitEndOfInput();
        }
    }

    /** Random digits and constant text in about the shares that they have in a row of the backlog. */
    private static byte[][] messages() {
        SplittableRandom random = new SplittableRandom(SEED);
        String constant = "{\"id\":0,\"database\":\"bench\",\"table\":\"sbtest1\",\"pkNames\":[\"id\"],\"isDdl\":false,"
                + "\"type\":\"INSERT\",\"es\":1767225600000,\"ts\":1767225600000,\"sqlType\":{\"id\":-5,\"k\":4,\"c\":1,"
                + "\"pad\":1,\"price\":3,\"changed\":93,\"note\":12},\"mysqlType\":{\"id\":\"bigint\",\"k\":\"int\"}";
        byte[][] messages = new byte[DIFFERENT_MESSAGES][];
        for (int i = 0; i < messages.length; i++) {
            StringBuilder text = new StringBuilder(constant);
            random.ints(RANDOM_DIGITS, '0', '9' + 1).forEach(text::appendCodePoint);
            text.setLength(MESSAGE_BYTES);
            messages[i] = text.toString().replace('\0', ' ').getBytes(StandardCharsets.US_ASCII);
        }
        return messages;
    }
}
