package io.tidegate.server.console.draft;

import io.tidegate.config.SinkUri;
import io.tidegate.error.TidegateException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with the step "Target", as far as it shows without a connection. */
public final class TargetErrors {
    private static final Pattern HOST_AND_PORT = Pattern.compile("[^\\s/?#@%,:]+:[0-9]+|\\[[0-9A-Fa-f:.]+]:[0-9]+");

    private final TargetStep step;
    private final FieldErrors errors = new FieldErrors();

    private TargetErrors(TargetStep step) {
        this.step = step;
    }

    /** In the order of the form; empty if nothing is wrong. */
    public static List<FieldError> of(TargetStep step) {
        return new TargetErrors(step).find();
    }

    private List<FieldError> find() {
        brokers();
        tls(step.tls());
        login(step.login());
        if (errors.isEmpty()) {
            whole();
        }
        return errors.list();
    }

    private void brokers() {
        List<String> brokers = step.brokerList();
        if (brokers.isEmpty()) {
            errors.add("brokers", "draft.error.required");
        }
        Set<String> seen = new HashSet<>();
        for (String broker : brokers) {
            if (!HOST_AND_PORT.matcher(broker).matches()) {
                errors.add("brokers", "draft.error.broker", broker);
            } else if (!seen.add(broker.toLowerCase(Locale.ROOT))) {
                errors.add("brokers", "draft.error.broker.twice", broker);
            } else {
                errors.ask("brokers", "draft.error.broker.port", () -> SinkUri.parse("kafka://" + broker + "/topic"));
            }
        }
    }

    private void tls(BrokerTls tls) {
        if (tls.enabled() && tls.certificate().isEmpty() != tls.key().isEmpty()) {
            errors.add(tls.key().isEmpty() ? "tls-key" : "tls-certificate", "draft.error.tls.pair");
        }
    }

    private void login(BrokerLogin login) {
        switch (login.mechanism()) {
            case DISABLE -> {}
            case PLAIN, SCRAM_SHA_256, SCRAM_SHA_512 -> {
                errors.require("user", login.user());
                requireSecret("password", BrokerLogin.isMissing(login.password()));
            }
            case OAUTHBEARER -> {
                errors.require("oauth-client-id", login.oauth().clientId());
                requireSecret(
                        "oauth-client-secret",
                        BrokerLogin.isMissing(login.oauth().clientSecret()));
                errors.requireWebAddress("oauth-token-url", login.oauth().tokenUrl());
            }
            case GSSAPI -> kerberos(login.kerberos());
        }
    }

    private void kerberos(BrokerLogin.Kerberos kerberos) {
        errors.require("kerberos-user", kerberos.user());
        switch (kerberos.proof()) {
            case PASSWORD -> requireSecret("kerberos-password", BrokerLogin.isMissing(kerberos.password()));
            case KEYTAB -> errors.require("kerberos-keytab", kerberos.keytab());
        }
    }

    private void requireSecret(String field, boolean isMissing) {
        if (isMissing) {
            errors.add(field, "draft.error.required");
        }
    }

    /** What only shows when all of it is read together. */
    private void whole() {
        try {
            DraftRequest.resolve(Draft.INITIAL.with(step).targetAlone());
        } catch (TidegateException e) {
            errors.ask(field(e), "draft.error.refused", () -> {
                throw e;
            });
        }
    }

    /** The field that an error of the configuration is about. */
    private String field(TidegateException error) {
        String place = error.field() == null ? "" : error.field();
        return switch (place.substring(place.lastIndexOf('.') + 1).replace('_', '-')) {
            case "tls-server-name" -> "tls-server-name";
            case "ca" -> "tls-ca";
            case "cert" -> "tls-certificate";
            case "key" -> "tls-key";
            case "sasl-oauth-ca" -> "oauth-ca";
            default ->
                switch (step.login().mechanism()) {
                    case DISABLE -> "brokers";
                    case PLAIN, SCRAM_SHA_256, SCRAM_SHA_512 -> "user";
                    case OAUTHBEARER -> "oauth-token-url";
                    case GSSAPI -> "kerberos-user";
                };
        };
    }
}
