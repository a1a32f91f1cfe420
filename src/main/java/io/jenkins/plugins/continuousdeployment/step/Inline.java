package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionWriter;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Sites;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A deployment that is given inline, as the definition that it is. Its name and tracking id are always those of the
 * calling job with its own name behind a {@code #}, which no project can have.
 */
final class Inline {
    private Inline() {}

    /**
     * The definition's text.
     *
     * @param settings more keys under {@code sync}
     * @param revision another than that under {@code source}; null for that one
     * @throws RefusedException naming every problem by its key
     */
    static String text(
            Run<?, ?> run, DeploymentStep step, Map<String, Object> settings, @CheckForNull String revision) {
        Map<String, Object> source = copy(step.getSource());
        List<Problem> problems = new ArrayList<>();
        if (step.getDir() != null) {
            refuse(
                    problems,
                    source,
                    "source.",
                    List.of("repository", "revision", "credentialsId"),
                    Messages.Inline_dir());
            if (revision != null) {
                problems.add(Problem.of("revision: " + Messages.Inline_dir()));
            }
            source.put("repository", Sites.WORKSPACE);
        } else if (revision != null) {
            source.put("revision", revision);
        }
        Map<String, Object> sync = copy(step.getSync());
        refuse(
                problems,
                sync,
                "sync.",
                List.of("automatic", "selfHeal", "interval", "retry"),
                Messages.Inline_automatic());
        sync.putAll(settings);
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", run.getParent().getFullName() + "#" + step.getName());
        tree.put("source", source);
        if (step.getDestinations() != null) {
            tree.put("destinations", step.getDestinations());
        }
        tree.put("sync", sync);
        return DefinitionWriter.write(new DefinitionReader().read(tree));
    }

    private static Map<String, Object> copy(@CheckForNull Map<String, Object> block) {
        return block == null ? new LinkedHashMap<>() : new LinkedHashMap<>(block);
    }

    private static void refuse(
            List<Problem> problems, Map<String, Object> block, String prefix, List<String> keys, String why) {
        keys.stream().filter(block::containsKey).forEach(key -> problems.add(Problem.of(prefix + key + ": " + why)));
    }

    /** A text that {@link #text} wrote. */
    static DeploymentDefinition read(String text) {
        return new DefinitionReader().read("inline", text).get(0).definition();
    }
}
