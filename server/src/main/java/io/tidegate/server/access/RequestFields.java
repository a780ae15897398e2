package io.tidegate.server.access;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON object in a request. What is missing, of another type or unknown is API_INVALID_PARAM; no value is quoted. */
final class RequestFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode object;

    private RequestFields(JsonNode object) {
        this.object = object;
    }

    /** @param known the names it may have */
    static RequestFields read(Context context, String... known) {
        JsonNode object;
        try {
            object = JSON.readTree(context.body());
        } catch (JacksonException e) {
            // Without the cause: it quotes the body, which may hold a password.
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, "the body is no JSON");
        }
        if (!object.isObject()) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, "the body is no JSON object");
        }
        Set<String> names = Set.of(known);
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw invalid(name, "is not known here, there are " + String.join(", ", known));
            }
        });
        return new RequestFields(object);
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> invalid(name, "is missing"));
    }

    Optional<String> optionalText(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isTextual()) {
            throw invalid(name, "is no text");
        }
        return Optional.ofNullable(value).map(JsonNode::textValue);
    }

    Secret secret(String name) {
        return new Secret(text(name));
    }

    Optional<Role> optionalRole(String name) {
        return optionalText(name)
                .map(text -> Role.of(text).orElseThrow(() -> invalid(name, "is not viewer, operator or admin")));
    }

    Role role(String name) {
        return optionalRole(name).orElseThrow(() -> invalid(name, "is missing"));
    }

    Optional<Boolean> optionalFlag(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            throw invalid(name, "is not true or false");
        }
        return Optional.ofNullable(value).map(JsonNode::booleanValue);
    }

    int whole(String name, int fallback) {
        JsonNode value = value(name);
        if (value != null && !value.isInt()) {
            throw invalid(name, "is no whole number");
        }
        return value == null ? fallback : value.intValue();
    }

    private @Nullable JsonNode value(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static TidegateException invalid(String name, String why) {
        return new TidegateException(ErrorCode.API_INVALID_PARAM, name + " " + why).withField(name);
    }
}
