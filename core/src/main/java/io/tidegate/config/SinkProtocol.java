package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Locale;
import java.util.Set;

/** The message formats by their names in TiCDC. */
final class SinkProtocol {
    private static final String AVAILABLE = "canal-json";
    private static final Set<String> NOT_YET =
            Set.of("avro", "flat-avro", "open-protocol", "default", "debezium", "simple");
    private static final Set<String> NEVER = Set.of("canal", "maxwell", "craft");

    private SinkProtocol() {}

    /**
     * Accepts the one format there is; case does not matter.
     *
     * @throws TidegateException SINK_UNKNOWN_PROTOCOL
     */
    static void require(String name) {
        String protocol = name.toLowerCase(Locale.ROOT);
        if (!protocol.equals(AVAILABLE)) {
            throw new TidegateException(
                    ErrorCode.SINK_UNKNOWN_PROTOCOL,
                    "unknown '" + name + "' message protocol for sink" + why(protocol));
        }
    }

    private static String why(String protocol) {
        if (protocol.isEmpty()) {
            return "; a protocol is required";
        }
        if (NOT_YET.contains(protocol)) {
            return "; TiCDC has this protocol, it is not available yet here";
        }
        if (NEVER.contains(protocol)) {
            return "; only the classic architecture of TiCDC has this protocol, it is not available here";
        }
        if (protocol.equals("csv")) {
            return "; csv is for storage sinks";
        }
        if (protocol.equals("debezium-avro")) {
            return "; only later versions of TiCDC have this protocol, it is not available yet here";
        }
        return "";
    }
}
