package io.tidegate.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values that a user wrote, by setting. Asked for one that nobody wrote, it answers with the setting's default. */
final class SettingValues {
    private final Map<Setting, Value> written = new LinkedHashMap<>();

    /** What is in this one, and from the other what is not. */
    SettingValues over(SettingValues lower) {
        SettingValues merged = new SettingValues();
        merged.written.putAll(lower.written);
        merged.written.putAll(written);
        return merged;
    }

    void put(Setting setting, Value value) {
        written.put(setting, value);
    }

    /** The settings that were written, in the order they were met. */
    Set<Setting> settings() {
        return written.keySet();
    }

    boolean has(Setting setting) {
        return written.containsKey(setting);
    }

    /** The value in force, null if it was not written and has no default. */
    @Nullable
    Value value(Setting setting) {
        Value value = written.get(setting);
        return value == null ? setting.fallback() : value;
    }

    /** Whether something other than the default was written. */
    boolean differsFromDefault(Setting setting) {
        Value value = written.get(setting);
        return value != null && !value.equals(setting.fallback());
    }

    boolean flag(Setting setting) {
        return value(setting) instanceof Value.Flag flag && flag.on();
    }

    /** The number; the setting must have a default or be written. */
    int whole(Setting setting) {
        if (value(setting) instanceof Value.Whole whole) {
            return Math.toIntExact(whole.number());
        }
        throw new IllegalStateException(setting + " has no number");
    }

    /** The duration; the setting must have a default or be written. */
    Duration span(Setting setting) {
        if (value(setting) instanceof Value.Span span) {
            return span.duration();
        }
        throw new IllegalStateException(setting + " has no duration");
    }

    /** The text, null if there is none. */
    @Nullable
    String textOrNull(Setting setting) {
        return value(setting) instanceof Value.Text text ? text.text() : null;
    }

    /** The text, empty if there is none. */
    String text(Setting setting) {
        return value(setting) instanceof Value.Text text ? text.text() : "";
    }

    /** The list, empty if there is none. */
    List<String> texts(Setting setting) {
        return value(setting) instanceof Value.Texts texts ? texts.texts() : List.of();
    }
}
