package io.tidegate.server.console.wizard;

import io.tidegate.server.console.draft.AclCommands;
import io.tidegate.server.console.draft.Draft;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must be done at the brokers before a changefeed can send to them, as far as it depends on this server and on what was
 * typed.
 *
 * @param addresses of this server, as it knows them itself
 * @param aws lets it in at the security group of brokers in AWS
 * @param google lets it in at the firewall of brokers in Google Cloud
 * @param acls permits its login what it needs
 */
public record Prerequisites(List<String> addresses, String aws, String google, String acls) {
    private static final String NO_ADDRESS = "ADDRESS-OF-THIS-SERVER";
    private static final String NO_PORT = "9092";

    static Prerequisites of(Draft draft, List<String> addresses) {
        List<String> ports = ports(draft);
        List<String> ranges = addresses.isEmpty()
                ? List.of(NO_ADDRESS + "/32")
                : addresses.stream()
                        .map(address -> address + (isVersion6(address) ? "/128" : "/32"))
                        .toList();
        return new Prerequisites(
                addresses, aws(ports, ranges), google(ports, ranges), AclCommands.of(draft, List.of()));
    }

    private static String aws(List<String> ports, List<String> ranges) {
        return ports.stream()
                .flatMap(port -> ranges.stream()
                        .map(range -> "aws ec2 authorize-security-group-ingress --group-id sg-OF-KAFKA"
                                + " --ip-permissions 'IpProtocol=tcp,FromPort=" + port + ",ToPort=" + port
                                + (isVersion6(range)
                                        ? ",Ipv6Ranges=[{CidrIpv6=" + range + "}]'"
                                        : ",IpRanges=[{CidrIp=" + range + "}]'")))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    // One rule takes ranges of one version of IP alone.
    private static String google(List<String> ports, List<String> ranges) {
        String allowed = ports.stream().map(port -> "tcp:" + port).collect(Collectors.joining(","));
        return Stream.of(false, true)
                .map(six -> ranges.stream()
                        .filter(range -> isVersion6(range) == six)
                        .toList())
                .filter(same -> !same.isEmpty())
                .map(same -> "gcloud compute firewall-rules create tidegate-to-kafka"
                        + (isVersion6(same.get(0)) ? "-v6" : "")
                        + " --network NETWORK-OF-KAFKA --direction INGRESS --allow " + allowed + " --source-ranges "
                        + String.join(",", same))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** The ports of the brokers that were typed, which may be anything. */
    private static List<String> ports(Draft draft) {
        List<String> ports = draft.target().brokerList().stream()
                .map(broker -> broker.substring(broker.lastIndexOf(':') + 1))
                .filter(port -> port.matches("[0-9]{1,5}"))
                .distinct()
                .toList();
        return ports.isEmpty() ? List.of(NO_PORT) : ports;
    }

    private static boolean isVersion6(String address) {
        return address.contains(":");
    }
}
