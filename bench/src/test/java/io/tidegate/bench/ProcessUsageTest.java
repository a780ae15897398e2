package io.tidegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessUsageTest {
    @Test
    void theCpuTimeIsWhatTheVirtualMachineItselfSees() throws IOException {
        var own = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

        ProcessUsage usage = ProcessUsage.of(ProcessHandle.current().pid());

        assertThat(usage.cpuSeconds()).isCloseTo(own.getProcessCpuTime() / 1e9, within(1.0));
    }

    @Test
    void theResidentMemoryIsAtLeastTheHeapInUse() throws IOException {
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();

        assertThat(ProcessUsage.of(ProcessHandle.current().pid()).peakRssBytes())
                .isGreaterThan(used);
    }

    @Test
    void threadsOfOnePoolAreCountedTogether() throws IOException {
        Map<String, Double> seconds =
                ProcessUsage.threadSeconds(ProcessHandle.current().pid());

        assertThat(seconds).isNotEmpty();
        assertThat(seconds.keySet()).noneMatch(name -> name.matches(".*[0-9]"));
    }
}
