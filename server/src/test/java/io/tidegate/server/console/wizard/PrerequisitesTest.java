package io.tidegate.server.console.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.server.console.draft.Draft;
import io.tidegate.server.console.draft.TargetForm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrerequisitesTest {
    @Test
    void theAddressesOfTheServerAreLetInAtThePortsOfTheBrokers() {
        Draft draft = Draft.INITIAL.with(
                TargetForm.read(Map.of("brokers", List.of("a:9092, b:9094, c")), Draft.INITIAL.target()));
        Prerequisites found = Prerequisites.of(draft, List.of("10.1.2.3", "2001:db8::1"));
        assertThat(found.aws()).isEqualTo("""
                aws ec2 authorize-security-group-ingress --group-id sg-OF-KAFKA --ip-permissions 'IpProtocol=tcp,FromPort=9092,ToPort=9092,IpRanges=[{CidrIp=10.1.2.3/32}]'
                aws ec2 authorize-security-group-ingress --group-id sg-OF-KAFKA --ip-permissions 'IpProtocol=tcp,FromPort=9092,ToPort=9092,Ipv6Ranges=[{CidrIpv6=2001:db8::1/128}]'
                aws ec2 authorize-security-group-ingress --group-id sg-OF-KAFKA --ip-permissions 'IpProtocol=tcp,FromPort=9094,ToPort=9094,IpRanges=[{CidrIp=10.1.2.3/32}]'
                aws ec2 authorize-security-group-ingress --group-id sg-OF-KAFKA --ip-permissions 'IpProtocol=tcp,FromPort=9094,ToPort=9094,Ipv6Ranges=[{CidrIpv6=2001:db8::1/128}]'
                """);
        assertThat(found.google()).isEqualTo("""
                gcloud compute firewall-rules create tidegate-to-kafka --network NETWORK-OF-KAFKA --direction INGRESS --allow tcp:9092,tcp:9094 --source-ranges 10.1.2.3/32
                gcloud compute firewall-rules create tidegate-to-kafka-v6 --network NETWORK-OF-KAFKA --direction INGRESS --allow tcp:9092,tcp:9094 --source-ranges 2001:db8::1/128
                """);
    }

    @Test
    void anAddressThatIsNotKnownIsForThePersonToPutIn() {
        assertThat(Prerequisites.of(Draft.INITIAL, List.of()).aws())
                .contains("FromPort=9092", "CidrIp=ADDRESS-OF-THIS-SERVER/32");
    }

    @Test
    void loopbackIsNoAddressThatBrokersSee() {
        assertThat(LocalAddresses.all())
                .doesNotContain("127.0.0.1", "0:0:0:0:0:0:0:1")
                .doesNotHaveDuplicates();
    }
}
