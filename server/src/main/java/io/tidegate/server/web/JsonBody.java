package io.tidegate.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import io.tidegate.config.NearestName;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a request, read strictly: a member of the wrong type is refused, and {@link #end} refuses one that nobody
 * asked for, so that a typing error is not taken for a default. A null is the same as none.
 */
public final class JsonBody {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int UNSIGNED_BITS = 64;

    private final JsonNode node;
    private final String prefix;
    private final Set<String> known = new LinkedHashSet<>();

    private JsonBody(JsonNode node, String prefix) {
        this.node = node;
        this.prefix = prefix;
    }

    /**
     * The body of a request; an empty one is an empty object.
     *
     * @throws TidegateException API_INVALID_PARAM
     */
    public static JsonBody of(Context context) {
        byte[] body = context.bodyAsBytes();
        if (body.length == 0) {
            return new JsonBody(JsonNodeFactory.instance.objectNode(), "");
        }
        try {
            JsonNode node = JSON.readTree(body);
            if (!node.isObject()) {
                throw new TidegateException(ErrorCode.API_INVALID_PARAM, "the body is not a JSON object");
            }
            return new JsonBody(node, "");
        } catch (JsonProcessingException e) {
            // The parser's exception quotes the text around the error, which may be a password.
            throw new TidegateException(
                    ErrorCode.API_INVALID_PARAM,
                    "the body is not JSON, or a key is written twice, near line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, "the body cannot be read", e);
        }
    }

    @Nullable
    public String text(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(name, "text");
        }
        return value.textValue();
    }

    /** @throws TidegateException API_INVALID_PARAM without it */
    public String required(String name) {
        String text = text(name);
        if (text == null) {
            throw missing(name);
        }
        return text;
    }

    @Nullable
    public Secret secret(String name) {
        String text = text(name);
        return text == null ? null : new Secret(text);
    }

    /** @throws TidegateException API_INVALID_PARAM without it */
    public Secret requiredSecret(String name) {
        return new Secret(required(name));
    }

    /** False without it. */
    public boolean flag(String name) {
        return optionalFlag(name).orElse(false);
    }

    public Optional<Boolean> optionalFlag(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return Optional.ofNullable(value).map(JsonNode::booleanValue);
    }

    /** 0 without it. */
    public int whole(String name) {
        return whole(name, 0);
    }

    public int whole(String name, int fallback) {
        return value(name) == null ? fallback : requiredWhole(name);
    }

    /** @throws TidegateException API_INVALID_PARAM without it */
    public int requiredWhole(String name) {
        JsonNode value = value(name);
        if (value == null) {
            throw missing(name);
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(name, "a whole number");
        }
        return value.intValue();
    }

    /** A number of 64 bits without sign; also as text, because not every client can write it as a number. */
    @Nullable
    public Long unsigned(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        boolean digits = value.isIntegralNumber()
                || (value.isTextual() && value.textValue().matches("[0-9]{1,20}"));
        BigInteger number = digits ? new BigInteger(value.asText()) : BigInteger.ONE.negate();
        if (number.signum() < 0 || number.bitLength() > UNSIGNED_BITS) {
            throw wrong(name, "a whole number of 64 bits without a sign");
        }
        return number.longValue();
    }

    /** An object as it is, null without it. */
    @Nullable
    public JsonNode object(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isObject()) {
            throw wrong(name, "an object");
        }
        return value;
    }

    /** An object to be read; one without members if it is not there. */
    public JsonBody child(String name) {
        JsonNode value = object(name);
        return new JsonBody(value == null ? JsonNodeFactory.instance.objectNode() : value, prefix + name + ".");
    }

    /**
     * Members that mean something in TiCDC and nothing here: they may be there if they say nothing.
     *
     * @param because why they cannot say anything
     */
    public void nothingIn(String because, String... names) {
        for (String name : names) {
            JsonNode value = value(name);
            if (value != null && (!value.asText().isEmpty() || !value.isEmpty())) {
                throw new TidegateException(ErrorCode.API_INVALID_PARAM, prefix + name + " has no meaning: " + because)
                        .withRemedy("Leave it out.")
                        .withField(prefix + name);
            }
        }
    }

    /** Members that may be there, whatever they say. */
    public void ignore(String... names) {
        known.addAll(Set.of(names));
    }

    /** @throws TidegateException API_INVALID_PARAM for a member that was not asked for */
    public void end() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String suggestion = NearestName.of(name, known)
                        .map(nearest -> ", did you mean " + prefix + nearest + "?")
                        .orElse("");
                throw new TidegateException(ErrorCode.API_INVALID_PARAM, "unknown key " + prefix + name + suggestion)
                        .withField(prefix + name);
            }
        });
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** What to throw when a member has to be there and is not. */
    public TidegateException missing(String name) {
        return new TidegateException(ErrorCode.API_INVALID_PARAM, prefix + name + " is missing")
                .withField(prefix + name);
    }

    /** What to throw when a member is not what it has to be. */
    public TidegateException wrong(String name, String expected) {
        return new TidegateException(ErrorCode.API_INVALID_PARAM, prefix + name + " is not " + expected)
                .withField(prefix + name);
    }
}
