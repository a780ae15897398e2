package io.tidegate.server.console.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.server.console.text.Language;
import io.tidegate.server.console.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldErrorsTest {
    private static final String LONG = "x".repeat(129);

    @Test
    void draftsThatAreRightHaveNoErrors() {
        assertThat(errors(Drafts.complete())).isEmpty();
        assertThat(errors(Drafts.everything())).isEmpty();
        for (BrokerLogin.Mechanism mechanism : BrokerLogin.Mechanism.values()) {
            assertThat(errors(Drafts.typed(Drafts.everything(), "authentication", mechanism.name())))
                    .as(mechanism.shown())
                    .isEmpty();
        }
    }

    @Test
    void aDraftThatNobodyTouchedLacksBrokersTopicAndName() {
        assertThat(errors(Draft.INITIAL).stream().map(error -> error.field() + " " + error.textKey()))
                .containsExactly(
                        "brokers draft.error.required",
                        "default-topic draft.error.required",
                        "name draft.error.required");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            brokers               | kafka                         | draft.error.broker
            brokers               | PLAINTEXT://kafka:9092        | draft.error.broker
            brokers               | user:secret@kafka:9092        | draft.error.broker
            brokers               | kafka:9092/topic              | draft.error.broker
            brokers               | kafka:9092 kafka:9093         | draft.error.broker
            brokers               | 2001:db8::1:9092              | draft.error.broker
            brokers               | kafka:0                       | draft.error.broker.port
            brokers               | kafka:65536                   | draft.error.broker.port
            brokers               | a:9092,A:9092                 | draft.error.broker.twice
            brokers               | a:9092,b                      | draft.error.broker
            rules                 | shop                          | draft.error.rule
            rules                 | shop.*.x                      | draft.error.rule
            rules                 | /(/.*                         | draft.error.rule
            topic-prefix          | a b                           | draft.error.topic.part
            topic-separator       | /                             | draft.error.topic.part
            topic-suffix          | é                             | draft.error.topic.part
            default-topic         | .                             | draft.error.topic
            default-topic         | a/b                           | draft.error.topic
            default-topic         | a?protocol=avro               | draft.error.topic
            replication-factor    | 0                             | draft.error.whole
            replication-factor    | 32768                         | draft.error.whole
            replication-factor    | two                           | draft.error.whole
            replication-factor    | 2                             | draft.error.replicas
            partition-number      | 0                             | draft.error.whole
            partition-number      | -3                            | draft.error.whole
            partition-number      | 1.5                           | draft.error.whole
            partition-number      | 99999999999                   | draft.error.whole
            partition-number      | 3&sasl-user=x                 | draft.error.whole
            time-zone             | Mars/Olympus                  | draft.error.time-zone
            rcu                   | -1                            | draft.error.whole
            rcu                   | 10001                         | draft.error.whole
            rcu                   | two                           | draft.error.whole
            id                    | a--b                          | draft.error.id
            id                    | a_b                           | draft.error.id
            """)
    void aWrongFieldIsNamed(String field, String value, String textKey) {
        assertOneError(Drafts.typed(Drafts.complete(), field, value), field, textKey);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PLAIN, user, draft.error.required
            PLAIN, password, draft.error.required
            SCRAM_SHA_256, user, draft.error.required
            SCRAM_SHA_512, password, draft.error.required
            OAUTHBEARER, oauth-client-id, draft.error.required
            OAUTHBEARER, oauth-client-secret, draft.error.required
            OAUTHBEARER, oauth-token-url, draft.error.required
            GSSAPI, kerberos-user, draft.error.required
            GSSAPI, kerberos-password, draft.error.required
            """)
    void aLoginNeedsWhatItsMechanismTakes(String mechanism, String missing, String textKey) {
        List<String> fields = new ArrayList<>(List.of("authentication", mechanism));
        for (String field : List.of(
                "user", "password", "oauth-client-id", "oauth-client-secret", "kerberos-user", "kerberos-password")) {
            fields.addAll(List.of(field, field.equals(missing) ? "" : "given"));
        }
        fields.addAll(List.of("oauth-token-url", missing.equals("oauth-token-url") ? "" : "https://idp.example"));
        assertOneError(Drafts.typed(Drafts.complete(), fields.toArray(String[]::new)), missing, textKey);
    }

    @Test
    void aKeytabIsNeededWhereItIsTheProof() {
        assertOneError(
                Drafts.typed(
                        Drafts.complete(),
                        "authentication",
                        "GSSAPI",
                        "kerberos-user",
                        "cdc",
                        "kerberos-proof",
                        "KEYTAB"),
                "kerberos-keytab",
                "draft.error.required");
    }

    @Test
    void whatOnlyShowsTogetherIsNamedToo() {
        FieldError error = assertOneError(
                Drafts.typed(
                        Drafts.complete(),
                        "authentication",
                        "GSSAPI",
                        "kerberos-user",
                        "cdc@OTHER",
                        "kerberos-password",
                        "x",
                        "kerberos-realm",
                        "EXAMPLE.COM"),
                "kerberos-user",
                "draft.error.refused");
        assertThat(error.sentence()).contains("cdc@OTHER");
        assertThat(error.remedy()).isNotBlank();
        assertOneError(
                Drafts.typed(Drafts.complete(), "tls", "on", "tls-server-name", "no host"),
                "tls-server-name",
                "draft.error.refused");
    }

    @Test
    void certificateAndKeyGoTogether() {
        assertOneError(
                Drafts.typed(Drafts.complete(), "tls", "on", "tls-certificate", "/c.pem"),
                "tls-key",
                "draft.error.tls.pair");
        assertOneError(
                Drafts.typed(Drafts.complete(), "tls", "on", "tls-key", "/k.pem"),
                "tls-certificate",
                "draft.error.tls.pair");
        assertThat(errors(Drafts.typed(Drafts.complete(), "tls-key", "/k.pem"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            TIME     | start-time     |                | draft.error.required
            TIME     | start-time     | yesterday      | draft.error.start-time
            TSO      | start-tso      | -1             | draft.error.start-tso
            TSO      | start-tso      | now            | draft.error.start-tso
            POSITION | start-position | mysql-bin.0:4  | draft.error.start.position
            POSITION | start-position | tso:4          | draft.error.start.position
            """)
    void aStartIsReadAsTheRequestReadsIt(String kind, String field, String value, String textKey) {
        assertOneError(
                Drafts.typed(Drafts.complete(), "start", kind, field, value == null ? "" : value), field, textKey);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TIME     | start-time     | 2026-05-01T08:00
            TIME     | start-time     | 2026-05-01T08:00:00+08:00
            TSO      | start-tso      | 441245123456789012
            POSITION | start-position | binlog:mysql-bin.000004:4
            POSITION | start-position | gtid:0-1-42
            """)
    void startsThatAreRightAreTaken(String kind, String field, String value) {
        assertThat(errors(Drafts.typed(Drafts.complete(), "start", kind, field, value)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            registry-url      |                          | draft.error.required
            registry-url      | registry:8081            | draft.error.address
            registry-url      | ftp://registry           | draft.error.address
            registry-url      | http://a b               | draft.error.address
            registry-url      | http://u:secret@registry | draft.error.address.login
            registry-url      | http://registry/?a=b     | draft.error.registry
            topic-mode        | BY_DATABASE              | draft.error.avro.topics
            topic-mode        | ONE_TOPIC                | draft.error.avro.topics
            registry-user     |                          | draft.error.required
            registry-password |                          | draft.error.required
            """)
    void avroNeedsARegistryAndATopicForEachTable(String field, String value, String textKey) {
        Draft before = Drafts.typed(Drafts.complete(), "registry-url", "http://registry:8081");
        List<String> fields = new ArrayList<>(List.of("format", "AVRO"));
        if (field.equals("registry-user") || field.equals("registry-password")) {
            fields.addAll(List.of("registry-login", "on", "registry-user", "u", "registry-password", "p"));
        }
        fields.addAll(List.of(field, value == null ? "" : value));
        assertOneError(Drafts.typed(before, fields.toArray(String[]::new)), field, textKey);
        assertThat(errors(before)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            matcher      |              | draft.error.required
            matcher      | shop         | draft.error.rule
            ignore-event | drop it      | draft.error.event-filter
            ignore-sql   | (            | draft.error.event-filter
            insert       | id >         | draft.error.event-filter
            update-new   | id >         | draft.error.event-filter
            update-old   | id >         | draft.error.event-filter
            delete       | id >         | draft.error.event-filter
            """)
    void aWrongEventFilterIsNamedByItsFieldAndNumber(String field, String value, String textKey) {
        List<String> fields = new ArrayList<>(List.of(
                "event-filters.3.matcher",
                "a.b",
                "event-filters.3.ignore-event",
                "delete",
                "event-filters.9.matcher",
                "a.b",
                "event-filters.9.ignore-event",
                "delete"));
        fields.addAll(List.of("event-filters.9." + field, value == null ? "" : value));
        assertOneError(
                Drafts.typed(Drafts.complete(), fields.toArray(String[]::new)), "event-filters.1." + field, textKey);
    }

    @Test
    void anEventFilterThatLeavesNothingOutIsAMistake() {
        assertOneError(
                Drafts.typed(Drafts.complete(), "event-filters.0.matcher", "a.b"),
                "event-filters.0.ignore-event",
                "draft.error.event-filter.empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            matcher | shop   | draft.error.rule
            columns |        | draft.error.required
            columns | a.b    | draft.error.column-selector
            """)
    void aWrongColumnSelectorIsNamed(String field, String value, String textKey) {
        List<String> fields =
                new ArrayList<>(List.of("column-selectors.0.matcher", "a.b", "column-selectors.0.columns", "*"));
        fields.addAll(List.of("column-selectors.0." + field, value == null ? "" : value));
        assertOneError(
                Drafts.typed(Drafts.complete(), fields.toArray(String[]::new)), "column-selectors.0." + field, textKey);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            matcher    |        | draft.error.required
            matcher    | shop   | draft.error.rule
            dispatcher | random | draft.error.partition
            columns    |        | draft.error.required
            """)
    void aWrongPartitionRuleIsNamed(String field, String value, String textKey) {
        List<String> fields = new ArrayList<>(List.of(
                "partitions.0.matcher", "a.b", "partitions.0.dispatcher", "columns", "partitions.0.columns", "id"));
        fields.addAll(List.of("partitions.0." + field, value == null ? "" : value));
        assertOneError(
                Drafts.typed(Drafts.complete(), fields.toArray(String[]::new)), "partitions.0." + field, textKey);
    }

    @Test
    void aNameFitsOnALine() {
        assertOneError(Drafts.typed(Drafts.complete(), "name", LONG), "name", "draft.error.name");
        assertOneError(Drafts.typed(Drafts.complete(), "name", "a\nb"), "name", "draft.error.name");
    }

    @Test
    void everyWrongRuleIsNamedByItsPlace() {
        List<FieldError> errors = errors(Drafts.typed(Drafts.complete(), "rules", "shop.*\nfoo\nshop.x\nbar"));
        assertThat(errors).hasSize(2);
        assertThat(errors.get(0).sentence()).contains("rules[1] \"foo\"");
        assertThat(errors.get(1).sentence()).contains("rules[3] \"bar\"");
    }

    /** The only error of a draft, whose text is there in every language. */
    private static FieldError assertOneError(Draft draft, String field, String textKey) {
        List<FieldError> errors = errors(draft);
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(field);
            assertThat(error.textKey()).isEqualTo(textKey);
            for (Language language : Language.values()) {
                assertThat(Texts.in(language).get(textKey, error.arguments().toArray()))
                        .doesNotContain("{0}", "{1}");
            }
            assertThat(error.sentence() + error.remedy()).doesNotContain("secret");
        });
        return errors.get(0);
    }

    private static List<FieldError> errors(Draft draft) {
        List<FieldError> errors = new ArrayList<>(TargetErrors.of(draft.target()));
        TargetStep target =
                errors.isEmpty() ? draft.target() : Drafts.complete().target();
        int brokers = Math.max(1, target.brokerList().size());
        errors.addAll(ChangefeedErrors.of(draft.with(target), OptionalInt.of(brokers)));
        errors.addAll(SpecificationErrors.of(draft.specification()));
        return errors;
    }
}
