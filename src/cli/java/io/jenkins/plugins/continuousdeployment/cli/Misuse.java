package io.jenkins.plugins.continuousdeployment.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person reads who mistyped: what is wrong and where help is, not the help itself. */
record Misuse(PrintStream err) implements CommandLine.IParameterExceptionHandler {
    Misuse {
        Objects.requireNonNull(err, "err");
    }

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        String message = mistake.getMessage();
        err.println("cdctl: " + message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
        if (mistake instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            err.println("Did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?");
        }
        err.println(mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help shows what there is.");
        return ExitCode.REFUSED;
    }
}
