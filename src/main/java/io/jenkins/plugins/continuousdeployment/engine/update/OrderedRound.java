package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.edit.Edited;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.PushResult;
import io.jenkins.plugins.continuousdeployment.engine.source.SigningKey;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEdit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One order, written into the files of a branch: all of its places or none. */
final class OrderedRound {
    private final DeploymentDefinition definition;
    private final Set<String> policies;
    private final FileRound round;
    private final List<String> notes = new ArrayList<>();
    private Edited edited;

    /**
     * For one order.
     *
     * @param chosen what is wanted for each policy, by its name
     */
    OrderedRound(DeploymentDefinition definition, Map<String, Chosen> chosen) {
        this.definition = definition;
        this.policies = chosen.keySet();
        this.round = new FileRound(definition, chosen);
    }

    /**
     * Edits, commits and pushes.
     *
     * @return whether there is a new commit, and which one has the image now
     * @throws RefusedException where any place can't be written, or there is none
     */
    PushResult push(GitSource git, SigningKey key) {
        return git.push(round.order(key), this::commit);
    }

    private TreeEdit commit(SourceTree tree) {
        edited = round.edit(tree);
        List<Problem> problems = new ArrayList<>();
        notes.clear();
        for (Problem each : edited.problems()) {
            if (concerns(tree, each)) {
                problems.add(each);
            } else {
                notes.add(each.toString());
            }
        }
        round.kept().stream().map(Problem::of).forEach(problems::add);
        if (problems.isEmpty() && edited.followed().stream().noneMatch(each -> policies.contains(each.policy()))) {
            problems.add(Problem.of(nowhere()));
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return round.commit(edited);
    }

    /** Whether a file that is left alone might hold a place of this order; images by name may be anywhere. */
    private boolean concerns(SourceTree tree, Problem problem) {
        if (problem.place() == null || definition.imageUpdates().orElseThrow().byName()) {
            return true;
        }
        List<SourceFile> files = tree.files(problem.place().file());
        return files.isEmpty()
                || files.stream()
                        .map(file -> new String(file.content(), StandardCharsets.UTF_8))
                        .anyMatch(text -> policies.stream().anyMatch(text::contains));
    }

    /** What a person may want to know of files that this order has nothing to do with. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private String nowhere() {
        String policy = policies.iterator().next();
        return "nothing in the branch " + FileRound.branch(definition) + " follows "
                + (policies.size() == 1 ? "the image policy " + policy : "any of the image policies " + policies)
                + ". Put its marker behind the image, # {\"$imagepolicy\": \"" + policy
                + "\"}, or look at path and byName under imageUpdates.";
    }

    /** What was written, a line a scalar. */
    List<String> lines() {
        return edited.places().stream().map(UpdateWords::line).toList();
    }
}
