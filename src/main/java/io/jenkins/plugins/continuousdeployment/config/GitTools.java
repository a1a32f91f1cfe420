package io.jenkins.plugins.continuousdeployment.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.Item;
import hudson.model.TaskListener;
import hudson.plugins.git.GitTool;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.gitclient.JGitApacheTool;
import org.jenkinsci.plugins.gitclient.JGitTool;

/** Jenkins's Git installations, as far as they are programs: JGit is what the engine has itself. */
final class GitTools {
    private static final Set<String> JGIT = Set.of(JGitTool.MAGIC_EXENAME, JGitApacheTool.MAGIC_EXENAME);

    private GitTools() {}

    private static List<GitTool> programs() {
        GitTool.DescriptorImpl descriptor = Jenkins.get().getDescriptorByType(GitTool.DescriptorImpl.class);
        return Stream.of(descriptor.getInstallations())
                .filter(tool -> !JGIT.contains(Util.fixNull(tool.getHome()).toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static List<String> names() {
        return programs().stream().map(GitTool::getName).toList();
    }

    /** What a form offers; whoever may not configure sees the present value alone. */
    static ListBoxModel choices(@CheckForNull Item item, @CheckForNull String current) {
        String present = Util.fixNull(current);
        ListBoxModel choices = new ListBoxModel();
        if (!Checks.permitted(item)) {
            choices.add(present, present);
            return choices;
        }
        choices.add(Messages.GitTools_Own(), "");
        names().forEach(name -> choices.add(name, name));
        if (!present.isEmpty() && !names().contains(present)) {
            choices.add(Messages.GitTools_Gone(present), present);
        }
        return choices;
    }

    /** Refuses a name that no installation has. */
    static void check(String name) {
        if (!name.isEmpty()) {
            named(name);
        }
    }

    private static GitTool named(String name) {
        return programs().stream()
                .filter(tool -> name.equals(tool.getName()))
                .findFirst()
                .orElseThrow(() -> new RefusedException("there is no Git installation '" + name
                        + "' that is a program" + known() + Nearest.hint(name, names())
                        + " Add it in Manage Jenkins » Tools, or choose another one for the repository, or none."));
    }

    private static String known() {
        return names().isEmpty() ? "." : "; there are " + String.join(", ", names()) + ".";
    }

    /**
     * What to start for an installation, on the controller.
     *
     * @throws RefusedException where there is none of that name, or it can't be had here
     */
    static String executable(String name) throws InterruptedException {
        GitTool tool = named(name);
        try {
            String found = tool.forNode(Jenkins.get(), TaskListener.NULL)
                    .forEnvironment(new EnvVars(EnvVars.masterEnvVars))
                    .getGitExe();
            Checks.refuseIf(
                    Util.fixNull(found).isBlank(),
                    "the Git installation '" + name + "' names no program. Enter it in Manage Jenkins » Tools.");
            return found;
        } catch (IOException e) {
            throw new RefusedException(
                    "the Git installation '" + name + "' can't be had on the controller: " + e.getMessage()
                            + ". Look at it in Manage Jenkins » Tools.",
                    e);
        }
    }
}
