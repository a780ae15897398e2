package io.tidegate.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks an OpenID Connect provider who somebody is: the authorization code flow with PKCE (OpenID Connect Core 1.0 section 3.1,
 * RFC 7636). State, nonce and code verifier follow from a secret that only the browser has which began the login. The ID token
 * counts if the provider's keys signed it, with an asymmetric algorithm, for this client, now, and for that nonce. Thread safe.
 */
final class OidcProvider {
    private static final int TIMEOUT_MILLIS = 5000;
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 100 * 1024;
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final OidcSettings settings;
    private final ClientID client;
    private final InstantSource clock;
    private @Nullable Discovered discovered;
    private Instant nextTry = Instant.MIN;

    OidcProvider(OidcSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.client = new ClientID(settings.clientId());
    }

    /** What the provider says of itself, and what checks its tokens. */
    private record Discovered(OIDCProviderMetadata metadata, IDTokenValidator validator) {}

    /**
     * Where to send a browser that wants to log in.
     *
     * @param browser a secret that it alone has
     * @throws TidegateException OIDC_FAILED if the provider cannot be asked about itself
     */
    URI loginUrl(Secret browser) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile", "email"), client, settings.redirectUri())
                .endpointURI(discovered().metadata().getAuthorizationEndpointURI())
                .state(state(browser))
                .nonce(nonce(browser))
                .codeChallenge(verifier(browser), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * Who came back from the provider.
     *
     * @param browser the secret that it had when it began
     * @param returned the address at which it came back, with the parameters that the provider gave it
     * @throws TidegateException OIDC_FAILED
     */
    IDTokenClaimsSet identify(Secret browser, URI returned) {
        AuthorizationCode code = code(browser, returned);
        OIDCTokenResponse tokens = exchange(browser, code);
        JWT idToken = tokens.getOIDCTokens().getIDToken();
        if (idToken == null) {
            throw failed("it gave no ID token", null);
        }
        try {
            return discovered().validator().validate(idToken, nonce(browser));
        } catch (BadJOSEException | JOSEException e) {
            throw failed("its ID token is not good: " + e.getMessage(), e);
        }
    }

    private AuthorizationCode code(Secret browser, URI returned) {
        AuthenticationResponse response;
        try {
            response = AuthenticationResponseParser.parse(returned);
        } catch (ParseException e) {
            throw failed("the browser came back without an answer", e);
        }
        State state = response.getState();
        if (state == null || !BearerSecret.same(new Secret(state.getValue()), BearerSecret.derived(browser, "state"))) {
            throw failed("the answer belongs to another login", null);
        }
        Issuer issuer = response.getIssuer();
        if (issuer != null && !issuer.equals(new Issuer(settings.issuer()))) {
            throw failed("the answer comes from another provider", null);
        }
        if (response instanceof AuthenticationErrorResponse refusal) {
            throw failed("it says " + code(refusal.getErrorObject()), null);
        }
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        if (code == null) {
            throw failed("the browser came back without a code", null);
        }
        return code;
    }

    private OIDCTokenResponse exchange(Secret browser, AuthorizationCode code) {
        ClientSecretBasic login = settings.clientSecret()
                .reveal(text -> new ClientSecretBasic(client, new com.nimbusds.oauth2.sdk.auth.Secret(text)));
        HTTPRequest request = new TokenRequest.Builder(
                        discovered().metadata().getTokenEndpointURI(),
                        login,
                        new AuthorizationCodeGrant(code, settings.redirectUri(), verifier(browser)))
                .build()
                .toHTTPRequest();
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        request.setFollowRedirects(false);
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(request.send());
            if (!response.indicatesSuccess()) {
                throw failed("it says " + code(response.toErrorResponse().getErrorObject()), null);
            }
            return (OIDCTokenResponse) response.toSuccessResponse();
        } catch (IOException | ParseException e) {
            // Without the cause: it may quote tokens.
            throw failed("its tokens cannot be had (" + e.getClass().getSimpleName() + ")", null);
        }
    }

    /** Asks the provider about itself once; again if that did not work, but not at once: requests wait for it. */
    private synchronized Discovered discovered() {
        Discovered known = discovered;
        if (known != null) {
            return known;
        }
        if (clock.instant().isBefore(nextTry)) {
            throw failed("it could not be asked about itself just now", null);
        }
        Issuer issuer = new Issuer(settings.issuer());
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                            metadata.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES))
                    .build();
            IDTokenValidator validator =
                    new IDTokenValidator(issuer, client, new JWSVerificationKeySelector<>(ALGORITHMS, keys), null);
            Discovered found = new Discovered(metadata, validator);
            discovered = found;
            return found;
        } catch (GeneralException | IOException e) {
            nextTry = clock.instant().plus(PAUSE);
            throw failed("it cannot be asked about itself: " + e.getMessage(), e);
        }
    }

    private static String code(@Nullable ErrorObject error) {
        return error == null || error.getCode() == null ? "no" : error.getCode();
    }

    private static State state(Secret browser) {
        return BearerSecret.derived(browser, "state").reveal(State::new);
    }

    private static Nonce nonce(Secret browser) {
        return BearerSecret.derived(browser, "nonce").reveal(Nonce::new);
    }

    private static CodeVerifier verifier(Secret browser) {
        return BearerSecret.derived(browser, "code verifier").reveal(CodeVerifier::new);
    }

    private TidegateException failed(String why, @Nullable Throwable cause) {
        return new TidegateException(ErrorCode.OIDC_FAILED, settings.issuer() + ": " + why, cause);
    }
}
