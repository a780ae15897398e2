package io.tidegate.server.console.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SaslConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SinkUri;
import io.tidegate.config.TlsConfig;
import io.tidegate.route.Distribution;
import io.tidegate.route.PartitionRule;
import io.tidegate.server.changefeed.ChangefeedDefinition;
import io.tidegate.server.console.draft.BrokerLogin.Kerberos;
import io.tidegate.server.console.draft.BrokerLogin.Mechanism;
import io.tidegate.server.console.draft.BrokerLogin.OAuth;
import io.tidegate.server.console.draft.BrokerLogin.Proof;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the draft that a changefeed could have been made from. */
final class DefinitionDraft {
    private final ChangefeedDefinition definition;
    private final ResolvedConfig config;
    private final Map<String, String> parameters;

    private DefinitionDraft(ChangefeedDefinition definition) {
        this.definition = definition;
        this.config = ResolvedConfig.resolve(
                definition.sinkUri().reveal(SinkUri::parse), ChangefeedConfig.ofJson(definition.replicaConfig()));
        this.parameters = definition.sinkUri().reveal(ShownSettings::parameters);
    }

    /** Empty when its dispatcher rules are more than the page can show. */
    static Optional<Draft> of(ChangefeedDefinition definition) {
        return new DefinitionDraft(definition).draft();
    }

    private Optional<Draft> draft() {
        return Distribution.of(config.dispatchRules(), config.kafka().defaultTopic())
                .map(distribution -> new Draft(
                        target(),
                        changefeed(distribution),
                        new SpecificationStep(String.valueOf(definition.rcu()), definition.name(), definition.id()),
                        carried()));
    }

    private TargetStep target() {
        KafkaSinkConfig kafka = config.kafka();
        return new TargetStep(
                String.join(",", kafka.brokers()),
                version(),
                kafka.compression(),
                tls(kafka.tls()),
                login(kafka.sasl()));
    }

    private KafkaVersion version() {
        String written = parameters.getOrDefault(
                "kafka-version",
                definition
                        .replicaConfig()
                        .path("sink")
                        .path("kafka_config")
                        .path("kafka_version")
                        .asText());
        return written.matches("[3-9]\\..*") ? KafkaVersion.V3 : KafkaVersion.V2;
    }

    private static BrokerTls tls(TlsConfig tls) {
        return new BrokerTls(
                tls.enabled(),
                text(tls.ca()),
                text(tls.certificate()),
                text(tls.key()),
                tls.serverName() == null ? "" : tls.serverName());
    }

    private static BrokerLogin login(@Nullable SaslConfig sasl) {
        BrokerLogin none = BrokerLogin.INITIAL;
        if (sasl instanceof SaslConfig.Password login) {
            return new BrokerLogin(
                    mechanism(login.mechanism()), login.user(), login.password(), none.oauth(), none.kerberos());
        }
        if (sasl instanceof SaslConfig.OAuth login) {
            OAuth oauth = new OAuth(
                    login.clientId(),
                    login.clientSecret(),
                    login.tokenUrl().toString(),
                    String.join(" ", login.scopes()),
                    login.audience() == null ? "" : login.audience(),
                    text(login.ca()));
            return new BrokerLogin(Mechanism.OAUTHBEARER, "", BrokerLogin.NO_SECRET, oauth, none.kerberos());
        }
        if (sasl instanceof SaslConfig.Kerberos login) {
            return new BrokerLogin(Mechanism.GSSAPI, "", BrokerLogin.NO_SECRET, none.oauth(), kerberos(login));
        }
        return none;
    }

    private static Mechanism mechanism(SaslConfig.Mechanism mechanism) {
        return switch (mechanism) {
            case PLAIN -> Mechanism.PLAIN;
            case SCRAM_SHA_256 -> Mechanism.SCRAM_SHA_256;
            case SCRAM_SHA_512 -> Mechanism.SCRAM_SHA_512;
        };
    }

    private static Kerberos kerberos(SaslConfig.Kerberos login) {
        boolean isKeytab = login.proof() instanceof SaslConfig.KerberosProof.Keytab;
        String keytab = login.proof() instanceof SaslConfig.KerberosProof.Keytab proof ? text(proof.file()) : "";
        Secret password =
                login.proof() instanceof SaslConfig.KerberosProof.Password proof ? proof.text() : BrokerLogin.NO_SECRET;
        return new Kerberos(
                isKeytab ? Proof.KEYTAB : Proof.PASSWORD,
                login.principal(),
                "",
                login.serviceName(),
                password,
                keytab,
                text(login.configuration()));
    }

    private ChangefeedStep changefeed(Distribution distribution) {
        OptionalInt partitions = config.kafka().partitionNum();
        return new ChangefeedStep(
                new TableChoice(
                        config.filter().rules(),
                        config.caseSensitive(),
                        config.keylessTables(),
                        config.filter().eventFilters(),
                        config.columnSelectors()),
                FormatChoice.of(config.format()),
                TopicChoice.of(distribution.topics()),
                distribution.partitions().stream()
                        .map(DefinitionDraft::partition)
                        .toList(),
                String.valueOf(config.kafka().replicationFactor()),
                partitions.isPresent() ? String.valueOf(partitions.getAsInt()) : "",
                StartChoice.of(definition.start(), definition.timeZone()));
    }

    /** A rule with the names that the page has. */
    private static PartitionRule partition(PartitionRule rule) {
        String dispatcher =
                switch (rule.dispatcher().toLowerCase(Locale.ROOT)) {
                    case "", "default" -> "table";
                    case "rowid" -> "index-value";
                    default -> rule.dispatcher().toLowerCase(Locale.ROOT);
                };
        return new PartitionRule(rule.matcher(), dispatcher, rule.index(), rule.columns());
    }

    private CarriedSettings carried() {
        JsonNode written = definition.replicaConfig();
        return new CarriedSettings(
                ShownSettings.removedFrom(parameters),
                written instanceof ObjectNode object
                        ? ShownSettings.removedFrom(object)
                        : JsonNodeFactory.instance.objectNode(),
                definition.targetTs());
    }

    private static String text(@Nullable Path path) {
        return path == null ? "" : path.toString();
    }
}
