package io.jenkins.plugins.continuousdeployment.config;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthRules;
import io.jenkins.plugins.continuousdeployment.engine.render.ToolPaths;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Logger;

/**
 * What an administrator gives the engine to work with.
 *
 * @param paths where Kustomize and Helm are
 * @param rules of health, looked at after a definition's own
 */
public record EngineTools(ToolPaths paths, HealthRules rules) {
    private static final Logger LOGGER = Logger.getLogger(EngineTools.class.getName());

    public EngineTools {
        Objects.requireNonNull(paths, "paths");
        Objects.requireNonNull(rules, "rules");
    }

    /** As it is configured now. A program that is gone meanwhile is named when it is needed. */
    public static EngineTools configured() {
        DeploymentConfiguration configuration = DeploymentConfiguration.get();
        return new EngineTools(
                new ToolPaths(
                        path(configuration.getKustomize()),
                        path(configuration.getHelm()),
                        Objects.toString(System.getenv("PATH"), "")),
                stored(configuration.getHealthRules()));
    }

    private static Optional<Path> path(String stored) {
        return stored.isEmpty() ? Optional.empty() : Optional.of(Path.of(stored));
    }

    /** Only a file that was changed by hand can hold rules that are none: deployments go on without them. */
    private static HealthRules stored(String text) {
        try {
            return rules(text);
        } catch (RefusedException e) {
            LOGGER.severe(() -> "The health rules of Manage Jenkins » System » Continuous Deployment can't be read, and"
                    + " health is told without them: " + e.getMessage());
            return HealthRules.NONE;
        }
    }

    /** Rules as an administrator writes them; refused with the line of each mistake. */
    static HealthRules rules(String text) {
        return text.isBlank() ? HealthRules.NONE : HealthRules.read("healthRules", text);
    }

    /**
     * A path as an administrator writes it, without what surrounds it; refused where no program is there. What is left as
     * it was is taken, so that a program that is gone hinders nobody from saving the rest.
     */
    static String program(String name, String text, String before) {
        String wanted = Util.fixNull(text).strip();
        return wanted.equals(before)
                ? before
                : ToolPaths.program(name, wanted).map(Path::toString).orElse("");
    }

    /**
     * Says of a path which version is there, or what is wrong.
     *
     * @param version asks the program, which takes a moment
     */
    static FormValidation check(String name, String text, Function<Path, String> version) {
        if (!Checks.permitted(null)) {
            return FormValidation.ok();
        }
        try {
            return ToolPaths.program(name, text)
                    .map(file -> FormValidation.ok(Messages.EngineTools_Version(name, version.apply(file))))
                    .orElseGet(FormValidation::ok);
        } catch (RefusedException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
