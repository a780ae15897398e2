package io.tidegate.server.console.draft;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.ColumnSelectorRule;
import io.tidegate.config.DispatchRule;
import io.tidegate.config.EventFilterRule;
import io.tidegate.config.KeylessTables;
import io.tidegate.config.Secret;
import io.tidegate.config.SinkProtocol;
import io.tidegate.route.Distribution;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** The configuration of a draft as a tree with the names of the file: what its sink URI cannot say, and its secrets. */
final class DraftConfig {
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private final Function<Secret, String> secrets;

    private DraftConfig(Function<Secret, String> secrets) {
        this.secrets = secrets;
    }

    /** With its secrets. */
    static ObjectNode of(Draft draft) {
        return of(draft, secret -> secret.reveal(text -> text));
    }

    /** @param secrets what is written for a secret */
    static ObjectNode of(Draft draft, Function<Secret, String> secrets) {
        DraftConfig config = new DraftConfig(secrets);
        ChangefeedStep step = draft.changefeed();
        config.tables(step.tables(), step.format().protocol());
        config.eventFilters(step.tables().eventFilters());
        config.dispatchers(new Distribution(step.topics().distribution(), step.partitions()).rules());
        config.columns(step.tables().columns());
        if (step.format().protocol() == SinkProtocol.AVRO) {
            config.registry(step.format().registry());
        }
        config.login(draft.target().login());
        BrokerTls tls = draft.target().tls();
        if (tls.enabled() && !tls.serverName().isEmpty()) {
            config.section("tidegate", "kafka").put("tls-server-name", tls.serverName());
        }
        return config.root;
    }

    private void tables(TableChoice tables, SinkProtocol protocol) {
        root.put("case-sensitive", tables.caseSensitive());
        if (tables.keyless() == KeylessTables.REPLICATED && protocol != SinkProtocol.AVRO) {
            root.put("force-replicate", true);
        }
        if (tables.keyless() == KeylessTables.LEFT_OUT) {
            root.put("ignore-ineligible-table", true);
        }
        if (!tables.rules().isEmpty()) {
            put(section("filter"), "rules", tables.rules());
        }
    }

    private void eventFilters(List<EventFilterRule> filters) {
        for (EventFilterRule filter : filters) {
            ObjectNode entry = entry(section("filter"), "event-filters");
            put(entry, "matcher", filter.matcher());
            putUnlessEmpty(entry, "ignore-event", filter.ignoreEvent());
            putUnlessEmpty(entry, "ignore-sql", filter.ignoreSql());
            putUnlessEmpty(entry, "ignore-insert-value-expr", filter.ignoreInsertValueExpr());
            putUnlessEmpty(entry, "ignore-update-new-value-expr", filter.ignoreUpdateNewValueExpr());
            putUnlessEmpty(entry, "ignore-update-old-value-expr", filter.ignoreUpdateOldValueExpr());
            putUnlessEmpty(entry, "ignore-delete-value-expr", filter.ignoreDeleteValueExpr());
        }
    }

    private void dispatchers(List<DispatchRule> rules) {
        for (DispatchRule rule : rules) {
            ObjectNode entry = entry(section("sink"), "dispatchers");
            put(entry, "matcher", rule.matcher());
            putUnlessEmpty(entry, "topic", rule.topic());
            putUnlessEmpty(entry, "partition", rule.partition());
            if (rule.partition().equals("index-value")) {
                putUnlessEmpty(entry, "index", rule.index());
            }
            if (rule.partition().equals("columns")) {
                putUnlessEmpty(entry, "columns", rule.columns());
            }
        }
    }

    private void columns(List<ColumnSelectorRule> selectors) {
        for (ColumnSelectorRule selector : selectors) {
            ObjectNode entry = entry(section("sink"), "column-selectors");
            put(entry, "matcher", selector.matcher());
            put(entry, "columns", selector.columns());
        }
    }

    private void registry(FormatChoice.Registry registry) {
        section("sink").put("schema-registry", address(registry));
        if (!registry.ca().isEmpty()) {
            section("tidegate", "schema-registry").put("ca", registry.ca());
        }
    }

    private String address(FormatChoice.Registry registry) {
        int host = registry.url().indexOf("://") + "://".length();
        if (!registry.authenticated() || host < "://".length()) {
            return registry.url();
        }
        return registry.url().substring(0, host) + encoded(registry.user()) + ":"
                + encoded(secrets.apply(registry.password())) + "@"
                + registry.url().substring(host);
    }

    private void login(BrokerLogin login) {
        switch (login.mechanism()) {
            case DISABLE -> {}
            case PLAIN, SCRAM_SHA_256, SCRAM_SHA_512 -> secret("sasl-password", login.password());
            case OAUTHBEARER -> oauth(login.oauth());
            case GSSAPI -> {
                if (login.kerberos().proof() == BrokerLogin.Proof.PASSWORD) {
                    secret("sasl-gssapi-password", login.kerberos().password());
                }
            }
        }
    }

    private void oauth(BrokerLogin.OAuth oauth) {
        ObjectNode kafka = section("sink", "kafka-config");
        kafka.put("sasl-oauth-client-id", oauth.clientId());
        secret("sasl-oauth-client-secret", base64(oauth.clientSecret()));
        kafka.put("sasl-oauth-token-url", oauth.tokenUrl());
        putUnlessEmpty(kafka, "sasl-oauth-scopes", oauth.scopeList());
        putUnlessEmpty(kafka, "sasl-oauth-audience", oauth.audience());
        if (!oauth.ca().isEmpty()) {
            section("tidegate", "kafka").put("sasl-oauth-ca", oauth.ca());
        }
    }

    private void secret(String key, Secret secret) {
        if (!BrokerLogin.isMissing(secret)) {
            section("sink", "kafka-config").put(key, secrets.apply(secret));
        }
    }

    private ObjectNode section(String... path) {
        ObjectNode section = root;
        for (String name : path) {
            section = section.withObjectProperty(name);
        }
        return section;
    }

    private static Secret base64(Secret secret) {
        return new Secret(secret.reveal(text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static ObjectNode entry(ObjectNode section, String list) {
        return section.withArrayProperty(list).addObject();
    }

    private static void put(ObjectNode into, String key, List<String> texts) {
        ArrayNode list = into.putArray(key);
        texts.forEach(list::add);
    }

    private static void putUnlessEmpty(ObjectNode into, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            put(into, key, texts);
        }
    }

    private static void putUnlessEmpty(ObjectNode into, String key, String text) {
        if (!text.isEmpty()) {
            into.put(key, text);
        }
    }
}
