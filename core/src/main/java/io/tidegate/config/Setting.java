package io.tidegate.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one definition of a setting: where it can be written, what it takes, what it is when nobody writes it, and whether
 * Tidegate heeds it. Reading, checking and the documentation page follow from it. Compared by identity.
 */
final class Setting {
    /** What Tidegate does with a setting. */
    enum Standing {
        /** It has the effect it has in TiCDC. */
        SUPPORTED("supported"),
        /** It is accepted; a value other than the default gives a warning because it has no effect here. */
        IGNORED("no effect"),
        /** A value other than the default is refused until it is built. */
        UNAVAILABLE("not available yet"),
        /** Tidegate decides it alone; any value is refused. */
        FIXED("fixed"),
        /** Only versions of TiCDC other than 8.5 have it; it gives a warning. */
        OTHER_VERSION("other versions of TiCDC");

        private final String shown;

        Standing(String shown) {
            this.shown = shown;
        }

        /** As the documentation names it. */
        String shown() {
            return shown;
        }
    }

    /** How much of a value may be shown. */
    enum Sensitivity {
        OPEN,
        /** Nothing. */
        SECRET,
        /** A URI whose user name and password may not be shown. */
        URI_WITH_LOGIN
    }

    private final @Nullable String file;
    private final @Nullable String parameter;
    private final ValueType type;
    private final @Nullable Value fallback;
    private final @Nullable String fallbackShown;
    private final Standing standing;
    private final String remark;
    private final Set<SinkProtocol> formats;
    private final Sensitivity sensitivity;
    private final @Nullable ErrorCode refusal;
    private final String refusalText;
    private final String description;

    private Setting(Draft draft) {
        this.file = draft.file;
        this.parameter = draft.parameter;
        this.type = draft.type;
        this.fallback = draft.fallback;
        this.fallbackShown = draft.fallbackShown;
        this.standing = draft.standing;
        this.remark = draft.remark;
        this.formats = draft.formats;
        this.sensitivity = draft.sensitivity;
        this.refusal = draft.refusal;
        this.refusalText = draft.refusalText;
        this.description = draft.description;
    }

    /**
     * Begins a setting of the configuration file.
     *
     * @param path keys joined by dots; {@code []} after a key says that it is a list of tables
     */
    static Draft file(String path, ValueType type, String description) {
        return new Draft(path, null, type, description);
    }

    /** Begins a setting that only the sink URI has. */
    static Draft parameter(String name, ValueType type, String description) {
        return new Draft(null, name, type, description);
    }

    /** The path in the configuration file, null if it cannot be written there. */
    @Nullable
    String file() {
        return file;
    }

    /** The name of the parameter of the sink URI, null if it cannot be written there. */
    @Nullable
    String parameter() {
        return parameter;
    }

    ValueType type() {
        return type;
    }

    /** What it is when nobody writes it; null when its absence means something of its own. */
    @Nullable
    Value fallback() {
        return fallback;
    }

    /** The default as the documentation shows it, empty for none. */
    String fallbackShown() {
        if (fallbackShown != null) {
            return fallbackShown;
        }
        return fallback == null ? "" : "`" + fallback + "`";
    }

    Standing standing() {
        return standing;
    }

    /** Why a setting has its standing, or in which versions it exists; may be empty. */
    String remark() {
        return remark;
    }

    /** Whether it can have an effect on messages of this format. */
    boolean concerns(SinkProtocol protocol) {
        return formats.isEmpty() || formats.contains(protocol);
    }

    /** To which formats it belongs, as a part of a sentence; empty when to all. */
    String formatsShown() {
        return formats.isEmpty()
                ? ""
                : "it belongs to "
                        + formats.stream().sorted().map(SinkProtocol::toString).collect(Collectors.joining(", "));
    }

    Sensitivity sensitivity() {
        return sensitivity;
    }

    String description() {
        return description;
    }

    /** The name to use in messages: the path in the file, for settings of the URI alone its parameter. */
    String name() {
        if (file != null) {
            return file;
        }
        return parameter == null ? "" : parameter;
    }

    /**
     * The value of a URI parameter.
     *
     * @throws TidegateException with the setting's own code when it is not allowed, KAFKA_INVALID_CONFIG when it is of
     *     another type
     */
    Value fromParameter(String text) {
        String where = parameter == null ? name() : parameter;
        return checked(where, ErrorCode.KAFKA_INVALID_CONFIG, () -> type.fromText(text));
    }

    /**
     * The value of a key of the file.
     *
     * @param where the path as written, with the index in lists of tables
     * @return null for an empty text, which stands for no value
     * @throws TidegateException with the setting's own code when it is not allowed, CONFIG_INVALID_VALUE when it is of
     *     another type
     */
    @Nullable
    Value fromNode(String where, JsonNode node) {
        boolean textual = !(type instanceof ValueType.FlagType || type instanceof ValueType.WholeType);
        if (textual && node.isTextual() && node.textValue().isEmpty()) {
            return null;
        }
        return checked(where, ErrorCode.CONFIG_INVALID_VALUE, () -> type.fromNode(node));
    }

    @Override
    public String toString() {
        return name();
    }

    private Value checked(String where, ErrorCode wrongType, Supplier<Value> read) {
        boolean showable = sensitivity == Sensitivity.OPEN;
        Value value;
        try {
            value = read.get();
        } catch (IllegalArgumentException e) {
            String found = showable ? String.valueOf(e.getMessage()) : "the value is not of type " + type.shown();
            // The cause of a secret's error stays out as well: it quotes the value.
            throw new TidegateException(wrongType, where + ": " + found, showable ? e : null).withField(where);
        }
        if (!type.allows(value)) {
            throw notAllowed(where, wrongType, value).withField(where);
        }
        return value;
    }

    private TidegateException notAllowed(String where, ErrorCode fallbackCode, Value value) {
        if (refusal != null) {
            return new TidegateException(refusal, refusalText.replace("%s", value.toString()));
        }
        return new TidegateException(fallbackCode, where + ": " + value + " is not allowed, use " + type.shown());
    }

    /** A setting being defined. Used by the lists of settings only. */
    static final class Draft {
        private final @Nullable String file;
        private @Nullable String parameter;
        private final ValueType type;
        private @Nullable Value fallback;
        private @Nullable String fallbackShown;
        private Standing standing = Standing.SUPPORTED;
        private String remark = "";
        private Set<SinkProtocol> formats = Set.of();
        private Sensitivity sensitivity = Sensitivity.OPEN;
        private @Nullable ErrorCode refusal;
        private String refusalText = "";
        private final String description;

        private Draft(@Nullable String file, @Nullable String parameter, ValueType type, String description) {
            this.file = file;
            this.parameter = parameter;
            this.type = type;
            this.description = description;
        }

        /** It can be written in the sink URI as well, under the last part of its path. */
        Draft inUri() {
            String path = file == null ? "" : file;
            this.parameter = path.substring(path.lastIndexOf('.') + 1);
            return this;
        }

        Draft fallback(boolean on) {
            return fallback(new Value.Flag(on));
        }

        Draft fallback(long number) {
            return fallback(new Value.Whole(number));
        }

        Draft fallback(Value value) {
            this.fallback = value;
            return this;
        }

        /** The default, written as the type reads it from a URI. */
        Draft fallback(String text) {
            return fallback(type.fromText(text));
        }

        /** What to show as the default where it is not a fixed value. */
        Draft fallbackShown(String shown) {
            this.fallbackShown = shown;
            return this;
        }

        /** Which error a value out of range is; {@code %s} in the text stands for the value. */
        Draft refused(ErrorCode code, String text) {
            this.refusal = code;
            this.refusalText = text;
            return this;
        }

        Draft ignored(String because) {
            this.standing = Standing.IGNORED;
            this.remark = because;
            return this;
        }

        /** With other formats it is accepted and gives a warning. */
        Draft onlyFor(SinkProtocol... protocols) {
            this.formats = Set.of(protocols);
            return this;
        }

        Draft unavailable() {
            this.standing = Standing.UNAVAILABLE;
            return this;
        }

        Draft fixed(String because) {
            this.standing = Standing.FIXED;
            this.remark = because;
            return this;
        }

        Draft otherVersion(String versions) {
            this.standing = Standing.OTHER_VERSION;
            this.remark = versions;
            return this;
        }

        Draft remark(String text) {
            this.remark = text;
            return this;
        }

        Draft secret() {
            this.sensitivity = Sensitivity.SECRET;
            return this;
        }

        Draft uriWithLogin() {
            this.sensitivity = Sensitivity.URI_WITH_LOGIN;
            return this;
        }

        Setting done() {
            return new Setting(this);
        }
    }
}
