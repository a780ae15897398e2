package io.tidegate.server.console;

import static io.tidegate.server.console.ConsoleSite.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.server.ScriptedConnectors;
import io.tidegate.server.access.Client;
import io.tidegate.server.access.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WizardTest {
    private ConsoleSite site;
    private Client operator;
    private String draft;

    @BeforeEach
    void begin(@TempDir Path directory) throws Exception {
        site = new ConsoleSite(directory, new ScriptedConnectors());
        operator = site.as(Role.OPERATOR);
        String target = goesTo(submit(operator, "/clusters/shop/changefeeds/new"));
        draft = target.substring(0, target.lastIndexOf('/') + 1);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void aChangefeedIsMadeInFourSteps() throws Exception {
        submit(operator, draft + "target", "brokers", "k:9092");
        assertThat(submit(operator, draft + "preflight").body()).contains("href=\"" + draft + "changefeed\"");
        HttpResponse<String> changefeed = submit(operator, draft + "changefeed", "default-topic", "shop");
        assertThat(goesTo(changefeed)).isEqualTo(draft + "specification");
        assertThat(operator.get(draft + "changefeed").body()).contains("value=\"shop\"");
        assertThat(goesTo(submit(operator, draft + "specification", "rcu", "4", "name", "Orders")))
                .isEqualTo(draft + "review");
        assertThat(operator.get(draft + "review").body()).contains("k:9092", "tidegate changefeed create", "Orders");
        assertThat(goesTo(submit(operator, draft + "create"))).isEqualTo("/changefeeds/orders");
        assertThat(site.server().changefeeds().get("orders").definition().rcu()).isEqualTo(4);
        assertThat(operator.get(draft + "target").statusCode()).isEqualTo(404);
    }

    @Test
    void theTargetStepEndsWithTheChecksOfTheBrokersOneByOne() throws Exception {
        HttpResponse<String> next = submit(operator, draft + "target", "brokers", "k:9092");
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.body()).contains("data-follow=\"" + draft + "preflight\"", "data-status=\"PENDING\"");
        String[] parts = submit(site.admin(), draftOf(site.admin(), "k:9092") + "preflight")
                .body()
                .split("\u001e");
        assertThat(parts).hasSize(3);
        assertThat(parts[0]).contains("data-status=\"PASS\"", "K001");
        assertThat(parts[1]).contains("data-status=\"PASS\"", "has 3 brokers");
        assertThat(parts[2]).contains("id=\"preflight-outcome\"", "id=\"continue\"", "data-kind=\"success\"");
    }

    @Test
    void brokersThatCannotBeUsedKeepTheTargetStep() throws Exception {
        String failed = submit(site.admin(), draftOf(site.admin(), "down:9092") + "preflight")
                .body();
        assertThat(failed)
                .contains("data-status=\"FAIL\"", "Start the broker.", "href=\"#brokers\"", "role=\"alert\"")
                .doesNotContain("id=\"continue\"");
        submit(operator, draft + "target", "brokers", "down:9092");
        assertThat(submit(operator, draft + "preflight").body())
                .contains("data-status=\"FAIL\"", "K002")
                .doesNotContain("refuses the connection", "id=\"continue\"");
    }

    @Test
    void checksThatAreTriedTooOftenAreRefusedInTheirPlace() throws Exception {
        submit(operator, draft + "target", "brokers", "k:9092");
        HttpResponse<String> last = submit(operator, draft + "preflight");
        for (int i = 0; i < 20 && last.statusCode() == 200; i++) {
            last = submit(operator, draft + "preflight");
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.body())
                .contains("id=\"preflight-outcome\"", "TG:ErrTooManyRequests")
                .doesNotContain("id=\"continue\"");
    }

    @Test
    void theNumberOfBrokersBoundsReplicasAndPartitions() throws Exception {
        submit(operator, draft + "target", "brokers", "k:9092");
        submit(operator, draft + "preflight");
        assertThat(operator.get(draft + "changefeed").body())
                .containsPattern("id=\"replication-factor\"[^>]*value=\"3\"");
        HttpResponse<String> wrong = submit(
                operator,
                draft + "changefeed",
                "default-topic",
                "shop",
                "replication-factor",
                "4",
                "partition-number",
                "31");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"replication-factor-error\"", "id=\"partition-number-error\"", "to 30");
    }

    @Test
    void thePermissionsNameTheChosenLoginAndTopics() throws Exception {
        assertThat(operator.get(draft + "target").body())
                .contains("id=\"addresses\"", "id=\"aws\"", "id=\"google\"", "kafka-acls.sh");
        submit(
                operator,
                draft + "target",
                "brokers",
                "k:9092",
                "authentication",
                "PLAIN",
                "user",
                "cdc",
                "password",
                "HIDE");
        submit(operator, draft + "changefeed", "default-topic", "rest", "topic-mode", "BY_TABLE", "topic-prefix", "");
        assertThat(submit(operator, draft + "permissions").body())
                .contains("User:cdc", "--topic rest --topic shop-items --topic shop-notes")
                .doesNotContain("HIDE");
        submit(operator, draft + "changefeed", "default-topic", "rest", "topic-prefix", "sync-");
        assertThat(submit(operator, draft + "permissions").body())
                .contains("--topic sync- --resource-pattern-type prefixed", "--topic rest");
    }

    @Test
    void theReviewHasEverySettingWithTheWayToItsField() throws Exception {
        submit(
                operator,
                draft + "target",
                "brokers",
                "k:9092",
                "tls",
                "on",
                "tls-server-name",
                "kafka.internal",
                "authentication",
                "SCRAM_SHA_512",
                "user",
                "cdc",
                "password",
                "HIDE",
                "compression",
                "ZSTD");
        submit(operator, draft + "changefeed", "default-topic", "rest");
        submit(operator, draft + "specification", "rcu", "8", "name", "Orders");
        assertThat(operator.get(draft + "review").body())
                .contains(
                        "kafka.internal",
                        "SASL/SCRAM-SHA-512",
                        "cdc",
                        "zstd",
                        "given before, not shown",
                        "20,000 rows/s")
                .contains(
                        "href=\"" + draft + "target#tls-server-name\"",
                        "href=\"" + draft + "target#authentication\"",
                        "href=\"" + draft + "changefeed#default-topic\"",
                        "href=\"" + draft + "specification#rcu\"")
                .doesNotContain("HIDE");
    }

    @Test
    void aCapacityIsChosenByWhatItBuys() throws Exception {
        submit(operator, draft + "target", "brokers", "k:9092");
        submit(operator, draft + "changefeed", "default-topic", "shop");
        assertThat(operator.get(draft + "specification").body())
                .contains(
                        "<option value=\"2\" selected>2 RCU: 5,000 rows/s</option>",
                        "384 RCU: 960,000 rows/s",
                        "unlimited");
        assertThat(submit(operator, draft + "specification", "rcu", "10001", "name", "x")
                        .body())
                .contains("id=\"rcu-error\"", "from 0 to 10000");
    }

    @Test
    void whatIsWrongIsSaidBesideItsFieldAndKept() throws Exception {
        HttpResponse<String> wrong = submit(operator, draft + "target", "brokers", "<k>");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains(
                        "aria-invalid=\"true\"",
                        "aria-describedby=\"brokers-help brokers-error\"",
                        "role=\"alert\" tabindex=\"-1\"");
        assertThat(operator.get(draft + "target").body()).contains("value=\"&lt;k>\"");
    }

    @Test
    void aLoginHasItsOwnFieldsAndShowsNoPassword() throws Exception {
        String[] typed = {"brokers", "k:9092", "authentication", "PLAIN", "user", "me", "password", "HIDE"};
        submit(operator, draft + "target", typed);
        assertThat(operator.get(draft + "target").body())
                .contains("value=\"me\"")
                .doesNotContain("HIDE");
        assertThat(operator.get(draft + "review").body()).doesNotContain("HIDE");
    }

    @Test
    void onlyTheFieldsOfWhatIsChosenAreThereAndTheOthersKeepWhatWasTyped() throws Exception {
        assertThat(operator.get(draft + "target").body())
                .contains("hx-post=\"" + draft + "target/fields\"")
                .doesNotContain("id=\"tls-ca\"", "id=\"user\"", "id=\"oauth-client-id\"", "id=\"kerberos-user\"");
        String fields = draft + "target/fields";
        assertThat(submit(operator, fields, "brokers", "k:9092", "tls", "on", "authentication", "SCRAM_SHA_256")
                        .body())
                .contains("id=\"tls-ca\"", "id=\"tls-server-name\"", "id=\"user\"", "id=\"password\"")
                .doesNotContain("<html", "id=\"oauth-client-id\"", "aria-invalid");
        String[] typed = {"brokers", "k:9092", "authentication", "OAUTHBEARER", "user", "me", "password", "HIDE"};
        assertThat(submit(operator, fields, typed).body())
                .contains("id=\"oauth-token-url\"")
                .doesNotContain("id=\"tls-ca\"", "id=\"user\"", "HIDE");
        assertThat(submit(operator, fields, "authentication", "GSSAPI", "kerberos-proof", "KEYTAB")
                        .body())
                .contains("id=\"kerberos-keytab\"")
                .doesNotContain("id=\"kerberos-password\"");
        assertThat(submit(operator, fields, "authentication", "PLAIN").body())
                .contains("value=\"me\"", "given before, not shown")
                .doesNotContain("HIDE");
        assertThat(submit(operator, draft + "target", "authentication", "PLAIN", "password", "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void lookingAtTheTablesIsNoChangeForTheAuditLog() throws Exception {
        submit(operator, draft + "target", "brokers", "k:9092");
        assertThat(submit(operator, draft + "tables", "rules", "*.*").statusCode())
                .isEqualTo(200);
        assertThat(site.admin().get("/api/v2/tidegate/audit").body())
                .contains("POST /drafts/{id}/{step}")
                .doesNotContain("POST /drafts/{id}/tables");
    }

    @Test
    void aDraftIsSeenByItsOwnerAlone() throws Exception {
        site.admin()
                .post(
                        "/api/v2/tidegate/accounts",
                        "{\"name\":\"rival\",\"role\":\"operator\",\"password\":\"a long enough password\"}");
        Client rival =
                Client.of(site.server().url()).with("Accept", "text/html").loggedIn("rival", "a long enough password");
        assertThat(rival.get(draft + "target").statusCode()).isEqualTo(404);
        assertThat(submit(rival, draft + "target", "brokers", "k:1").body()).contains("TG:ErrDraftNotExists");
        assertThat(submit(site.as(Role.VIEWER), draft + "target").statusCode()).isEqualTo(403);
        assertThat(operator.get("/clusters/shop/changefeeds").body()).contains("Create Changefeed", draft + "review");
        assertThat(rival.get("/clusters/shop/changefeeds").body())
                .contains("Create Changefeed")
                .doesNotContain(draft);
    }

    private static String draftOf(Client who, String brokers) throws Exception {
        String target = goesTo(submit(who, "/clusters/shop/changefeeds/new"));
        submit(who, target, "brokers", brokers);
        return target.substring(0, target.lastIndexOf('/') + 1);
    }

    private static String goesTo(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(204, 303);
        return answer.headers()
                .firstValue("HX-Redirect")
                .or(() -> answer.headers().firstValue("Location"))
                .orElseThrow();
    }
}
