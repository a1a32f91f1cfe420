package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionWriter;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import java.util.Map;

/** The definition under which the loop keeps a project. */
final class Kept {
    private Kept() {}

    /** As it is; of one that is being removed, nothing is synced by itself any more. */
    static DeploymentDefinition of(DeploymentDefinition definition, boolean removing) {
        if (!removing || !definition.sync().automatic()) {
            return definition;
        }
        Map<String, Object> tree = DefinitionWriter.tree(definition);
        Map<String, Object> sync = DefinitionWriter.block(definition, "sync");
        sync.remove("automatic");
        sync.remove("selfHeal");
        tree.put("sync", sync);
        return new DefinitionReader().read(tree);
    }
}
