package io.jenkins.plugins.continuousdeployment.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdctl completion}. */
@Command(
        name = "completion",
        description = "Prints the script that makes a shell complete cdctl's commands and flags.",
        footer = {
            "",
            "Examples:",
            "  source <(cdctl completion bash)                                    for this shell",
            "  cdctl completion bash > ~/.local/share/bash-completion/completions/cdctl",
            "  echo 'source <(cdctl completion zsh)' >> ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "bash|zsh", description = "For which shell.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    /** Shells with a script. */
    enum Shell {
        BASH,
        ZSH
    }

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        // The generated script turns on zsh's understanding of bash's completions by itself; the first line is for its
        // folder of completions.
        String first = shell == Shell.ZSH ? "#compdef cdctl\n" : "";
        console.answer(
                first + AutoComplete.bash("cdctl", spec.root().commandLine()).stripTrailing());
        return ExitCode.OK;
    }
}
