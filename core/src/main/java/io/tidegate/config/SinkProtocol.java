package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The message formats by their names in TiCDC. */
public enum SinkProtocol {
    CANAL_JSON("canal-json"),
    AVRO("avro"),
    OPEN_PROTOCOL("open-protocol"),
    DEBEZIUM("debezium"),
    SIMPLE("simple");

    private static final Set<String> NEVER = Set.of("canal", "maxwell", "craft");

    private final String shown;

    SinkProtocol(String shown) {
        this.shown = shown;
    }

    /**
     * The format of this name; case does not matter, and TiCDC's aliases are known.
     *
     * @throws TidegateException SINK_UNKNOWN_PROTOCOL
     */
    public static SinkProtocol of(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        String protocol =
                switch (lowerCase) {
                    case "flat-avro" -> "avro";
                    case "default" -> "open-protocol";
                    default -> lowerCase;
                };
        for (SinkProtocol known : values()) {
            if (known.shown.equals(protocol)) {
                return known;
            }
        }
        throw unknown(name, why(protocol));
    }

    @Override
    public String toString() {
        return shown;
    }

    private static TidegateException unknown(String name, String why) {
        return new TidegateException(
                ErrorCode.SINK_UNKNOWN_PROTOCOL, "unknown '" + name + "' message protocol for sink" + why);
    }

    private static String why(String protocol) {
        if (protocol.isEmpty()) {
            return "; a protocol is required";
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
        List<String> known = Arrays.stream(values()).map(SinkProtocol::toString).toList();
        return NearestName.of(protocol, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("");
    }
}
