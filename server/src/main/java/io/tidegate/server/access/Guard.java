package io.tidegate.server.access;

import io.tidegate.check.Check;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SourceEndpoint;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What somebody may have the server do with its files and with connections to addresses of their choice. Thread safe. */
public final class Guard {
    private final FileRoots files;
    private final ProbeLimit probes;

    public Guard(FileRoots files, ProbeLimit probes) {
        this.files = files;
        this.probes = probes;
    }

    /** See {@link FileRoots#require(ResolvedConfig, ResolvedConfig, Role)}. */
    public void requireFiles(ResolvedConfig config, @Nullable ResolvedConfig before, Principal who) {
        files.require(config, before, who.role());
    }

    /** See {@link FileRoots#require(SourceEndpoint, SourceEndpoint, Role)}. */
    public void requireFiles(SourceEndpoint source, @Nullable SourceEndpoint before, Principal who) {
        files.require(source, before, who.role());
    }

    /** Connects in order to do something, not to find out; an administrator may as often as they like. */
    public <T> T connecting(Principal who, Supplier<T> work) {
        return who.role() == Role.ADMIN ? work.get() : probes.probe(who, work);
    }

    /** Connects in order to find out, which is limited for everybody. */
    public <T> T probing(Principal who, Supplier<T> work) {
        return probes.probe(who, work);
    }

    /** Runs checks, and tells what this account may see of them. */
    public List<Check> checking(Principal who, Supplier<List<Check>> checks) {
        return probes.checks(who, checks);
    }

    /** See {@link ProbeLimit#checks(Principal, Function, Consumer)}. */
    public <T> T checking(Principal who, Function<Consumer<Check>, T> checks, Consumer<Check> found) {
        return probes.checks(who, checks, found);
    }
}
