package io.tidegate.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.server.ScriptedConnectors;
import io.tidegate.server.access.Client;
import io.tidegate.server.access.Role;
import io.tidegate.server.changefeed.ChangefeedState;
import io.tidegate.server.console.text.Language;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedPagesTest {
    private final ScriptedConnectors source = new ScriptedConnectors();
    private ConsoleSite site;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        site = new ConsoleSite(directory, source);
        site.create("orders", "Orders");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void everyTabIsWrittenInEveryLanguageForWhoMaySeeIt() throws Exception {
        for (Role role : Role.values()) {
            Client who = site.as(role);
            for (Language language : Language.values()) {
                for (FeedTab tab : FeedTab.values()) {
                    var answer = who.get(tab.path("orders") + "?language=" + language.tag());
                    boolean may =
                            switch (tab) {
                                case MESSAGES -> role.includes(Role.OPERATOR);
                                case AUDIT -> role.includes(Role.ADMIN);
                                case OVERVIEW, TABLES, ERRORS, DDL, HISTORY -> true;
                            };
                    assertThat(answer.statusCode()).as(tab + " " + role).isEqualTo(may ? 200 : 403);
                    assertThat(answer.body()).doesNotContain("HIDE").hasSizeLessThan(100_000);
                }
            }
            assertThat(who.get("/changefeeds/orders").body().contains("/changefeeds/orders/audit"))
                    .isEqualTo(role == Role.ADMIN);
        }
    }

    @Test
    void tablesTellWhatTheySent() throws Exception {
        assertThat(site.admin().get("/changefeeds/orders/tables").body()).contains("No table has sent a row yet");
        Awaitility.await().until(() -> site.server().changefeeds().get("orders").state() == ChangefeedState.RUNNING);
        source.commit(3);
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        site.admin().get("/changefeeds/orders/tables").body())
                .contains("shop.items", "<td class=\"number\">3</td>"));
    }

    @Test
    void aTimestampIsShownAsNumberAndTime() throws Exception {
        Awaitility.await()
                .until(() -> site.server().changefeeds().get("orders").status().checkpointTs() != 0);
        assertThat(site.admin().get("/changefeeds/orders").body())
                .containsPattern("<span class=\"mono\">\\d{18}</span> · <span class=\"muted\">20[0-9T:.-]+Z</span> · ")
                .containsPattern("<time datetime=\"20[0-9T:.-]+Z\" data-local>");
    }

    @Test
    void theListOffersWhatAnOperatorCanDo() throws Exception {
        assertThat(site.admin().get("/clusters/shop/changefeeds?done=delete").body())
                .contains(
                        "href=\"/changefeeds/orders\" hx-boost=\"false\">View<",
                        "href=\"/changefeeds/orders/scale\"",
                        "hx-post=\"/changefeeds/orders/pause\"",
                        "href=\"/changefeeds/orders/delete\"",
                        "The changefeed is deleted.")
                .doesNotContain("/changefeeds/orders/rewind\"");
        assertThat(site.admin().get("/clusters/shop/changefeeds?done=%3Cb%3E").body())
                .doesNotContain("data-announce", "<b>");
    }

    @Test
    void theHistoryShowsWhatDiffersInText() throws Exception {
        var scaled = ConsoleSite.submit(site.admin(), "/changefeeds/orders/scale", "rcu", "4");
        assertThat(scaled.statusCode()).isEqualTo(204);
        assertThat(site.admin().get("/changefeeds/orders/history").body())
                .contains("Scaled", "by admin", "Created")
                .containsPattern("<del>- +\"rcu\" : 0,?</del><ins>\\+ +\"rcu\" : 4,?</ins>")
                .doesNotContain("HIDE");
    }
}
