package io.tidegate.server.console.draft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Drafts as the forms make them. */
final class Drafts {
    private Drafts() {}

    /** A draft that needs nothing more. */
    static Draft complete() {
        return typed(Draft.INITIAL, "brokers", "broker-1.example:9092", "default-topic", "shop", "name", "Shop");
    }

    /** A draft with fields submitted on all steps; what is not among them stays, check boxes and groups are as given. */
    static Draft typed(Draft before, String... fieldsAndValues) {
        return submitted(before, fields(fieldsAndValues));
    }

    static Draft submitted(Draft before, Map<String, List<String>> fields) {
        Map<String, List<String>> whole = new LinkedHashMap<>();
        ChangefeedForm.write(before.changefeed()).forEach((field, values) -> {
            if (field.startsWith("partitions.")
                    && fields.keySet().stream().noneMatch(f -> f.startsWith("partitions."))) {
                whole.put(field, values);
            }
        });
        whole.putAll(fields);
        return before.with(TargetForm.read(whole, before.target()))
                .with(ChangefeedForm.read(whole, before.changefeed()))
                .with(SpecificationForm.read(whole, before.specification()));
    }

    static Map<String, List<String>> fields(String... fieldsAndValues) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            fields.put(fieldsAndValues[i], List.of(fieldsAndValues[i + 1]));
        }
        return fields;
    }

    /** All that can be typed at once. */
    static Draft everything() {
        return typed(
                Draft.INITIAL,
                "brokers",
                "a.example:9092, b.example:9093",
                "kafka-version",
                "V3",
                "compression",
                "ZSTD",
                "tls",
                "on",
                "tls-ca",
                "/etc/ca.pem",
                "tls-certificate",
                "/etc/cert.pem",
                "tls-key",
                "/etc/key.pem",
                "tls-server-name",
                "kafka.internal",
                "authentication",
                "SCRAM_SHA_512",
                "user",
                "c/d&c",
                "password",
                " p@ss'\"%\u00e9 ",
                "oauth-client-id",
                "client",
                "oauth-client-secret",
                "oauth secret",
                "oauth-token-url",
                "https://idp.example/token",
                "oauth-scopes",
                "kafka read",
                "oauth-audience",
                "brokers",
                "oauth-ca",
                "/etc/idp.pem",
                "kerberos-proof",
                "KEYTAB",
                "kerberos-user",
                "cdc",
                "kerberos-realm",
                "EXAMPLE.COM",
                "kerberos-service-name",
                "broker",
                "kerberos-password",
                "kerberos secret",
                "kerberos-keytab",
                "/etc/cdc.keytab",
                "kerberos-configuration",
                "/etc/krb5.conf",
                "rules",
                "shop.*\r\n!shop.logs",
                "case-sensitive",
                "on",
                "keyless",
                "LEFT_OUT",
                "event-filters.0.matcher",
                "shop.*",
                "event-filters.0.ignore-event",
                "delete\ndrop table",
                "event-filters.0.ignore-sql",
                "^DROP",
                "event-filters.0.insert",
                "id > 100",
                "event-filters.0.update-new",
                "name = 'x\\y'",
                "event-filters.0.update-old",
                "id < 3",
                "event-filters.0.delete",
                "id = 5",
                "event-filters.7.matcher",
                "shop.orders",
                "event-filters.7.ignore-event",
                "all ddl",
                "column-selectors.0.matcher",
                "shop.users",
                "column-selectors.0.columns",
                "*\n!password",
                "format",
                "AVRO",
                "tidb-extension",
                "on",
                "avro-decimal",
                "STRING",
                "avro-bigint-unsigned",
                "STRING",
                "simple-encoding",
                "AVRO",
                "registry-url",
                "https://registry.example:8081/x",
                "registry-login",
                "on",
                "registry-user",
                "re:g",
                "registry-password",
                "r@g*",
                "registry-ca",
                "/etc/registry.pem",
                "topic-mode",
                "BY_TABLE",
                "topic-prefix",
                "cdc.",
                "topic-separator",
                "_",
                "topic-suffix",
                "-v1",
                "default-topic",
                "cdc-default",
                "partitions.0.matcher",
                "shop.orders",
                "partitions.0.dispatcher",
                "columns",
                "partitions.0.columns",
                "customer\nregion",
                "partitions.1.matcher",
                "shop.users",
                "partitions.1.dispatcher",
                "index-value",
                "partitions.1.index",
                "by_mail",
                "partitions.2.matcher",
                "*.*",
                "partitions.2.dispatcher",
                "ts",
                "replication-factor",
                "2",
                "partition-number",
                "12",
                "start",
                "TSO",
                "start-tso",
                "441245123456789012",
                "time-zone",
                "Europe/Berlin",
                "rcu",
                "8",
                "name",
                "Käufe & 'more'",
                "id",
                "shop-orders");
    }
}
