package io.tidegate.server.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of the process, measured by Micrometer. Of what its binders offer only that is shown which the catalogue
 * has, and with the catalogue's words.
 */
final class ProcessMeters implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    ProcessMeters() {
        registry.config().meterFilter(new InCatalogue(registry));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        if (ResidentMemory.isKnown()) {
            Gauge.builder("process.resident.memory", ResidentMemory::bytes)
                    .baseUnit("bytes")
                    .register(registry);
        }
    }

    MeterRegistry registry() {
        return registry;
    }

    /** In the text format of Prometheus. */
    String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }

    /** Lets the meters of the catalogue pass, described as there. */
    private static final class InCatalogue implements MeterFilter {
        private static final Map<String, Metric> METRICS =
                ProcessMetrics.OF_MICROMETER.stream().collect(Collectors.toMap(Metric::name, Function.identity()));

        private final MeterRegistry registry;

        InCatalogue(MeterRegistry registry) {
            this.registry = registry;
        }

        @Override
        public MeterFilterReply accept(Meter.Id id) {
            return metric(id) == null ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
        }

        @Override
        public Meter.Id map(Meter.Id id) {
            Metric metric = metric(id);
            return metric == null
                    ? id
                    : new Meter.Id(
                            id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), metric.meaning(), id.getType());
        }

        private @Nullable Metric metric(Meter.Id id) {
            Metric named = METRICS.get(name(id, id.getBaseUnit()));
            // A gauge of a time gets its unit behind the filters.
            return named != null ? named : METRICS.get(name(id, "seconds"));
        }

        private String name(Meter.Id id, @Nullable String unit) {
            return registry.config().namingConvention().name(id.getName(), id.getType(), unit);
        }
    }
}
