package io.tidegate.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files of this machine a configuration names. A server that others configure must know all of them; a test finds a
 * record of this package that names one and is not looked at here.
 */
public final class NamedFiles {
    private final List<NamedFile> found = new ArrayList<>();

    private NamedFiles() {}

    /** Those that a changefeed reads or writes, beside its source's. */
    public static List<NamedFile> of(ResolvedConfig config) {
        NamedFiles files = new NamedFiles();
        TlsConfig tls = config.kafka().tls();
        files.add(KafkaSettings.CA.name(), tls.ca());
        files.add(KafkaSettings.CERT.name(), tls.certificate());
        files.add(KafkaSettings.KEY.name(), tls.key());
        files.addLogin(config.kafka().sasl());
        files.addFormat(config.format());
        return List.copyOf(files.found);
    }

    /** Those that a connection to a source reads. */
    public static List<NamedFile> of(SourceEndpoint source) {
        NamedFiles files = new NamedFiles();
        files.add("ca", source.tls().ca());
        files.add("cert", source.tls().certificate());
        files.add("key", source.tls().key());
        return List.copyOf(files.found);
    }

    private void addLogin(@Nullable SaslConfig login) {
        if (login instanceof SaslConfig.Kerberos kerberos) {
            add(SaslSettings.GSSAPI_CONFIG_PATH.name(), kerberos.configuration());
            if (kerberos.proof() instanceof SaslConfig.KerberosProof.Keytab keytab) {
                add(SaslSettings.GSSAPI_KEYTAB_PATH.name(), keytab.file());
            }
        } else if (login instanceof SaslConfig.OAuth oauth) {
            add(ClientSettings.OAUTH_CA.name(), oauth.ca());
        }
    }

    private void addFormat(FormatConfig format) {
        if (format instanceof CanalJsonConfig canal) {
            addStorage(canal.large());
        } else if (format instanceof OpenProtocolConfig open) {
            addStorage(open.large());
        } else if (format instanceof SimpleConfig simple) {
            addStorage(simple.large());
        } else if (format instanceof DebeziumConfig debezium) {
            addStorage(debezium.large());
        } else if (format instanceof AvroConfig avro) {
            add(AvroSettings.REGISTRY_CA.name(), avro.registry().ca());
        }
    }

    private void addStorage(LargeMessages large) {
        ClaimCheckStorage storage = large.storage();
        if (storage != null) {
            add("claim-check-storage-uri", storage.directory());
        }
    }

    private void add(String setting, @Nullable Path path) {
        if (path != null) {
            found.add(new NamedFile(setting, path));
        }
    }
}
