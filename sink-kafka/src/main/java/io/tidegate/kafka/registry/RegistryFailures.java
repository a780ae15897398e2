package io.tidegate.kafka.registry;

import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.config.SchemaRegistryConfig.Login;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.kafka.registry.HttpRegistry.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a schema registry, in words for its user, with what to do. A password is in none of them. All are
 * SCHEMA_REGISTRY: whatever it is, it is mended outside, and then the changefeed goes on.
 */
final class RegistryFailures {
    private static final int LONGEST_QUOTE = 500;
    private static final String GOES_ON = "; the changefeed goes on by itself.";

    private final SchemaRegistryConfig config;

    RegistryFailures(SchemaRegistryConfig config) {
        this.config = config;
    }

    /** The address, without a login. */
    URI url() {
        return config.url();
    }

    /** As whom the registry is asked. */
    String user() {
        Login login = config.login();
        return login == null ? "without a login" : "as " + login.user();
    }

    /** Whether the same request may succeed in a moment. */
    static boolean mayPass(IOException e) {
        return !(e instanceof SSLException) && !(e instanceof HttpTimeoutException) && !isUnknownHost(e);
    }

    /** There is no connection, or it broke. */
    TidegateException of(IOException e) {
        if (e instanceof SSLException) {
            return failure("no TLS connection: " + e.getMessage(), e)
                    .withRemedy(
                            "Give the authority of its certificate in ca of [tidegate.schema-registry], and check that"
                                    + " the certificate is made out to the host of the address and has not expired"
                                    + GOES_ON);
        }
        if (e instanceof HttpTimeoutException) {
            return silent(e);
        }
        if (isUnknownHost(e)) {
            return failure("the host " + url().getHost() + " is unknown", e)
                    .withRemedy(
                            "Check the host name in schema-registry and the name service of this machine" + GOES_ON);
        }
        String why =
                e instanceof ConnectException ? "it takes no connection" : "the connection broke: " + e.getMessage();
        return failure(why, e)
                .withRemedy("Check that the registry runs, its address in schema-registry, and the firewall" + GOES_ON);
    }

    /** There is a connection, but no answer in time. */
    TidegateException silent(Exception e) {
        return failure("no answer within " + config.timeout().toMillis() + " ms", e)
                .withRemedy(
                        "Check the registry and what stands before it, or raise timeout of [tidegate.schema-registry]"
                                + GOES_ON);
    }

    TidegateException interrupted(InterruptedException e) {
        return failure("interrupted while waiting for it", e);
    }

    TidegateException authorities(Path file, String why, @Nullable Exception e) {
        return failure("the authorities of " + file + " cannot be used: " + why, e)
                .withRemedy("Give a PEM file of certificates in ca of [tidegate.schema-registry].");
    }

    /** Any answer that was not hoped for. */
    TidegateException of(Answer answer) {
        return of(answer, "");
    }

    private TidegateException of(Answer answer, String about) {
        int status = answer.status();
        if (status == 401) {
            return failure(about + "it refuses to be asked " + user(), null)
                    .withRemedy("Put user and password into schema-registry, https://user:password@host, both"
                            + " percent-encoded" + GOES_ON);
        }
        if (status == 403) {
            return failure(about + "what it is asked " + user() + " is not allowed: " + quoted(answer), null)
                    .withRemedy(
                            "Grant this user to read and to write the subjects of the changefeed's topics" + GOES_ON);
        }
        if (status == 429 || status >= 500) {
            return failure(about + "it answers with status " + status + ": " + quoted(answer), null)
                    .withRemedy("Look into the registry's log and mend it" + GOES_ON);
        }
        if (status >= 300 && status < 400) {
            return failure(about + "it redirects to " + cut(answer.location()), null)
                    .withRemedy("Give that address in schema-registry, if it is the registry's" + GOES_ON);
        }
        return failure(
                        about + "what answers there with status " + status + " is no schema registry: "
                                + quoted(answer),
                        null)
                .withRemedy("Check address and path in schema-registry: the page /subjects must lie directly below it"
                        + " (with Apicurio the path is /apis/ccompat/v7)" + GOES_ON);
    }

    /** A schema was not taken. */
    TidegateException refused(String subject, Answer answer) {
        if (answer.status() == 409) {
            return failure(
                            "the schema of subject " + subject + " is incompatible with the ones before: "
                                    + quoted(answer),
                            null)
                    .withRemedy(
                            "Allow the change for this subject: curl -X PUT -H 'Content-Type: application/json' --data"
                                    + " '{\"compatibility\": \"NONE\"}' " + url() + "/config/"
                                    + HttpRegistry.encoded(subject)
                                    + " (with Apicurio also the global level counts). If several tables share the topic, give each"
                                    + " a topic of its own" + GOES_ON);
        }
        if (answer.status() == 422) {
            return failure("the schema of subject " + subject + " is not accepted: " + quoted(answer), null)
                    .withRemedy("Exclude the table with filter rules, and report this with its definition.");
        }
        return of(answer, "subject " + subject + ": ");
    }

    TidegateException unknownId(int id) {
        return failure("it has no schema with id " + id, null)
                .withRemedy("Use the registry that the messages were written with.");
    }

    TidegateException notUnderstood(String asked, Answer answer) {
        return failure("it was asked for " + asked + " and answers " + quoted(answer), null);
    }

    private TidegateException failure(String what, @Nullable Exception cause) {
        return new TidegateException(ErrorCode.SCHEMA_REGISTRY, url() + ": " + what, cause);
    }

    private static boolean isUnknownHost(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    /** The registry's own words, or the beginning of whatever it sent. */
    private static String quoted(Answer answer) {
        String message = answer.json().path("message").asText();
        String text = message.isEmpty() ? answer.body() : message;
        return text.isBlank() ? "(no text)" : cut(text);
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line;
    }
}
