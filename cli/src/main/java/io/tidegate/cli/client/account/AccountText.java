package io.tidegate.cli.client.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.Times;
import java.time.Instant;

/** What answers about accounts and tokens say, for people. */
final class AccountText {
    private AccountText() {}

    /** Empty for none. */
    static String time(JsonNode time, ClientSession session) {
        return time.isTextual() ? Times.of(Instant.parse(time.textValue()), session.zone()) : "";
    }
}
