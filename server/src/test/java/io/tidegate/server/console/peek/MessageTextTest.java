package io.tidegate.server.console.peek;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT shop.p {\"data\":[{\"id\":\"1\",\"email\":\"SECRET\"}],\"old\":[{\"email\":\"SECRET\"}]}",
                "UPDATE shop.p {\"scm\":\"shop\",\"tbl\":\"p\",\"t\":1} {\"u\":{\"id\":{\"t\":3,\"v\":1},\"email\":{\"t\":15,\"v\":\"SECRET\"}}}",
                "2 rows\n  INSERT shop.p {\"scm\":\"shop\"} {\"u\":{\"id\":1,\"email\":\"SECRET\"}}\n  INSERT shop.p {\"scm\":\"shop\"} {\"u\":{\"id\":2,\"email\":\"SECRET\"}}",
                "UPDATE shop.p {\"before\":{\"id\":1,\"email\":\"SECRET\"},\"after\":{\"id\":1,\"email\":\"SECRET\"},\"source\":{\"db\":\"shop\"}}",
                "{\"schema\":{},\"payload\":{\"id\":1,\"email\":\"SECRET\"}}",
                "INSERT shop.we{ird {\"id\":1,\"email\":{\"string\":\"SECRET\"}}",
            })
    void everyFormatHidesAColumn(String text) {
        MessageText message = MessageText.of(text);
        assertThat(message.columns()).contains("id", "email");
        assertThat(message.without(Set.of("email")).orElseThrow())
                .doesNotContain("SECRET")
                .contains("***", "\"id\"");
        assertThat(message.without(Set.of()).orElseThrow()).contains("SECRET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SECRET",
                "(not JSON) SECRET {\"a\":1}",
                "{\"a\":\"SECRET\", {\"b\":1}",
                "{\"a\":1} SECRET",
                "{\"email\":\"SECRET\"",
            })
    void whatCannotBeToldApartIsNotShown(String text) {
        assertThat(MessageText.of(text).without(Set.of("email"))).isEmpty();
    }

    @Test
    void numbersKeepTheirDigits() {
        assertThat(MessageText.of("{\"a\":1.50,\"b\":18446744073709551615,\"c\":0.1000000000000000000001}")
                        .without(Set.of())
                        .orElseThrow())
                .contains("1.50", "18446744073709551615", "0.1000000000000000000001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "PASSWD", "api_key", "e_mail", "PhoneNumber", "ip_addr", "last_name", "电话号码", "住所"})
    void theseSoundLikeSecrets(String name) {
        assertThat(SensitiveNames.contain(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "price", "shipped_at", "description", "quantity"})
    void theseDoNot(String name) {
        assertThat(SensitiveNames.contain(name)).isFalse();
    }
}
