package io.tidegate.sink;

import java.util.List;

/**
 * What the clients of a sink say of themselves now. A figure that is not known yet is {@code NaN}.
 *
 * @param brokers the servers that the sink talks to, in the order of their ids
 * @param inFlightRequests requests that they have not answered
 * @param compressionRatio size of compressed batches by that of the same batches as they were, lately
 * @param recordsPerRequest records in a request, on average lately
 * @param retries records that were sent again since the sink was made
 * @param usedBufferBytes bytes that wait in the clients' buffers
 * @param bufferBytes bytes that these buffers have
 */
public record SinkStatistics(
        List<Broker> brokers,
        double inFlightRequests,
        double compressionRatio,
        double recordsPerRequest,
        double retries,
        double usedBufferBytes,
        double bufferBytes) {
    /** Of a sink that has no clients. */
    public static final SinkStatistics NONE =
            new SinkStatistics(List.of(), Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /**
     * The talk with one server.
     *
     * @param id by which its cluster knows it
     * @param outgoingBytesPerSecond bytes sent to it
     * @param requestsPerSecond requests sent to it
     * @param responsesPerSecond answers received from it
     * @param latencySeconds between a request and its answer, on average lately
     */
    public record Broker(
            String id,
            double outgoingBytesPerSecond,
            double requestsPerSecond,
            double responsesPerSecond,
            double latencySeconds) {}
}
