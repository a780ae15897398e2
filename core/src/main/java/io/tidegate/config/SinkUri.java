package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sink URI of TiCDC, {@code kafka://host:port,host:port/topic?name=value&…}, with each parameter read and checked on
 * its own; what they mean together is {@link ResolvedConfig}'s to decide. Prints without secrets.
 */
public final class SinkUri {
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final Set<String> HARMLESS = SettingCatalogue.all().settings().stream()
            .filter(setting -> setting.sensitivity() == Setting.Sensitivity.OPEN)
            .map(Setting::parameter)
            .flatMap(Stream::ofNullable)
            .collect(Collectors.toUnmodifiableSet());

    private final String shown;
    private final boolean tlsByScheme;
    private final List<String> brokers;
    private final String topic;
    private final SettingValues values = new SettingValues();
    private final List<ConfigWarning> warnings = new ArrayList<>();

    private SinkUri(String shown, UriParts parts) {
        this.shown = shown;
        this.tlsByScheme = parts.scheme().equals("kafka+ssl");
        this.brokers =
                parts.hosts().stream().map(UriParts.HostAndPort::toString).toList();
        this.topic = topic(parts.path());
        if (parts.login() != null) {
            warn("sink-uri", "the user name before @ is not used; give sasl-user and sasl-password");
        }
        readParameters(parts.parameters());
    }

    /**
     * Reads a sink URI.
     *
     * @throws TidegateException SINK_URI_INVALID when it is no Kafka URI, KAFKA_INVALID_CONFIG when the topic is missing,
     *     and for a wrong value of a parameter its own code
     */
    public static SinkUri parse(String text) {
        if (text.isBlank()) {
            throw new TidegateException(
                    ErrorCode.SINK_URI_INVALID, "sink_uri is empty, cannot create a changefeed without sink_uri");
        }
        String shown = mask(text.strip());
        UriParts parts;
        try {
            parts = UriParts.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw invalid(shown, String.valueOf(e.getMessage()));
        }
        if (!parts.scheme().equals("kafka") && !parts.scheme().equals("kafka+ssl")) {
            throw invalid(shown, "the scheme is " + parts.scheme() + ", only kafka and kafka+ssl are available");
        }
        for (UriParts.HostAndPort host : parts.hosts()) {
            if (host.port() == 0) {
                throw invalid(shown, "broker " + host + " has no port");
            }
        }
        return new SinkUri(shown, parts);
    }

    /** A sink URI, or what was meant to be one, with its secrets replaced by {@code ******}. */
    public static String mask(String text) {
        return UriMask.mask(text, HARMLESS);
    }

    /**
     * A sink URI that was made from a masked one, with the secrets in place of {@code ******}. They stay with the brokers they
     * are for.
     *
     * @param text what was written
     * @param previous what {@link #mask} was applied to
     * @throws TidegateException SINK_URI_INVALID when {@code ******} stands for nothing, or the secrets would go to other brokers
     */
    public static Secret unmask(String text, Secret previous) {
        try {
            return new Secret(previous.reveal(uri -> UriMask.unmask(text.strip(), uri.strip(), HARMLESS)));
        } catch (IllegalArgumentException e) {
            throw new TidegateException(
                            ErrorCode.SINK_URI_INVALID, "sink uri invalid '" + mask(text) + "': " + e.getMessage())
                    .withRemedy("Write the secrets themselves in place of ******.")
                    .withField("sink_uri");
        }
    }

    /** {@code host:port} of each broker, in order; IPv6 addresses in brackets. */
    public List<String> brokers() {
        return brokers;
    }

    /** The default topic. */
    public String topic() {
        return topic;
    }

    /** What is accepted but has no effect, such as parameters that nobody knows. */
    public List<ConfigWarning> warnings() {
        return List.copyOf(warnings);
    }

    /** Whether the scheme asks for TLS. */
    boolean tlsByScheme() {
        return tlsByScheme;
    }

    /** The parameters that were given. */
    SettingValues values() {
        return values;
    }

    /** The URI with its secrets replaced by {@code ******}. */
    @Override
    public String toString() {
        return shown;
    }

    private void readParameters(List<UriParts.Parameter> parameters) {
        Set<String> seen = new HashSet<>();
        for (UriParts.Parameter parameter : parameters) {
            String name = parameter.name();
            Setting setting = SettingCatalogue.all().byParameter(name);
            if (!seen.add(name)) {
                warn(name, "it is given more than once, the first value counts");
            } else if (setting == null && parameter.value().isEmpty()) {
                // Its name may be the end of a password that has an & in it.
                warn("sink-uri", "a parameter without a value is ignored; write %26 for an & inside a value");
            } else if (setting == null) {
                warn(name, "no such parameter; it is ignored" + suggestion(name));
            } else if (setting.standing() == Setting.Standing.OTHER_VERSION) {
                warn(name, "only " + setting.remark() + " know it; it has no effect");
            } else if (!parameter.value().isEmpty()) {
                values.put(setting, setting.fromParameter(parameter.value()));
            }
        }
    }

    private static String suggestion(String name) {
        Optional<String> path = SettingCatalogue.all().file().elsewhere(name);
        if (path.isPresent()) {
            return ", it belongs into the configuration file as " + path.get();
        }
        return SettingCatalogue.all()
                .nearestParameter(name)
                .map(nearest -> ", did you mean " + nearest + "?")
                .orElse("");
    }

    private void warn(String name, String text) {
        warnings.add(new ConfigWarning(name, text));
    }

    private static String topic(String path) {
        String topic = path.replaceAll("^/+|/+$", "");
        if (topic.isEmpty()) {
            throw new TidegateException(ErrorCode.KAFKA_INVALID_CONFIG, "no topic is specified in sink-uri")
                    .withRemedy("Write the default topic after the brokers: kafka://host:port/topic?…");
        }
        if (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            throw new TidegateException(
                    ErrorCode.KAFKA_INVALID_CONFIG,
                    "\"" + topic
                            + "\" cannot be a topic: 1 to 249 letters, digits, dots, underscores and hyphens are allowed");
        }
        return topic;
    }

    private static TidegateException invalid(String shown, String reason) {
        return new TidegateException(ErrorCode.SINK_URI_INVALID, "sink uri invalid '" + shown + "': " + reason);
    }
}
