package io.tidegate.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        description = "Prints a script that completes commands and options: source <(tidegate completion bash).",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    /** Shells that can read the script; zsh does in the way of bash. */
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String script = AutoComplete.bash("tidegate", spec.root().commandLine());
        spec.commandLine()
                .getOut()
                .print(
                        switch (shell) {
                            case BASH -> script;
                            case ZSH -> "autoload -U +X compinit && compinit\n" + script;
                        });
        spec.commandLine().getOut().flush();
        return 0;
    }
}
