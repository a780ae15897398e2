package io.tidegate.server.console.draft;

import io.tidegate.config.Compression;
import io.tidegate.config.Secret;
import io.tidegate.server.console.draft.BrokerLogin.Kerberos;
import io.tidegate.server.console.draft.BrokerLogin.Mechanism;
import io.tidegate.server.console.draft.BrokerLogin.OAuth;
import io.tidegate.server.console.draft.BrokerLogin.Proof;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The form of the step "Target". Its fields are {@code brokers}, {@code kafka-version}, {@code compression}, {@code tls}
 * (check box), {@code tls-ca}, {@code tls-certificate}, {@code tls-key}, {@code tls-server-name}, {@code authentication},
 * {@code user}, {@code password}, {@code oauth-client-id}, {@code oauth-client-secret}, {@code oauth-token-url}, {@code
 * oauth-scopes}, {@code oauth-audience}, {@code oauth-ca}, {@code kerberos-proof}, {@code kerberos-user}, {@code
 * kerberos-realm}, {@code kerberos-service-name}, {@code kerberos-password}, {@code kerberos-keytab} and {@code
 * kerberos-configuration}. Choices are the names of their constants.
 */
public final class TargetForm {
    private TargetForm() {}

    /** What was submitted. A secret that is left empty stays as long as it goes to whom it was typed for. */
    public static TargetStep read(Map<String, List<String>> fields, TargetStep before) {
        FormFields form = new FormFields(fields);
        TargetStep typed = new TargetStep(
                form.text("brokers", before.brokers()),
                form.choice("kafka-version", KafkaVersion.values(), before.version()),
                form.choice("compression", Compression.values(), before.compression()),
                tls(form, before.tls()),
                login(form, before.login()));
        return new TargetStep(
                typed.brokers(),
                typed.version(),
                typed.compression(),
                typed.tls(),
                kept(typed, before),
                typed.brokerList().equals(before.brokerList()) ? before.brokerCount() : OptionalInt.empty());
    }

    private static BrokerTls tls(FormFields form, BrokerTls before) {
        return new BrokerTls(
                form.flag("tls"),
                form.text("tls-ca", before.ca()),
                form.text("tls-certificate", before.certificate()),
                form.text("tls-key", before.key()),
                form.text("tls-server-name", before.serverName()));
    }

    private static BrokerLogin login(FormFields form, BrokerLogin before) {
        return new BrokerLogin(
                form.choice("authentication", Mechanism.values(), before.mechanism()),
                form.text("user", before.user()),
                form.secret("password"),
                new OAuth(
                        form.text("oauth-client-id", before.oauth().clientId()),
                        form.secret("oauth-client-secret"),
                        form.text("oauth-token-url", before.oauth().tokenUrl()),
                        form.text("oauth-scopes", before.oauth().scopes()),
                        form.text("oauth-audience", before.oauth().audience()),
                        form.text("oauth-ca", before.oauth().ca())),
                new Kerberos(
                        form.choice(
                                "kerberos-proof",
                                Proof.values(),
                                before.kerberos().proof()),
                        form.text("kerberos-user", before.kerberos().user()),
                        form.text("kerberos-realm", before.kerberos().realm()),
                        form.text("kerberos-service-name", before.kerberos().serviceName()),
                        form.secret("kerberos-password"),
                        form.text("kerberos-keytab", before.kerberos().keytab()),
                        form.text("kerberos-configuration", before.kerberos().configuration())));
    }

    private static BrokerLogin kept(TargetStep typed, TargetStep before) {
        boolean sameBrokers = typed.brokerList().equals(before.brokerList());
        BrokerLogin now = typed.login();
        BrokerLogin then = before.login();
        OAuth oauth = now.oauth();
        Kerberos kerberos = now.kerberos();
        return new BrokerLogin(
                now.mechanism(),
                now.user(),
                kept(now.password(), then.password(), sameBrokers && now.user().equals(then.user())),
                new OAuth(
                        oauth.clientId(),
                        kept(
                                oauth.clientSecret(),
                                then.oauth().clientSecret(),
                                sameBrokers && isSame(oauth, then.oauth())),
                        oauth.tokenUrl(),
                        oauth.scopes(),
                        oauth.audience(),
                        oauth.ca()),
                new Kerberos(
                        kerberos.proof(),
                        kerberos.user(),
                        kerberos.realm(),
                        kerberos.serviceName(),
                        kept(
                                kerberos.password(),
                                then.kerberos().password(),
                                sameBrokers && isSame(kerberos, then.kerberos())),
                        kerberos.keytab(),
                        kerberos.configuration()));
    }

    private static boolean isSame(OAuth now, OAuth then) {
        return now.clientId().equals(then.clientId()) && now.tokenUrl().equals(then.tokenUrl());
    }

    private static boolean isSame(Kerberos now, Kerberos then) {
        return now.user().equals(then.user())
                && now.realm().equals(then.realm())
                && now.configuration().equals(then.configuration());
    }

    /** What was typed, or the secret before when nothing was and it goes to the same. */
    static Secret kept(Secret typed, Secret before, boolean isForTheSame) {
        return BrokerLogin.isMissing(typed) && isForTheSame ? before : typed;
    }

    /** The form filled in, secrets included. */
    static Map<String, List<String>> write(TargetStep step) {
        BrokerTls tls = step.tls();
        BrokerLogin login = step.login();
        OAuth oauth = login.oauth();
        Kerberos kerberos = login.kerberos();
        return new FilledFields()
                .put("brokers", step.brokers())
                .put("kafka-version", step.version())
                .put("compression", step.compression())
                .put("tls", tls.enabled())
                .put("tls-ca", tls.ca())
                .put("tls-certificate", tls.certificate())
                .put("tls-key", tls.key())
                .put("tls-server-name", tls.serverName())
                .put("authentication", login.mechanism())
                .put("user", login.user())
                .put("password", login.password())
                .put("oauth-client-id", oauth.clientId())
                .put("oauth-client-secret", oauth.clientSecret())
                .put("oauth-token-url", oauth.tokenUrl())
                .put("oauth-scopes", oauth.scopes())
                .put("oauth-audience", oauth.audience())
                .put("oauth-ca", oauth.ca())
                .put("kerberos-proof", kerberos.proof())
                .put("kerberos-user", kerberos.user())
                .put("kerberos-realm", kerberos.realm())
                .put("kerberos-service-name", kerberos.serviceName())
                .put("kerberos-password", kerberos.password())
                .put("kerberos-keytab", kerberos.keytab())
                .put("kerberos-configuration", kerberos.configuration())
                .values();
    }
}
