package io.jenkins.plugins.continuousdeployment.project;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.casc.Attribute;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.RootElementConfigurator;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.casc.model.Mapping;
import io.jenkins.plugins.casc.model.Scalar;
import io.jenkins.plugins.casc.model.Sequence;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The element {@code continuousDeployments} of configuration as code: a list of definitions, as they stand in files. Not
 * loaded where that plugin is missing.
 */
@Extension(optional = true)
public final class ProjectsConfigurator implements RootElementConfigurator<GivenProjects> {
    private static final String NAME = "continuousDeployments";

    @NonNull
    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Class<GivenProjects> getTarget() {
        return GivenProjects.class;
    }

    @Override
    public GivenProjects getTargetComponent(ConfigurationContext context) {
        return GivenProjects.get();
    }

    /** None: the definition's own reader knows the keys. */
    @NonNull
    @Override
    public Set<Attribute<GivenProjects, ?>> describe() {
        return Set.of();
    }

    @NonNull
    @Override
    public GivenProjects configure(CNode config, ConfigurationContext context) throws ConfiguratorException {
        List<DeploymentDefinition> given = read(config, context);
        try {
            GivenProjects.get().take(given);
        } catch (RefusedException e) {
            throw new ConfiguratorException(this, e.getMessage(), e);
        }
        return GivenProjects.get();
    }

    @Override
    public GivenProjects check(CNode config, ConfigurationContext context) throws ConfiguratorException {
        read(config, context);
        return GivenProjects.get();
    }

    private List<DeploymentDefinition> read(CNode config, ConfigurationContext context) throws ConfiguratorException {
        List<DeploymentDefinition> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int number = 0;
        for (CNode node : config.asSequence()) {
            Map<String, Object> tree = map(node.asMapping(), "", context);
            String where = NAME + "[" + number++ + "] (" + tree.getOrDefault("name", "") + ")";
            try {
                DeploymentDefinition definition = new DefinitionReader().read(tree);
                read.add(definition);
                if (!names.add(definition.name())) {
                    problems.add(Problem.of(
                            where + CodedPlaces.of(node, "") + ": " + definition.name() + " stands there twice"));
                }
            } catch (RefusedException e) {
                for (Problem problem : e.problems()) {
                    String place = CodedPlaces.of(node, problem.toString());
                    problems.add(Problem.of(where + place + ": " + problem));
                }
            }
        }
        if (!problems.isEmpty()) {
            RefusedException refused = new RefusedException(problems);
            throw new ConfiguratorException(this, refused.getMessage(), refused);
        }
        return read;
    }

    private static Map<String, Object> map(Mapping mapping, String path, ConfigurationContext context)
            throws ConfiguratorException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, CNode> entry : mapping.entrySet()) {
            String key = entry.getKey();
            map.put(key, value(entry.getValue(), path.isEmpty() ? key : path + "." + key, context));
        }
        return map;
    }

    private static Object value(CNode node, String path, ConfigurationContext context) throws ConfiguratorException {
        if (node == null) {
            return null;
        }
        return switch (node.getType()) {
            case MAPPING -> map(node.asMapping(), path, context);
            case SEQUENCE -> {
                List<Object> list = new ArrayList<>();
                for (CNode each : node.asSequence()) {
                    list.add(value(each, path + "[]", context));
                }
                yield list;
            }
            case SCALAR ->
                CodedTree.scalar(
                        path,
                        context.getSecretSourceResolver()
                                .resolve(node.asScalar().getValue()));
        };
    }

    @Override
    public CNode describe(GivenProjects projects, ConfigurationContext context) {
        Sequence sequence = new Sequence();
        GivenProjects.present().forEach(tree -> sequence.add(node(tree, context)));
        return sequence;
    }

    private static CNode node(Object tree, ConfigurationContext context) {
        if (tree instanceof Map<?, ?> map) {
            Mapping mapping = new Mapping();
            map.forEach((key, value) -> mapping.put(String.valueOf(key), node(value, context)));
            return mapping;
        }
        if (tree instanceof List<?> list) {
            Sequence sequence = new Sequence();
            list.forEach(each -> sequence.add(node(each, context)));
            return sequence;
        }
        if (tree instanceof Boolean flag) {
            return new Scalar(flag);
        }
        return tree instanceof Number number
                ? new Scalar(number)
                : new Scalar(context.getSecretSourceResolver().encode(String.valueOf(tree)));
    }
}
