package io.tidegate.server.console.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AclCommandsTest {
    @Test
    void topicsThatBeginAlikeArePermittedByWhatTheyBeginWithAndTheDefaultTopicByItsName() {
        Draft draft =
                Drafts.typed(Drafts.complete(), "brokers", "a:1, b:2", "topic-prefix", "cdc-", "default-topic", "rest");
        assertThat(AclCommands.of(draft, List.of("cdc-shop-orders"))).isEqualTo("""
                kafka-acls.sh --bootstrap-server a:1,b:2 --add \\
                  --allow-principal User:ANONYMOUS \\
                  --operation Create --operation Write --topic cdc- --resource-pattern-type prefixed
                kafka-acls.sh --bootstrap-server a:1,b:2 --add \\
                  --allow-principal User:ANONYMOUS \\
                  --operation Create --operation Write --topic rest
                kafka-acls.sh --bootstrap-server a:1,b:2 --add \\
                  --allow-principal User:ANONYMOUS \\
                  --operation DescribeConfigs --cluster
                """);
    }

    @Test
    void topicsWithoutAPrefixArePermittedOneByOne() {
        Draft draft = Drafts.typed(Drafts.complete(), "default-topic", "rest");
        assertThat(AclCommands.of(draft, List.of("shop-orders", "shop-users")))
                .contains("--topic rest --topic shop-orders --topic shop-users\n")
                .doesNotContain("prefixed");
    }

    @Test
    void oneTopicIsTheOnlyOne() {
        Draft draft = Drafts.typed(
                Drafts.complete(), "topic-mode", "ONE_TOPIC", "topic-prefix", "unused", "default-topic", "all");
        assertThat(AclCommands.of(draft, List.of("all")))
                .contains("--topic all\n")
                .doesNotContain("unused");
    }

    @Test
    void whatNobodyTypedYetStandsInCapitals() {
        assertThat(AclCommands.of(Draft.INITIAL, List.of()))
                .contains("--bootstrap-server BROKER:9092", "--topic TOPIC-PREFIX ", "--topic TOPIC\n");
    }

    @Test
    void theLoginIsTheOneThatTheBrokersKnow() {
        assertThat(principal("authentication", "PLAIN", "user", "a'b")).contains("'User:a'\\''b'");
        assertThat(principal("authentication", "SCRAM_SHA_256", "user", "cdc"))
                .contains("User:cdc \\", "--command-config admin.properties");
        assertThat(principal("authentication", "OAUTHBEARER", "oauth-client-id", "client"))
                .contains("User:client \\");
        assertThat(principal("authentication", "GSSAPI", "kerberos-user", "cdc/host@EXAMPLE.COM"))
                .contains("User:cdc \\");
        assertThat(principal("tls", "on", "tls-certificate", "/c.pem", "tls-key", "/k.pem"))
                .contains("User:SUBJECT-OF-THE-CERTIFICATE \\", "--command-config admin.properties");
    }

    private static String principal(String... typed) {
        return AclCommands.of(Drafts.typed(Drafts.complete(), typed), List.of());
    }
}
