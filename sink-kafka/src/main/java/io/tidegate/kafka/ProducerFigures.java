package io.tidegate.kafka;

import io.tidegate.sink.SinkStatistics;
import io.tidegate.sink.SinkStatistics.Broker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * What a producer measures of itself, by the names in the <a
 * href="https://kafka.apache.org/documentation/#producer_monitoring">documentation</a> of Kafka. Figures are looked up by
 * name: a producer has some for each of its topics too, and going through all of them would take longer the more topics
 * there are. Only when it has become more is it asked again which brokers it knows. Thread safe.
 */
final class ProducerFigures {
    private static final String OF_PRODUCER = "producer-metrics";
    private static final String OF_BROKER = "producer-node-metrics";
    private static final String BROKER_TAG = "node-id";
    private static final String BROKER_PREFIX = "node-";

    private final Map<MetricName, ? extends Metric> metrics;
    private final String clientId;
    private Set<Integer> brokers = Set.of();
    private int metricsSeen;

    ProducerFigures(Map<MetricName, ? extends Metric> metrics, String clientId) {
        this.metrics = metrics;
        this.clientId = clientId;
    }

    /** The figures of several producers as those of one. */
    static SinkStatistics together(List<ProducerFigures> producers) {
        return new SinkStatistics(
                brokers(producers),
                sum(producers, producer -> producer.own("requests-in-flight")),
                average(producers, producer -> producer.own("compression-rate-avg")),
                average(producers, producer -> producer.own("records-per-request-avg")),
                sum(producers, producer -> producer.own("record-retry-total")),
                sum(producers, producer -> producer.own("buffer-total-bytes") - producer.own("buffer-available-bytes")),
                sum(producers, producer -> producer.own("buffer-total-bytes")));
    }

    private static List<Broker> brokers(List<ProducerFigures> producers) {
        Set<Integer> ids = producers.stream()
                .flatMap(producer -> producer.brokers().stream())
                .collect(Collectors.toSet());
        List<Broker> brokers = new ArrayList<>(ids.size());
        for (int id : ids) {
            brokers.add(new Broker(
                    Integer.toString(id),
                    sum(producers, producer -> producer.of(id, "outgoing-byte-rate")),
                    sum(producers, producer -> producer.of(id, "request-rate")),
                    sum(producers, producer -> producer.of(id, "response-rate")),
                    average(producers, producer -> producer.of(id, "request-latency-avg")) / 1000));
        }
        brokers.sort(Comparator.comparingInt(broker -> Integer.parseInt(broker.id())));
        return brokers;
    }

    /** The ids of the brokers that the producer has talked to; those it was told of at first have none yet. */
    private synchronized Set<Integer> brokers() {
        int size = metrics.size();
        if (size != metricsSeen) {
            Set<Integer> found = new TreeSet<>();
            for (MetricName name : metrics.keySet()) {
                String node = name.group().equals(OF_BROKER) ? name.tags().get(BROKER_TAG) : null;
                if (node != null && node.matches(BROKER_PREFIX + "[0-9]+")) {
                    found.add(Integer.parseInt(node.substring(BROKER_PREFIX.length())));
                }
            }
            brokers = found;
            metricsSeen = size;
        }
        return brokers;
    }

    private double own(String name) {
        return value(new MetricName(name, OF_PRODUCER, "", Map.of("client-id", clientId)));
    }

    private double of(int broker, String name) {
        return value(
                new MetricName(name, OF_BROKER, "", Map.of("client-id", clientId, BROKER_TAG, BROKER_PREFIX + broker)));
    }

    private double value(MetricName name) {
        Metric metric = metrics.get(name);
        return metric != null && metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Of the known values; not known if none is. */
    private static double sum(List<ProducerFigures> producers, ToDoubleFunction<ProducerFigures> figure) {
        double[] known = known(producers, figure);
        double sum = known.length == 0 ? Double.NaN : 0;
        for (double value : known) {
            sum += value;
        }
        return sum;
    }

    private static double average(List<ProducerFigures> producers, ToDoubleFunction<ProducerFigures> figure) {
        return sum(producers, figure) / known(producers, figure).length;
    }

    private static double[] known(List<ProducerFigures> producers, ToDoubleFunction<ProducerFigures> figure) {
        return producers.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }
}
