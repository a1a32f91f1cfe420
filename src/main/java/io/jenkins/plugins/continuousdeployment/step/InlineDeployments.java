package io.jenkins.plugins.continuousdeployment.step;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.project.DeploymentLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The inline deployments that steps use at present: each is in the loop for as long, and no longer. Of one name only
 * one definition can be used at a time, and only one step syncs it; others wait for their turn.
 */
@Extension
public final class InlineDeployments {
    private static final Logger LOGGER = Logger.getLogger(InlineDeployments.class.getName());

    private final Map<String, List<Use>> using = new HashMap<>();
    private final List<Use> waiting = new ArrayList<>();

    static InlineDeployments get() {
        return ExtensionList.lookupSingleton(InlineDeployments.class);
    }

    /** What one step does with one deployment. */
    static final class Use {
        private final DeploymentDefinition definition;
        private final boolean syncs;
        private final Runnable begin;

        private Use(DeploymentDefinition definition, boolean syncs, Runnable begin) {
            this.definition = definition;
            this.syncs = syncs;
            this.begin = begin;
        }
    }

    /**
     * Uses a deployment, as soon as that can be.
     *
     * @param syncs whether to sync it; otherwise it is only looked at
     * @param begin is called when it is in the loop
     * @throws RefusedException where the loop is not at work
     */
    Use use(DeploymentDefinition definition, boolean syncs, Runnable begin) {
        DeploymentLoop.get().reconciler();
        Use use = new Use(definition, syncs, begin);
        synchronized (this) {
            waiting.add(use);
        }
        admit();
        return use;
    }

    /** It is not used any more; the next ones may. */
    void end(Use use) {
        String name = use.definition.name();
        synchronized (this) {
            waiting.remove(use);
            List<Use> users = using.getOrDefault(name, new ArrayList<>());
            if (users.remove(use) && users.isEmpty()) {
                using.remove(name);
                try {
                    DeploymentLoop.get().reconciler().drop(name);
                } catch (RefusedException e) {
                    // The loop has ended, and everything in it.
                    LOGGER.log(Level.FINE, e, () -> name + " was in no loop any more");
                }
            }
        }
        admit();
    }

    private void admit() {
        List<Use> admitted = new ArrayList<>();
        synchronized (this) {
            for (Use use : List.copyOf(waiting)) {
                String name = use.definition.name();
                List<Use> users = using.computeIfAbsent(name, each -> new ArrayList<>());
                if (fits(use, users)) {
                    if (users.isEmpty() || !kept(name)) {
                        put(use.definition);
                    }
                    users.add(use);
                    waiting.remove(use);
                    admitted.add(use);
                }
            }
        }
        admitted.forEach(use -> use.begin.run());
    }

    /** Whether the loop has it; one that began since a step began to use it does not. */
    private static boolean kept(String name) {
        DeploymentLoop loop = DeploymentLoop.get();
        return loop.isRunning() && loop.reconciler().state(name).isPresent();
    }

    private static void put(DeploymentDefinition definition) {
        try {
            DeploymentLoop.get().reconciler().put(definition, Optional.empty());
        } catch (RefusedException e) {
            // The loop has just ended: whoever is admitted finds that out.
            LOGGER.log(Level.FINE, e, () -> definition.name() + " is in no loop");
        }
    }

    private static boolean fits(Use use, List<Use> users) {
        return users.stream().allMatch(other -> other.definition.equals(use.definition) && !(other.syncs && use.syncs));
    }
}
