package io.tidegate.state.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.tidegate.config.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Keys for AES-256-GCM: the primary one seals, all of them open. What Tink seals begins with the byte 1 and the id of
 * the key, four bytes. Immutable.
 */
final class Keyset {
    private static final int VERSION = 1;
    private static final int PREFIX_LENGTH = 5;

    private final KeysetHandle handle;
    private final Aead aead;

    private Keyset(KeysetHandle handle) throws GeneralSecurityException {
        this.handle = handle;
        this.aead = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /** One new key. */
    static Keyset generate() throws GeneralSecurityException {
        AeadConfig.register();
        return new Keyset(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
    }

    /** Reads Tink's JSON form of a keyset. */
    static Keyset parse(Secret json) throws GeneralSecurityException {
        AeadConfig.register();
        try {
            return new Keyset(json.reveal(Keyset::handleOf));
        } catch (UnreadableKeyset e) {
            throw e.reason;
        }
    }

    /** Tink's JSON form. */
    Secret json() throws GeneralSecurityException {
        return new Secret(TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get()));
    }

    /** The same keys and a new one, which seals from now on. */
    Keyset withNewPrimary() throws GeneralSecurityException {
        return new Keyset(KeysetHandle.newBuilder(handle)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build());
    }

    /** The primary key alone. */
    Keyset primaryOnly() throws GeneralSecurityException {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(handle);
        for (int at = builder.size() - 1; at >= 0; at--) {
            if (!builder.getAt(at).isPrimary()) {
                builder.deleteAt(at);
            }
        }
        return new Keyset(builder.build());
    }

    byte[] encrypt(byte[] plain, byte[] associatedData) throws GeneralSecurityException {
        return aead.encrypt(plain, associatedData);
    }

    byte[] decrypt(byte[] bytes, byte[] associatedData) throws GeneralSecurityException {
        return aead.decrypt(bytes, associatedData);
    }

    /** Whether one of these keys has the id that the sealed bytes begin with. */
    boolean hasKeyOf(byte[] bytes) {
        return bytes.length >= PREFIX_LENGTH && bytes[0] == VERSION && ids().contains(keyOf(bytes));
    }

    /** The ids of the keys, as the text that errors show. */
    Set<String> ids() {
        return IntStream.range(0, handle.size())
                .mapToObj(at -> HexFormat.of().toHexDigits(handle.getAt(at).getId()))
                .collect(Collectors.toSet());
    }

    /** The id of the key that sealed, as the text that errors show. */
    static String keyOf(byte[] bytes) {
        return bytes.length < PREFIX_LENGTH
                ? "?"
                : HexFormat.of()
                        .toHexDigits(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt());
    }

    private static KeysetHandle handleOf(String json) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new UnreadableKeyset(e);
        }
    }

    /** Carries a checked exception through the one function that may see the text. */
    private static final class UnreadableKeyset extends RuntimeException {
        private final GeneralSecurityException reason;

        UnreadableKeyset(GeneralSecurityException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
