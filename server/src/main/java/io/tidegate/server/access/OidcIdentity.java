package io.tidegate.server.access;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as a provider knows them.
 *
 * @param subject the provider with its own name for them, which never changes
 * @param name for people and the audit log
 * @param role the greatest that the values of the role claim stand for
 */
record OidcIdentity(String subject, String name, Role role) {
    /**
     * Reads an ID token that was found good.
     *
     * @throws TidegateException FORBIDDEN for somebody who has no role here
     */
    static OidcIdentity of(IDTokenClaimsSet token, OidcSettings settings) {
        String name = name(token);
        Role role = values(claim(token, settings.roleClaim())).stream()
                .map(settings.roles()::get)
                .filter(Objects::nonNull)
                .reduce((one, other) -> one.includes(other) ? one : other)
                .orElseThrow(() -> new TidegateException(
                                ErrorCode.FORBIDDEN,
                                name + " has no role here: nothing in the claim " + settings.roleClaim()
                                        + " stands for one")
                        .withRemedy("Give the account a group or role of the provider that [oidc.roles] names."));
        return new OidcIdentity(settings.issuer() + "#" + token.getSubject().getValue(), name, role);
    }

    private static String name(IDTokenClaimsSet token) {
        return Optional.ofNullable(token.getStringClaim("preferred_username"))
                .or(() -> Optional.ofNullable(token.getStringClaim("email"))
                        .filter(email -> Boolean.TRUE.equals(token.getBooleanClaim("email_verified"))))
                .orElseGet(() -> token.getSubject().getValue());
    }

    private static @Nullable Object claim(IDTokenClaimsSet token, String path) {
        Object whole = token.getClaim(path);
        if (whole != null) {
            // Some providers have URLs as names of claims, with dots that lead nowhere.
            return whole;
        }
        Object value = token.toJSONObject();
        for (String part : path.split("\\.")) {
            value = value instanceof Map<?, ?> object ? object.get(part) : null;
        }
        return value;
    }

    private static List<String> values(@Nullable Object claim) {
        if (claim instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return claim instanceof String one ? List.of(one) : List.of();
    }
}
