package io.jenkins.plugins.continuousdeployment.project;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionWriter;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.ModifiableTopLevelItemGroup;

/**
 * Projects that configuration as code gives: made where they are missing, changed where they say something else, and
 * left alone where they are equal or not named. While Jenkins starts, code is read before items are: what it gives waits
 * until they are there, for an item that is not known yet would be overwritten.
 */
@Extension
public final class GivenProjects {
    private static final Logger LOGGER = Logger.getLogger(GivenProjects.class.getName());

    private List<DeploymentDefinition> waiting = List.of();

    static GivenProjects get() {
        return ExtensionList.lookupSingleton(GivenProjects.class);
    }

    /**
     * Has projects be as they are given, now or as soon as all items are known.
     *
     * @throws RefusedException naming all that can't be; those that can are as they are given then
     */
    synchronized void take(List<DeploymentDefinition> given) {
        if (Jenkins.get().getInitLevel().ordinal() < InitMilestone.JOB_LOADED.ordinal()) {
            waiting = List.copyOf(given);
        } else {
            apply(given);
        }
    }

    /** All items are known. */
    @Initializer(after = InitMilestone.JOB_LOADED, before = InitMilestone.JOB_CONFIG_ADAPTED)
    public static void itemsAreLoaded() {
        GivenProjects projects = get();
        try {
            synchronized (projects) {
                List<DeploymentDefinition> given = projects.waiting;
                projects.waiting = List.of();
                apply(given);
            }
        } catch (RefusedException e) {
            LOGGER.log(Level.SEVERE, e, () -> "Not all of continuousDeployments in the configuration as code holds");
        }
    }

    private static void apply(List<DeploymentDefinition> given) {
        List<Problem> problems = new ArrayList<>();
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            for (DeploymentDefinition each : given) {
                try {
                    apply(each);
                } catch (RefusedException e) {
                    e.problems().forEach(problem -> problems.add(Problem.of(each.name() + ": " + problem)));
                } catch (IOException e) {
                    problems.add(Problem.of(each.name() + " can't be stored: " + e.getMessage()));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
    }

    private static void apply(DeploymentDefinition given) throws IOException {
        ContinuousDeployment project = project(given.name());
        String before = project.getDefinition();
        String text = DefinitionEdit.to(before, stillSuspended(given, before));
        if (!text.equals(before)) {
            project.setDefinition(text);
        }
    }

    /** Who suspended it meant it to stay so: starting Jenkins again, or reading the code again, is no resume. */
    private static DeploymentDefinition stillSuspended(DeploymentDefinition given, String before) {
        Optional<DeploymentDefinition> stored = DefinitionEdit.read(before, given.name());
        if (given.suspended().isPresent()
                || stored.flatMap(DeploymentDefinition::suspended).isEmpty()) {
            return given;
        }
        Map<String, Object> tree = DefinitionWriter.tree(given);
        tree.put("suspended", DefinitionWriter.tree(stored.get()).get("suspended"));
        return new DefinitionReader().read(tree);
    }

    private static ContinuousDeployment project(String name) throws IOException {
        Item item = Jenkins.get().getItemByFullName(name);
        if (item instanceof ContinuousDeployment project) {
            return project;
        }
        if (item != null) {
            throw new RefusedException("there is another item of this name, which is no deployment project: "
                    + item.getClass().getSimpleName() + ". Rename one of the two.");
        }
        int slash = name.lastIndexOf('/');
        String folder = slash < 0 ? "" : name.substring(0, slash);
        Object parent = folder.isEmpty() ? Jenkins.get() : Jenkins.get().getItemByFullName(folder);
        if (parent instanceof ModifiableTopLevelItemGroup group) {
            return (ContinuousDeployment) group.createProject(
                    Jenkins.get().getDescriptorByType(ContinuousDeployment.DescriptorImpl.class),
                    name.substring(slash + 1),
                    true);
        }
        throw new RefusedException("there is no folder " + folder + ". Make it first, or choose another place.");
    }

    /** All projects as code gives them: under their full names, with whatever else tells whose their objects are. */
    static List<Map<String, Object>> present() {
        List<Map<String, Object>> trees = new ArrayList<>();
        for (ContinuousDeployment project : Jenkins.get().getAllItems(ContinuousDeployment.class)) {
            project.stored().definition().ifPresent(definition -> {
                Map<String, Object> tree = DefinitionWriter.tree(definition);
                tree.remove("trackingId", definition.name());
                trees.add(tree);
            });
        }
        return trees;
    }
}
