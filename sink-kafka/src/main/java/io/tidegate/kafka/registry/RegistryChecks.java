package io.tidegate.kafka.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.check.Check;
import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.encode.avro.AvroEncoder;
import io.tidegate.error.TidegateException;
import io.tidegate.kafka.registry.HttpRegistry.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether a schema registry will take what a changefeed registers, found out without changing anything: A001 it answers
 * and lets us in, A002 which changes of a table's definition it allows for the subjects of the topics.
 */
public final class RegistryChecks {
    private static final String REACHED = "A001";
    private static final String COMPATIBILITY = "A002";
    private static final int NAMED = 4;

    private RegistryChecks() {}

    /**
     * The checks of a registry for the subjects of these topics. Does not fail.
     *
     * @param topics names
     */
    public static List<Check> run(SchemaRegistryConfig config, Collection<String> topics) {
        List<Check> found = new ArrayList<>();
        try {
            HttpRegistry registry = new HttpRegistry(config);
            String url = config.url().toString();
            registry.requireReachable();
            found.add(Check.pass(REACHED, url, "answers " + registry.failures().user()));
            subjectsByLevel(registry, topics)
                    .forEach((level, subjects) -> found.add(compatibility(level, named(subjects))));
        } catch (TidegateException e) {
            found.add(Check.fail(REACHED, config.url().toString(), e.detail(), e.remedy()));
        }
        return found;
    }

    private static Map<String, Set<String>> subjectsByLevel(HttpRegistry registry, Collection<String> topics) {
        Map<String, Set<String>> subjects = new TreeMap<>();
        String global = level(registry.connection().get("/config"));
        for (String topic : topics) {
            for (String subject : AvroEncoder.subjects(topic)) {
                Answer own = registry.connection().get("/config/" + HttpRegistry.encoded(subject));
                subjects.computeIfAbsent(own.status() == 404 ? global : level(own), level -> new TreeSet<>())
                        .add(subject);
            }
        }
        return subjects;
    }

    /** Empty when the registry does not tell. */
    private static String level(Answer answer) {
        JsonNode level = answer.json().path("compatibilityLevel");
        return answer.isOk() ? level.asText() : "";
    }

    private static Check compatibility(String level, String subjects) {
        return switch (level) {
            case "NONE" -> Check.pass(COMPATIBILITY, subjects, "compatibility NONE: every ALTER TABLE goes through");
            case "BACKWARD", "BACKWARD_TRANSITIVE" ->
                Check.pass(
                        COMPATIBILITY,
                        subjects,
                        "compatibility " + level
                                + ": an ALTER TABLE after which old messages cannot be read, such as a new"
                                + " NOT NULL column without a default, makes the changefeed wait until it is allowed");
            case "" ->
                Check.warn(
                        COMPATIBILITY,
                        subjects,
                        "the compatibility cannot be read",
                        "Nothing to do, if the registry hides it from this user on purpose.");
            default ->
                Check.warn(
                        COMPATIBILITY,
                        subjects,
                        "compatibility " + level
                                + ": also a dropped NOT NULL column makes the changefeed wait until it is" + " allowed",
                        "Set the compatibility of these subjects to BACKWARD or NONE if readers can live with it.");
        };
    }

    private static String named(Collection<String> subjects) {
        String names = String.join(", ", subjects.stream().limit(NAMED).toList());
        return subjects.size() > NAMED ? names + " and " + (subjects.size() - NAMED) + " more" : names;
    }
}
