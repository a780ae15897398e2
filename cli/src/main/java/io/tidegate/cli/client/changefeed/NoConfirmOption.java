package io.tidegate.cli.client.changefeed;

import picocli.CommandLine.Option;

/** For scripts, where nobody answers. */
final class NoConfirmOption {
    @Option(names = "--no-confirm", description = "Do not ask; the answer is Y.")
    private boolean given;

    boolean given() {
        return given;
    }
}
