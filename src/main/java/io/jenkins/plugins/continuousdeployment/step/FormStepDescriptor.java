package io.jenkins.plugins.continuousdeployment.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.StaplerRequest2;

/** Reads the form of a step as a pipeline would call it: what is left empty is not given. */
public abstract class FormStepDescriptor extends StepDescriptor {
    private static final YamlLimits LIMITS = new YamlLimits(50, 10_000);

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class);
    }

    @Override
    public Step newInstance(@CheckForNull StaplerRequest2 req, @NonNull JSONObject form) throws FormException {
        DescribableModel<? extends Step> model = DescribableModel.of(clazz.asSubclass(Step.class));
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (DescribableParameter parameter : model.getParameters()) {
            String name = parameter.getName();
            Object given = form.opt(name);
            if (given instanceof Boolean) {
                arguments.put(name, given);
            } else if (given != null && !String.valueOf(given).isBlank()) {
                arguments.put(name, value(name, parameter.getErasedType(), String.valueOf(given)));
            }
        }
        try {
            return model.instantiate(arguments, null);
        } catch (IllegalArgumentException e) {
            throw new FormException(e, "project");
        }
    }

    private static Object value(String name, Class<?> type, String text) throws FormException {
        if (type == Boolean.class || type == boolean.class) {
            return Boolean.valueOf(text);
        }
        if (type == String.class) {
            return text.strip();
        }
        try {
            List<YamlDocument> documents = YamlReader.read(name, text.getBytes(StandardCharsets.UTF_8), LIMITS);
            Object tree = documents.isEmpty() ? null : documents.get(0).tree();
            return tree instanceof Map<?, ?> one && type == List.class ? new ArrayList<>(List.of(one)) : tree;
        } catch (RefusedException e) {
            throw new FormException(e, name);
        }
    }

    /** A tree as the form shows it; empty for none. */
    public String yaml(@CheckForNull Object tree) {
        if (tree == null) {
            return "";
        }
        return tree instanceof Map<?, ?> map
                ? YamlWriter.write(PlainTree.map(map))
                : new String(Json.write(tree), StandardCharsets.UTF_8);
    }
}
