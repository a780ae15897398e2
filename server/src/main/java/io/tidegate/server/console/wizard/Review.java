package io.tidegate.server.console.wizard;

import io.tidegate.config.ColumnSelectorRule;
import io.tidegate.config.EventFilterRule;
import io.tidegate.config.Secret;
import io.tidegate.config.SinkProtocol;
import io.tidegate.route.PartitionRule;
import io.tidegate.server.console.draft.BrokerLogin;
import io.tidegate.server.console.draft.BrokerTls;
import io.tidegate.server.console.draft.ChangefeedStep;
import io.tidegate.server.console.draft.FormatChoice;
import io.tidegate.server.console.draft.SpecificationStep;
import io.tidegate.server.console.draft.StartChoice;
import io.tidegate.server.console.draft.TableChoice;
import io.tidegate.server.console.draft.TargetStep;
import io.tidegate.server.console.draft.TopicChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every setting of a draft that counts, in the order of the pages; what belongs to a choice that was not made is left out. */
public final class Review {
    private final WizardShown shown;
    private final Step step;
    private final List<ReviewedSetting> settings = new ArrayList<>();

    private Review(WizardShown shown, Step step) {
        this.shown = shown;
        this.step = step;
    }

    /** The settings of one step. */
    public static List<ReviewedSetting> of(WizardShown shown, Step step) {
        Review review = new Review(shown, step);
        switch (step) {
            case TARGET -> review.target(shown.draft().target());
            case CHANGEFEED -> review.changefeed(shown.draft().changefeed());
            case SPECIFICATION -> review.specification(shown.draft().specification());
            case REVIEW -> {}
        }
        return review.settings;
    }

    private void target(TargetStep target) {
        add("brokers", String.join(", ", target.brokerList()));
        add("kafka-version", target.version().name());
        add("compression", lowerCase(target.compression()));
        tls(target.tls());
        BrokerLogin login = target.login();
        add("authentication", login.mechanism().shown());
        switch (login.mechanism()) {
            case DISABLE -> {}
            case PLAIN, SCRAM_SHA_256, SCRAM_SHA_512 -> {
                add("user", login.user());
                add("password", login.password());
            }
            case OAUTHBEARER -> oauth(login.oauth());
            case GSSAPI -> kerberos(login.kerberos());
        }
    }

    private void tls(BrokerTls tls) {
        add("tls", tls.enabled());
        if (tls.enabled()) {
            addUnlessEmpty("tls-ca", tls.ca());
            addUnlessEmpty("tls-certificate", tls.certificate());
            addUnlessEmpty("tls-key", tls.key());
            addUnlessEmpty("tls-server-name", tls.serverName());
        }
    }

    private void oauth(BrokerLogin.OAuth oauth) {
        add("oauth-client-id", oauth.clientId());
        add("oauth-client-secret", oauth.clientSecret());
        add("oauth-token-url", oauth.tokenUrl());
        addUnlessEmpty("oauth-scopes", oauth.scopes());
        addUnlessEmpty("oauth-audience", oauth.audience());
        addUnlessEmpty("oauth-ca", oauth.ca());
    }

    private void kerberos(BrokerLogin.Kerberos kerberos) {
        add("kerberos-user", kerberos.user());
        addUnlessEmpty("kerberos-realm", kerberos.realm());
        addUnlessEmpty("kerberos-service-name", kerberos.serviceName());
        switch (kerberos.proof()) {
            case PASSWORD -> add("kerberos-password", kerberos.password());
            case KEYTAB -> add("kerberos-keytab", kerberos.keytab());
        }
        addUnlessEmpty("kerberos-configuration", kerberos.configuration());
    }

    private void changefeed(ChangefeedStep feed) {
        tables(feed.tables());
        format(feed.format());
        topics(feed.topics());
        for (int i = 0; i < feed.partitions().size(); i++) {
            add(
                    "partitions." + i + ".dispatcher",
                    "partition",
                    told(feed.partitions().get(i)));
        }
        add("replication-factor", feed.replicationFactor());
        addUnlessEmpty("partition-number", feed.partitionNumber());
        start(feed.start());
    }

    private void tables(TableChoice tables) {
        add("rules", tables.rules().isEmpty() ? "*.*" : String.join(", ", tables.rules()));
        add("case-sensitive", tables.caseSensitive());
        add("keyless", choice("keyless", tables.keyless()));
        for (int i = 0; i < tables.eventFilters().size(); i++) {
            add(
                    "event-filters." + i + ".matcher",
                    "review.event-filter",
                    told(tables.eventFilters().get(i)));
        }
        for (int i = 0; i < tables.columns().size(); i++) {
            ColumnSelectorRule columns = tables.columns().get(i);
            String told = String.join(", ", columns.matcher()) + ": " + String.join(", ", columns.columns());
            add("column-selectors." + i + ".matcher", "review.column-selector", told);
        }
    }

    private void format(FormatChoice format) {
        add("format", choice("format", format.protocol()));
        if (FormatChoice.hasExtension(format.protocol())) {
            add("tidb-extension", format.tidbExtension());
        }
        if (format.protocol() == SinkProtocol.SIMPLE) {
            add("simple-encoding", lowerCase(format.encoding()));
        }
        if (format.protocol() == SinkProtocol.AVRO) {
            add("avro-decimal", lowerCase(format.decimals()));
            add("avro-bigint-unsigned", lowerCase(format.unsignedBigints()));
            FormatChoice.Registry registry = format.registry();
            add("registry-url", registry.url());
            add("registry-login", registry.authenticated());
            if (registry.authenticated()) {
                add("registry-user", registry.user());
                add("registry-password", registry.password());
            }
            addUnlessEmpty("registry-ca", registry.ca());
        }
    }

    private void topics(TopicChoice topics) {
        add("topic-mode", choice("topic-mode", topics.mode()));
        if (topics.mode() != TopicChoice.Mode.ONE_TOPIC) {
            addUnlessEmpty("topic-prefix", topics.prefix());
            if (topics.mode() == TopicChoice.Mode.BY_TABLE) {
                addUnlessEmpty("topic-separator", topics.separator());
            }
            addUnlessEmpty("topic-suffix", topics.suffix());
        }
        add("default-topic", topics.defaultTopic());
    }

    private void start(StartChoice start) {
        String detail =
                switch (start.kind()) {
                    case NOW, SNAPSHOT -> "";
                    case TIME -> " " + start.time();
                    case TSO -> " " + start.tso();
                    case POSITION -> " " + start.position();
                };
        add("start", choice("start", start.kind()) + detail);
        addUnlessEmpty("time-zone", start.timeZone());
    }

    private void specification(SpecificationStep specification) {
        add("rcu", Capacities.told(specification.rcu(), shown));
        add("name", specification.name());
        addUnlessEmpty("id", specification.id());
    }

    private static String told(PartitionRule rule) {
        return String.join(", ", rule.matcher()) + ": "
                + Stream.concat(
                                Stream.of(
                                        rule.dispatcher(), rule.dispatcher().equals("index-value") ? rule.index() : ""),
                                rule.dispatcher().equals("columns") ? rule.columns().stream() : Stream.of())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" "));
    }

    private static String told(EventFilterRule filter) {
        return Stream.of(
                        Stream.of(String.join(", ", filter.matcher())),
                        filter.ignoreEvent().stream(),
                        filter.ignoreSql().stream(),
                        Stream.of(
                                filter.ignoreInsertValueExpr(),
                                filter.ignoreUpdateNewValueExpr(),
                                filter.ignoreUpdateOldValueExpr(),
                                filter.ignoreDeleteValueExpr()))
                .flatMap(parts -> parts)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String choice(String field, Enum<?> chosen) {
        return shown.text("wizard." + field + "." + chosen.name());
    }

    private static String lowerCase(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private void add(String field, boolean isOn) {
        add(field, shown.text(isOn ? "yes" : "no"));
    }

    private void add(String field, Secret secret) {
        add(field, shown.text(BrokerLogin.isMissing(secret) ? "wizard.review.none" : "wizard.secret.given"));
    }

    private void addUnlessEmpty(String field, String value) {
        if (!value.isEmpty()) {
            add(field, value);
        }
    }

    private void add(String field, String value) {
        add(field, field, value);
    }

    private void add(String field, String key, String value) {
        settings.add(new ReviewedSetting(step, field, shown.text("wizard." + key), value));
    }
}
