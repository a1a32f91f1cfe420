package io.jenkins.plugins.continuousdeployment.engine.definition;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlDocument;
import java.util.Objects;

/**
 * A definition with the text it was read from: what a person wrote is kept, comments too, and what turns out later to be
 * wrong (a cluster that is not configured) can still be shown in its line.
 */
public final class WrittenDefinition {
    private final DeploymentDefinition definition;
    private final String text;
    private final YamlDocument document;

    WrittenDefinition(DeploymentDefinition definition, String text, YamlDocument document) {
        this.definition = Objects.requireNonNull(definition, "definition");
        this.text = Objects.requireNonNull(text, "text");
        this.document = Objects.requireNonNull(document, "document");
    }

    /** What it says. */
    public DeploymentDefinition definition() {
        return definition;
    }

    /** Its document of the file, without the marks between documents. */
    public String text() {
        return text;
    }

    /**
     * Where a value stands in the file.
     *
     * @param path keys, and positions in lists from 0: {@code "destinations", 0, "cluster"}; what is not written is taken
     *     for the map around it
     */
    public Place placeOf(Object... path) {
        return document.placeOf(path);
    }
}
