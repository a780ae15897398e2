package io.tidegate.server.metrics;

import java.util.List;
import java.util.stream.Stream;

/** The metrics of the process: ours and, of those that Micrometer offers for a Java process, the ones that are of use. */
final class ProcessMetrics {
    static final Metric OWNERSHIP = Metric.counter(
            "ticdc_owner_ownership_counter",
            "seconds",
            "Grows by a second each second while the process runs: its rate is 1 for each running process");
    static final Metric READY = Metric.gauge(
            "tidegate_server_ready", "", "1 if `/readyz` says that the server is ready, else 0; only of a server");
    static final Metric RESIDENT = Metric.gauge(
            "process_resident_memory_bytes", "bytes", "Memory of the process as Linux counts it, not shown elsewhere");
    static final Metric HTTP = new Metric(
            "tidegate_http_request_duration_seconds",
            MetricType.HISTOGRAM,
            "seconds",
            List.of(
                    Label.open("method", "of HTTP"),
                    Label.open(
                            "route",
                            "the path as it is registered, such as `/api/v2/changefeeds/{id}`; `none` for a"
                                    + " path that is served by nothing"),
                    Label.open("status", "of the answer"),
                    new Label("le", "upper bound", List.of())),
            "Time in which requests were answered; streams are left out");

    private static final Label AREA = new Label("area", "`heap` or `nonheap`", List.of("heap", "nonheap"));
    private static final Label POOL = Label.open("id", "name of the pool");

    private static final Metric GC_PAUSE = new Metric(
            "jvm_gc_pause_seconds",
            MetricType.SUMMARY,
            "seconds",
            List.of(
                    Label.open("action", "what the collector did"),
                    Label.open("cause", "why"),
                    Label.open("gc", "name of the collector")),
            "Pauses of garbage collection");

    /** Those that a Micrometer registry shows. */
    static final List<Metric> OF_MICROMETER = List.of(
            RESIDENT,
            HTTP,
            Metric.gauge("jvm_memory_used_bytes", "bytes", "Memory in use", AREA, POOL),
            Metric.gauge("jvm_memory_committed_bytes", "bytes", "Memory taken from the system", AREA, POOL),
            Metric.gauge("jvm_memory_max_bytes", "bytes", "Memory that may be used, -1 without a limit", AREA, POOL),
            Metric.gauge("jvm_buffer_memory_used_bytes", "bytes", "Memory of direct buffers", POOL),
            GC_PAUSE,
            Metric.counter("jvm_gc_memory_allocated_bytes_total", "bytes", "Memory that was given to new objects"),
            Metric.gauge("jvm_gc_live_data_size_bytes", "bytes", "Heap in use after the last large collection"),
            Metric.gauge("jvm_threads_live_threads", "threads", "Threads that run"),
            Metric.gauge("process_cpu_usage", "", "Share of all cores that the process uses, 0 to 1"),
            Metric.gauge("process_files_open_files", "files", "Open files and connections"),
            Metric.gauge("process_files_max_files", "files", "How many there may be"),
            Metric.gauge("process_start_time_seconds", "seconds since 1970", "When the process was started"),
            Metric.gauge("process_uptime_seconds", "seconds", "Since then"),
            Metric.gauge("system_cpu_count", "", "Cores"),
            Metric.gauge("system_cpu_usage", "", "Share of all cores that the machine uses, 0 to 1"),
            Metric.gauge("system_load_average_1m", "", "Load of the machine"));

    static final List<Metric> ALL =
            Stream.concat(Stream.of(OWNERSHIP, READY), OF_MICROMETER.stream()).toList();

    private ProcessMetrics() {}
}
