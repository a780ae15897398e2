package io.tidegate.server.console;

import static io.tidegate.server.console.ConsoleSite.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.server.ScriptedConnectors;
import io.tidegate.server.access.Client;
import io.tidegate.server.access.Role;
import io.tidegate.server.changefeed.ChangefeedState;
import io.tidegate.server.changefeed.Changefeeds;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeedActionsTest {
    private static final String NAME = "Orders <b>&\"'";

    private ConsoleSite site;
    private Client operator;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        site = new ConsoleSite(directory, new ScriptedConnectors());
        operator = site.as(Role.OPERATOR);
        site.create("orders", "Orders");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void anOperatorPausesAndResumes() throws Exception {
        HttpResponse<String> paused = submit(operator, "/changefeeds/orders/pause");
        assertThat(paused.statusCode()).as(paused.body()).isEqualTo(204);
        assertThat(paused.headers().firstValue("HX-Redirect")).hasValue("/changefeeds/orders?done=pause");
        assertThat(changefeeds().get("orders").state()).isEqualTo(ChangefeedState.PAUSED);
        assertThat(operator.get("/changefeeds/orders?done=pause").body())
                .contains("The changefeed is paused.", "data-announce", "/changefeeds/orders/resume")
                .doesNotContain("hx-post=\"/changefeeds/orders/pause\"");

        HttpResponse<String> resumed = submit(operator, "/changefeeds/orders/resume");
        assertThat(resumed.headers().firstValue("HX-Redirect")).hasValue("/changefeeds/orders?done=resume");
        assertThat(changefeeds().get("orders").state()).isNotEqualTo(ChangefeedState.PAUSED);
    }

    @Test
    void aRefusalIsShownAsAPartOfThePage() throws Exception {
        HttpResponse<String> refused = submit(operator, "/changefeeds/orders/resume");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("can only resume changefeed when it is stopped", "role=\"alert\"")
                .doesNotContain("<html");
    }

    @Test
    void scalingSaysWhatAUnitBuysAndTakesWholeNumbersOnly() throws Exception {
        assertThat(sheet("scale")).contains("2500", "<dialog", "hx-post=\"/changefeeds/orders/scale\"");
        assertThat(submit(operator, "/changefeeds/orders/scale", "rcu", "4").statusCode())
                .isEqualTo(204);
        assertThat(changefeeds().get("orders").definition().rcu()).isEqualTo(4);
        for (String wrong : List.of("", "-1", "1.5", "10001", "9999999999")) {
            assertThat(submit(operator, "/changefeeds/orders/scale", "rcu", wrong)
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(changefeeds().get("orders").definition().rcu()).isEqualTo(4);
    }

    @Test
    void aCopyMayWait() throws Exception {
        assertThat(sheet("duplicate")).contains("name=\"paused\"");
        HttpResponse<String> copied = submit(
                operator, "/changefeeds/orders/duplicate", "id", "copy", "name", NAME, "start", "now", "paused", "on");
        assertThat(copied.headers().firstValue("HX-Redirect")).hasValue("/changefeeds/copy?done=duplicate");
        assertThat(changefeeds().get("copy").state()).isEqualTo(ChangefeedState.PAUSED);
        assertThat(changefeeds().get("copy").definition().name()).isEqualTo(NAME);
        assertThat(operator.get("/changefeeds/copy").body())
                .contains("Orders &lt;b&gt;&amp;")
                .doesNotContain("<b>&");
        assertThat(site.admin().get("/changefeeds/copy/audit").body()).contains("POST /changefeeds/{id}/duplicate");
        assertThat(site.admin().get("/changefeeds/orders/audit").body()).contains("orders/copy");
    }

    @Test
    void aRewindIsShownBeforeItIsDone() throws Exception {
        submit(operator, "/changefeeds/orders/pause");
        assertThat(sheet("rewind")).contains("hx-post=\"/changefeeds/orders/rewind/preview\"");
        String to = "time:2026-01-31T08:00:00Z";
        String preview =
                submit(operator, "/changefeeds/orders/rewind/preview", "to", to).body();
        assertThat(preview)
                .contains(
                        "hx-post=\"/changefeeds/orders/rewind\"",
                        "value=\"" + to + "\"",
                        "it answers",
                        "2026-01-31T07:59:59.999Z");
        assertThat(submit(operator, "/changefeeds/orders/rewind/preview", "to", "<i>")
                        .body())
                .contains("is none of now|")
                .doesNotContain("<i>");
        HttpResponse<String> moved = submit(operator, "/changefeeds/orders/rewind", "to", to);
        assertThat(moved.headers().firstValue("HX-Redirect"))
                .as(moved.body())
                .hasValue("/changefeeds/orders?done=rewind");
        assertThat(changefeeds().get("orders").definition().start()).isEqualTo(to);
    }

    @Test
    void onlyWhoTypesTheNameDeletes() throws Exception {
        assertThat(sheet("delete")).contains("Type Orders to confirm", "data-confirm-text=\"Orders\"");
        for (String wrong : List.of("", "orders", "Orders!", "*")) {
            assertThat(submit(operator, "/changefeeds/orders/delete", "name", wrong)
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(changefeeds().list()).hasSize(1);
        HttpResponse<String> deleted = submit(operator, "/changefeeds/orders/delete", "name", "Orders");
        assertThat(deleted.headers().firstValue("HX-Redirect")).hasValue("/clusters/shop/changefeeds?done=delete");
        assertThat(changefeeds().list()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(FeedAction.class)
    void viewersAreRefusedAndOfferedNothing(FeedAction action) throws Exception {
        Client viewer = site.as(Role.VIEWER);
        String path = "/changefeeds/orders/" + action.word();
        HttpResponse<String> refused = submit(viewer, path, "rcu", "4", "name", "Orders", "to", "now");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(changefeeds().get("orders").definition().rcu()).isZero();
        assertThat(viewer.get("/changefeeds/orders").body()).doesNotContain(path);
        assertThat(viewer.get("/clusters/shop/changefeeds").body()).doesNotContain(path);
    }

    @Test
    void aLoginNeedsItsToken() throws Exception {
        Client page = site.admin().with("X-CSRF-Token", "");
        assertThat(submit(page, "/changefeeds/orders/pause").statusCode()).isEqualTo(403);
    }

    private String sheet(String action) throws Exception {
        return operator.with("HX-Request", "true")
                .get("/changefeeds/orders/" + action)
                .body();
    }

    private Changefeeds changefeeds() {
        return site.server().changefeeds();
    }
}
