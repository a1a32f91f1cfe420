package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import java.io.PrintStream;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;

/** What a person reads when a command could not do its work. */
final class Failures implements CommandLine.IExecutionExceptionHandler {
    private final PrintStream err;

    Failures(PrintStream err) {
        this.err = err;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, CommandLine.ParseResult result) {
        if (failure instanceof RefusedException refused) {
            for (Problem problem : refused.problems()) {
                err.println("cdctl: " + problem);
            }
            return ExitCode.REFUSED;
        }
        if (failure instanceof CancellationException) {
            err.println("cdctl: " + failure.getMessage());
            return ExitCode.INTERRUPTED;
        }
        if (failure instanceof ApiException) {
            err.println("cdctl: the cluster refused to " + failure.getMessage());
            return ExitCode.REFUSED;
        }
        err.println("cdctl: an error that it does not know; please report it with what follows");
        failure.printStackTrace(err);
        return ExitCode.REFUSED;
    }
}
