package io.tidegate.server.console.draft;

import io.tidegate.server.console.draft.BrokerLogin.Mechanism;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The commands of Kafka's own tool with which an administrator of the brokers permits a login what a changefeed needs: Create
 * and Write on its topics, and DescribeConfigs on the cluster. Topics that begin alike are permitted by what they begin with,
 * so that those of later tables are too; all others by their names. What nobody typed yet stands there in capitals.
 */
public final class AclCommands {
    private static final String NO_BROKER = "BROKER:9092";
    private static final String NO_TOPIC = "TOPIC";
    private static final String NO_PREFIX = "TOPIC-PREFIX";
    private static final String NEXT_LINE = " \\\n  ";

    private final String access;
    private final List<String> commands = new ArrayList<>();

    private AclCommands(Draft draft) {
        TargetStep target = draft.target();
        boolean secured = target.tls().enabled() || target.login().mechanism() != Mechanism.DISABLE;
        List<String> brokers = target.brokerList();
        this.access = "kafka-acls.sh --bootstrap-server "
                + ShellWord.of(brokers.isEmpty() ? NO_BROKER : String.join(",", brokers))
                + (secured ? " --command-config admin.properties" : "") + " --add" + NEXT_LINE + "--allow-principal "
                + ShellWord.of("User:" + user(target));
    }

    /**
     * One command a line, with line breaks in it that a shell takes for blanks.
     *
     * @param topics those that the tables of now have, empty when nobody has looked
     */
    public static String of(Draft draft, List<String> topics) {
        AclCommands commands = new AclCommands(draft);
        commands.topics(draft.changefeed().topics(), topics);
        commands.add("--operation DescribeConfigs --cluster");
        return String.join("\n", commands.commands) + "\n";
    }

    private void topics(TopicChoice choice, List<String> known) {
        NavigableSet<String> names = new TreeSet<>();
        names.add(choice.defaultTopic().isEmpty() ? NO_TOPIC : choice.defaultTopic());
        if (choice.mode() != TopicChoice.Mode.ONE_TOPIC) {
            String prefix = choice.prefix().isEmpty() && known.isEmpty() ? NO_PREFIX : choice.prefix();
            if (!prefix.isEmpty()) {
                write("--topic " + ShellWord.of(prefix) + " --resource-pattern-type prefixed");
            }
            known.stream().filter(topic -> prefix.isEmpty()).forEach(names::add);
        }
        write(names.stream().map(topic -> "--topic " + ShellWord.of(topic)).collect(Collectors.joining(" ")));
    }

    private void write(String topics) {
        add("--operation Create --operation Write " + topics);
    }

    private void add(String permission) {
        commands.add(access + NEXT_LINE + permission);
    }

    /** As brokers with default settings know the login. */
    private static String user(TargetStep target) {
        BrokerLogin login = target.login();
        return switch (login.mechanism()) {
            case DISABLE ->
                target.tls().enabled() && !target.tls().certificate().isEmpty()
                        ? "SUBJECT-OF-THE-CERTIFICATE"
                        : "ANONYMOUS";
            case PLAIN, SCRAM_SHA_256, SCRAM_SHA_512 -> typed(login.user(), "USER");
            case OAUTHBEARER -> typed(login.oauth().clientId(), "CLIENT-ID");
            case GSSAPI -> typed(login.kerberos().user().split("[/@]", 2)[0], "USER");
        };
    }

    private static String typed(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
