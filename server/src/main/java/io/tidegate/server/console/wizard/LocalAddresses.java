package io.tidegate.server.console.wizard;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses that this machine itself knows to have; behind NAT others see it at another one. */
final class LocalAddresses {
    private static final Logger log = LoggerFactory.getLogger(LocalAddresses.class);

    private LocalAddresses() {}

    /** Those by which others may be reached, of version 4 first; empty when the machine does not tell. */
    static List<String> all() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(LocalAddresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress()
                            && !address.isLinkLocalAddress()
                            && !address.isMulticastAddress())
                    .sorted(Comparator.comparing((InetAddress address) -> !(address instanceof Inet4Address)))
                    .map(address -> address.getHostAddress().split("%", 2)[0])
                    .distinct()
                    .toList();
        } catch (SocketException e) {
            log.info("the addresses of this machine cannot be read", e);
            return List.of();
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException e) {
            return false;
        }
    }
}
