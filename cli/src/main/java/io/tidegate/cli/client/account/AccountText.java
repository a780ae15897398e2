package io.tidegate.cli.client.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.Times;
import io.tidegate.server.access.Role;
import java.time.Instant;
import java.util.Locale;

/** What answers about accounts and tokens say, for people. */
final class AccountText {
    private AccountText() {}

    /** Empty for none. */
    static String time(JsonNode time, ClientSession session) {
        return time.isTextual() ? Times.of(Instant.parse(time.textValue()), session.zone()) : "";
    }

    /** A role as the API spells it. */
    static String of(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
