package io.tidegate.server.console.draft;

import io.tidegate.config.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a form that is filled in, secrets included: what {@link FormFields} reads again. */
final class FilledFields {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    FilledFields put(String field, String text) {
        values.put(field, List.of(text));
        return this;
    }

    FilledFields put(String field, Secret secret) {
        return put(field, secret.<String>reveal(text -> text));
    }

    FilledFields put(String field, Enum<?> choice) {
        return put(field, choice.name());
    }

    FilledFields put(String field, boolean isOn) {
        return isOn ? put(field, "on") : this;
    }

    FilledFields put(String field, List<String> lines) {
        values.put(field, List.copyOf(lines));
        return this;
    }

    Map<String, List<String>> values() {
        return values;
    }
}
