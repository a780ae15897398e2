package io.tidegate.kafka.login;

import io.tidegate.config.SaslConfig;
import io.tidegate.config.SaslConfig.KerberosProof;
import io.tidegate.error.TidegateException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/** The client properties of a login. Secrets leave here only as {@link Password}, which Kafka prints as {@code [hidden]}. */
public final class LoginProperties {
    private LoginProperties() {}

    /** @throws TidegateException KAFKA_INVALID_CONFIG when this process uses another krb5.conf already */
    public static Map<String, Object> of(SaslConfig sasl) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(SaslConfigs.SASL_MECHANISM, sasl.mechanismName());
        if (sasl instanceof SaslConfig.Password login) {
            properties.put(SaslConfigs.SASL_JAAS_CONFIG, jaas(login));
        } else if (sasl instanceof SaslConfig.Kerberos kerberos) {
            KerberosConfiguration.use(kerberos.configuration());
            properties.put(SaslConfigs.SASL_KERBEROS_SERVICE_NAME, kerberos.serviceName());
            properties.put(SaslConfigs.SASL_JAAS_CONFIG, jaas(kerberos));
        } else if (sasl instanceof SaslConfig.OAuth oauth) {
            properties.put(SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS, OAuthLoginHandler.class);
            properties.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    JaasText.of(OAuthBearerLoginModule.class.getName(), OAuthLoginHandler.options(oauth)));
        }
        return properties;
    }

    private static Password jaas(SaslConfig.Password login) {
        Class<?> module =
                switch (login.mechanism()) {
                    case PLAIN -> PlainLoginModule.class;
                    case SCRAM_SHA_256, SCRAM_SHA_512 -> ScramLoginModule.class;
                };
        return login.password().reveal(password -> {
            Map<String, String> options = new LinkedHashMap<>();
            options.put("username", login.user());
            options.put("password", password);
            return JaasText.of(module.getName(), options);
        });
    }

    // The file is read again at each login, so that a krb5.conf named after the first one counts too.
    private static Password jaas(SaslConfig.Kerberos kerberos) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("refreshKrb5Config", "true");
        options.put("principal", kerberos.principal());
        if (kerberos.proof() instanceof KerberosProof.Password password) {
            return password.text().reveal(text -> {
                options.put(KerberosPasswordLoginModule.PASSWORD, text);
                return JaasText.of(KerberosPasswordLoginModule.class.getName(), options);
            });
        }
        if (kerberos.proof() instanceof KerberosProof.Keytab keytab) {
            options.put("useKeyTab", "true");
            options.put("storeKey", "true");
            options.put("doNotPrompt", "true");
            options.put("keyTab", keytab.file().toString());
        }
        return JaasText.of("com.sun.security.auth.module.Krb5LoginModule", options);
    }
}
