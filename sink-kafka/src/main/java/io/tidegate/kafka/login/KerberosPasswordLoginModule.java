package io.tidegate.kafka.login;

import com.sun.security.auth.module.Krb5LoginModule;
import java.util.HashMap;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;

/**
 * A Kerberos login with a password. Java's own module asks a person for it, through a handler that Kafka does not pass on
 * when it renews the ticket; this one answers with the option {@link #PASSWORD}. Public because JAAS creates it from its
 * name.
 */
public final class KerberosPasswordLoginModule implements LoginModule {
    /** The option that holds the password. */
    static final String PASSWORD = "password";

    private final Krb5LoginModule kerberos = new Krb5LoginModule();

    @Override
    public void initialize(
            Subject subject, CallbackHandler ignored, Map<String, ?> sharedState, Map<String, ?> options) {
        Map<String, Object> others = new HashMap<>(options);
        Object password = others.remove(PASSWORD);
        kerberos.initialize(subject, callbacks -> answer(callbacks, String.valueOf(password)), sharedState, others);
    }

    @Override
    public boolean login() throws LoginException {
        return kerberos.login();
    }

    @Override
    public boolean commit() throws LoginException {
        return kerberos.commit();
    }

    @Override
    public boolean abort() throws LoginException {
        return kerberos.abort();
    }

    @Override
    public boolean logout() throws LoginException {
        return kerberos.logout();
    }

    private static void answer(Callback[] questions, String password) throws UnsupportedCallbackException {
        for (Callback question : questions) {
            if (!(question instanceof PasswordCallback asked)) {
                throw new UnsupportedCallbackException(question);
            }
            asked.setPassword(password.toCharArray());
        }
    }
}
