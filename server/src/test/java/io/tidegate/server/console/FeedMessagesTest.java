package io.tidegate.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.server.MessageView;
import io.tidegate.server.ScriptedConnectors;
import io.tidegate.server.access.Client;
import io.tidegate.server.access.Role;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedMessagesTest {
    private static final String PEEK = "/changefeeds/orders/messages/peek";
    private static final String ROW =
            "INSERT shop.people {\"data\":[{\"id\":\"7\",\"note\":\"<script>alert(1)</script>\","
                    + "\"Email\":\"ann@example.com\",\"city\":\"Gent\"}],\"old\":null,\"price\":1.50}";

    private final List<MessageView> said = new ArrayList<>();
    private ConsoleSite site;
    private Client operator;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        site = new ConsoleSite(directory, new SaidMessages(new ScriptedConnectors(), said));
        operator = site.as(Role.OPERATOR);
        site.create("orders", "Orders");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void aHostileValueIsTextAndASecretIsHiddenAtFirst() throws Exception {
        said.add(view("{\"email\":\"key@example.com\"}", ROW));
        String html = peek("");
        assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "Gent", "1.50", "Partition 2, offset 41")
                .contains("value=\"Email\" checked", "value=\"city\"", "INSERT shop.people")
                .doesNotContain("<script", "ann@example.com", "key@example.com", "value=\"city\" checked");
    }

    @Test
    void whatIsChosenIsHiddenAndWhatWasOfferedMayBeSeen() throws Exception {
        said.add(view(null, ROW));
        String html = peek("?topic=orders&mask=city&offered=Email");
        assertThat(html)
                .contains("ann@example.com", "value=\"city\" checked")
                .doesNotContain("Gent", "value=\"Email\" checked");
    }

    @Test
    void aSecretThatWasNotOfferedYetStaysHidden() throws Exception {
        said.add(view(null, "INSERT shop.people {\"data\":[{\"id\":\"7\",\"phone\":\"+32 9\"}]}"));
        assertThat(peek("?mask=city&offered=Email"))
                .contains("value=\"phone\" checked")
                .doesNotContain("+32 9");
    }

    @Test
    void whatIsNoJsonIsNotShownOnceSomethingIsHidden() throws Exception {
        said.add(view("plain ann@example.com", "(not JSON) ann@example.com {\"password\":\"x\""));
        said.add(view(null, ROW));
        assertThat(peek("")).contains("Hidden: it is no JSON").doesNotContain("ann@example.com", "password");
    }

    @Test
    void aPageOfHugeMessagesIsSmall() throws Exception {
        for (int message = 0; message < 20; message++) {
            said.add(view("k".repeat(50_000), "{\"a\":\"" + "v".repeat(50_000) + "\"}"));
        }
        assertThat(peek("?count=20")).hasSizeLessThan(100_000).contains("more characters");
    }

    @Test
    void anEmptyTopicSaysSo() throws Exception {
        assertThat(peek("")).contains("No message yet", "<option value=\"orders\"");
    }

    @Test
    void aTopicOfSomebodyElseIsRefused() throws Exception {
        var answer = operator.with("HX-Request", "true").get(PEEK + "?topic=%3Cb%3E");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("&lt;b&gt; is no topic of changefeed orders");
    }

    @Test
    void viewersSeeNoMessages() throws Exception {
        assertThat(site.as(Role.VIEWER).get(PEEK).statusCode()).isEqualTo(403);
    }

    private String peek(String query) throws Exception {
        var answer = operator.with("HX-Request", "true").get(PEEK + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static MessageView view(String key, String value) {
        return new MessageView(2, 41, Instant.EPOCH, key, value);
    }
}
