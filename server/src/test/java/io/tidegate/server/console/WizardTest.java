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
        assertThat(goesTo(submit(operator, draft + "target", "brokers", "k:9092")))
                .isEqualTo(draft + "changefeed");
        HttpResponse<String> changefeed = submit(operator, draft + "changefeed", "default-topic", "shop");
        assertThat(goesTo(changefeed)).isEqualTo(draft + "specification");
        assertThat(operator.get(draft + "changefeed").body()).contains("value=\"shop\"");
        assertThat(goesTo(submit(operator, draft + "specification", "rcu", "4", "name", "Orders")))
                .isEqualTo(draft + "review");
        assertThat(operator.get(draft + "review").body()).contains("k:9092", "tidegate changefeed create", "Orders");
        assertThat(goesTo(submit(operator, draft + "create"))).isEqualTo("/changefeeds/orders");
        assertThat(site.server().changefeeds().get("orders").definition().rcu()).isEqualTo(4);
        assertThat(operator.get(draft + "target").statusCode()).isEqualTo(400);
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
        assertThat(rival.get(draft + "target").statusCode()).isEqualTo(400);
        assertThat(submit(rival, draft + "target", "brokers", "k:1").statusCode())
                .isEqualTo(400);
        assertThat(submit(site.as(Role.VIEWER), draft + "target").statusCode()).isEqualTo(403);
        assertThat(operator.get("/clusters/shop/changefeeds").body()).contains("Create Changefeed", draft + "review");
        assertThat(rival.get("/clusters/shop/changefeeds").body())
                .contains("Create Changefeed")
                .doesNotContain(draft);
    }

    private static String goesTo(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(204, 303);
        return answer.headers()
                .firstValue("HX-Redirect")
                .or(() -> answer.headers().firstValue("Location"))
                .orElseThrow();
    }
}
