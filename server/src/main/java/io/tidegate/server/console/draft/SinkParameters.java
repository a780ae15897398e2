package io.tidegate.server.console.draft;

import io.tidegate.config.Compression;
import io.tidegate.config.SinkProtocol;
import io.tidegate.config.SinkUri;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The sink URI of a draft: brokers, the default topic and the settings that TiCDC's users write there. It never holds a
 * secret; these are in {@link DraftConfig}.
 */
final class SinkParameters {
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private SinkParameters() {}

    static String uri(Draft draft) {
        return uri(draft.target(), draft.changefeed(), draft.carried());
    }

    /** The same, with what is carried along masked where it may be a secret. */
    static String shown(Draft draft) {
        return draft.carried().parameters().isEmpty() ? uri(draft) : SinkUri.mask(uri(draft));
    }

    private static String uri(TargetStep target, ChangefeedStep step, CarriedSettings carried) {
        SinkParameters into = new SinkParameters();
        into.format(step.format());
        into.putUnlessEmpty("partition-num", step.partitionNumber());
        into.parameters.put("replication-factor", step.replicationFactor());
        into.target(target);
        carried.parameters().forEach(into.parameters::putIfAbsent);
        String query = into.parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return "kafka://" + String.join(",", target.brokerList()) + "/"
                + encoded(step.topics().defaultTopic()) + "?" + query;
    }

    private void format(FormatChoice format) {
        SinkProtocol protocol = format.protocol();
        parameters.put("protocol", protocol.toString());
        if (format.tidbExtension() && FormatChoice.hasExtension(protocol)) {
            parameters.put("enable-tidb-extension", "true");
        }
        if (protocol == SinkProtocol.AVRO) {
            parameters.put("avro-decimal-handling-mode", lowerCase(format.decimals()));
            parameters.put("avro-bigint-unsigned-handling-mode", lowerCase(format.unsignedBigints()));
        }
        if (protocol == SinkProtocol.SIMPLE) {
            parameters.put("encoding-format", lowerCase(format.encoding()));
        }
    }

    private void target(TargetStep target) {
        if (target.version() == KafkaVersion.V3) {
            parameters.put("kafka-version", "3.0.0");
        }
        if (target.compression() != Compression.NONE) {
            parameters.put("compression", lowerCase(target.compression()));
        }
        BrokerTls tls = target.tls();
        if (tls.enabled()) {
            parameters.put("enable-tls", "true");
            putUnlessEmpty("ca", tls.ca());
            putUnlessEmpty("cert", tls.certificate());
            putUnlessEmpty("key", tls.key());
        }
        login(target.login());
    }

    private void login(BrokerLogin login) {
        switch (login.mechanism()) {
            case DISABLE -> {}
            case PLAIN, SCRAM_SHA_256, SCRAM_SHA_512 -> {
                mechanism(login);
                parameters.put("sasl-user", login.user());
            }
            case OAUTHBEARER -> mechanism(login);
            case GSSAPI -> {
                mechanism(login);
                kerberos(login.kerberos());
            }
        }
    }

    private void mechanism(BrokerLogin login) {
        parameters.put("sasl-mechanism", lowerCase(login.mechanism()).replace('_', '-'));
    }

    private void kerberos(BrokerLogin.Kerberos kerberos) {
        parameters.put("sasl-gssapi-user", kerberos.user());
        putUnlessEmpty("sasl-gssapi-realm", kerberos.realm());
        putUnlessEmpty("sasl-gssapi-service-name", kerberos.serviceName());
        putUnlessEmpty("sasl-gssapi-kerberos-config-path", kerberos.configuration());
        switch (kerberos.proof()) {
            case PASSWORD -> parameters.put("sasl-gssapi-auth-type", "user");
            case KEYTAB -> {
                parameters.put("sasl-gssapi-auth-type", "keytab");
                putUnlessEmpty("sasl-gssapi-keytab-path", kerberos.keytab());
            }
        }
    }

    private void putUnlessEmpty(String name, String value) {
        if (!value.isEmpty()) {
            parameters.put(name, value);
        }
    }

    private static String lowerCase(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%3A", ":");
    }
}
