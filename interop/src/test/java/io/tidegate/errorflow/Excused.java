package io.tidegate.errorflow;

import java.util.List;

/**
 * Places whose exceptions may arrive without a code, and why none of them tells a user of something that the user, a
 * database or a broker did.
 *
 * @param reason why that is right
 * @param origins classes and methods, as {@link Raise#origin}
 */
record Excused(String reason, List<String> origins) {
    static final List<Excused> ALL = List.of(
            of(
                    "only a defect of ours comes here",
                    "cli.Wiring#format",
                    "config.SaslOptions#resolve",
                    "config.SettingValues#span",
                    "config.SettingValues#whole",
                    "config.LargeMessages#<init>",
                    "encode.avro.ValueBytes#appendText",
                    "encode.simple.SimpleReader#schema",
                    "filter.expression.Compiler#compile",
                    "filter.expression.Functions#call",
                    "kafka.KafkaSink#<init>",
                    "kafka.KafkaSink#start",
                    "kafka.KafkaSink#started",
                    "kafka.Reachability#brokers",
                    "kafka.TransactionalKafkaSink#started",
                    "kafka.login.OAuthLoginHandler#answer",
                    "kafka.registry.RegistryConnection#outcome",
                    "kafka.tls.BrokerSslEngineFactory#configure",
                    "kafka.tls.BrokerSslEngineFactory#createClientSslEngine",
                    "mysql.binlog.TransactionPayload#slab",
                    "mysql.protocol.DumpStream#slab",
                    "mysql.row.BinlogCursors#open",
                    "mysql.row.BinlogImage#wrongReader",
                    "mysql.row.BinlogRowBatch.Builder#build",
                    "mysql.schema.TableStore#required",
                    "route.DispatchRouter#rule",
                    "route.Distribution#toml"),
            of(
                    "every Java has it",
                    "cli.TerminationSignal.Registration#install",
                    "cli.TerminationSignal.Registration#undo",
                    "encode.avro.RegisteredSchemas#digest",
                    "kafka.tls.PemFiles#key",
                    "kafka.tls.TlsContext#trust",
                    "mysql.protocol.Ed25519#sha512",
                    "mysql.protocol.Scramble#digest",
                    "server.web.PemKeyStore#key",
                    "mysql.row.TextCharset#ofJdk"),
            of(
                    "an interface of Java has it, nobody calls it on a client",
                    "kafka.tls.BrokerSslEngineFactory#createServerSslEngine",
                    "kafka.tls.TlsProbe.Judge#checkClientTrusted",
                    "kafka.tls.TlsProbe.Judge#checkServerTrusted"),
            of(
                    "the catalogue of settings lets nothing else through",
                    "config.AvroConfig.Decimals#valueOf",
                    "config.AvroConfig.UnsignedBigints#valueOf",
                    "config.Compression#valueOf",
                    "config.LargeRowOption#valueOf",
                    "config.SimpleConfig.Encoding#valueOf",
                    "config.ValueCompression#valueOf",
                    "config.ValueType.NumberType#node",
                    "config.ValueType.WholesType#node"),
            of(
                    "a grammar or a pattern has let the text through",
                    "encode.debezium.DefaultValue#base64",
                    "encode.debezium.DefaultValue#bits",
                    "encode.debezium.DefaultValue#year",
                    "filter.expression.Literals#hex",
                    "filter.expression.Literals#number",
                    "filter.expression.Moments#fraction",
                    "filter.expression.Moments#number",
                    "filter.expression.NumberPrefix#parse",
                    "kafka.ClusterAdmin#config",
                    "mysql.binlog.GtidSet#parseEntry",
                    "mysql.protocol.Greeting#number",
                    "mysql.schema.DeclaredDefault#hexadecimal",
                    "mysql.schema.DeclaredDefault#literal",
                    "mysql.schema.ServerDialect#of",
                    "mysql.schema.SqlCursor#number",
                    "mysql.schema.SqlLexer#openComment",
                    "server.web.HttpServer#url",
                    "server.web.ListenSettings#withPublicUrl",
                    "server.web.Problem#json"),
            of(
                    "we have written the text or the number ourselves",
                    "encode.debezium.DecimalNumber#append",
                    "encode.large.ClaimCheckDirectory#put",
                    "filter.expression.DecimalDigits#parse",
                    "kafka.TransactionSettings#addTo",
                    "kafka.login.OAuthLoginHandler#configure",
                    "kafka.registry.RegistryConnection#request",
                    "mysql.protocol.Wire#connect",
                    "mysql.protocol.Wire#startTls"),
            of(
                    "a database says so in a column that is a number",
                    "encode.avro.UnscaledDecimal#read",
                    "mysql.binlog.BinlogServer#currentMillis",
                    "mysql.binlog.BinlogServer#end",
                    "mysql.binlog.BinlogServer#files",
                    "mysql.binlog.LogTablesReader#collations",
                    "mysql.check.BinlogStatus#of",
                    "mysql.check.SettingChecks#number"),
            of("a variable of the environment can hold nothing that is no path", "state.vault.KeySource#of"),
            of("it was compared with the range before", "config.GoDuration#parse"),
            of("no message is that large", "encode.json.Base64Text#append"),
            of("it is told to somebody, not thrown", "kafka.ProducerLane#tooLarge", "mysql.row.BinlogImage#vectorText"),
            of(
                    "the row filter gives a code to what an expression says of a row",
                    "filter.expression.Arithmetic#outOfRange"),
            of("the session hands rows on and asks again", "mysql.binlog.ReadingMemory#acquire"),
            of("who calls has refused a negative number", "feed.FeedQuota#<init>"));

    private static Excused of(String reason, String... origins) {
        return new Excused(
                reason,
                List.of(origins).stream().map(origin -> "io.tidegate." + origin).toList());
    }
}
