package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.edit.Edited;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.PushResult;
import io.jenkins.plugins.continuousdeployment.engine.source.SigningKey;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One order, written into the files of a branch: all of its places or none. */
final class OrderedRound {
    private final DeploymentDefinition definition;
    private final Set<String> policies;
    private final FileRound round;
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
        List<Problem> problems = new ArrayList<>(edited.problems());
        round.kept().stream().map(Problem::of).forEach(problems::add);
        if (problems.isEmpty() && edited.followed().stream().noneMatch(each -> policies.contains(each.policy()))) {
            problems.add(Problem.of(nowhere()));
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return round.commit(edited);
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
