package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionText;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionWriter;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.Suspension;
import io.jenkins.plugins.continuousdeployment.engine.definition.WrittenDefinition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the text in a {@code config.xml} means: a definition, or what is wrong with it.
 *
 * @param text as stored
 * @param name the item's full name
 * @param trackingId the item's, which holds where the text has none
 * @param definition with its tracking id; empty where the text is none
 * @param problem for a person; empty where there is none
 */
public record StoredDefinition(
        String text, String name, String trackingId, Optional<DeploymentDefinition> definition, String problem) {
    private static final String FILE = "definition";

    public StoredDefinition {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(trackingId, "trackingId");
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(problem, "problem");
    }

    /** The definition's name for people; empty where it has none. */
    public Optional<String> alias() {
        return definition.map(DeploymentDefinition::displayName).filter(name -> !name.isBlank());
    }

    /** That nothing happens by itself at this moment, and why; empty where that is not so. */
    public Optional<Suspension> suspension() {
        return definition.flatMap(DeploymentDefinition::suspended).filter(each -> each.holds(Instant.now()));
    }

    boolean fits(String otherText, String otherName, String otherId) {
        return text.equals(otherText) && name.equals(otherName) && trackingId.equals(otherId);
    }

    /** Reads a text, whatever it is. */
    static StoredDefinition of(String text, String name, String trackingId) {
        if (text.isBlank()) {
            return new StoredDefinition(text, name, trackingId, Optional.empty(), Messages.StoredDefinition_none());
        }
        try {
            return checked(text, name, trackingId);
        } catch (RefusedException e) {
            return new StoredDefinition(text, name, trackingId, Optional.empty(), e.getMessage());
        }
    }

    /**
     * Reads a text that is to be stored.
     *
     * @throws RefusedException naming every fault with its line
     */
    static StoredDefinition checked(String text, String name, String trackingId) {
        List<WrittenDefinition> read = new DefinitionReader(name).read(FILE, text);
        if (read.size() != 1) {
            throw new RefusedException(
                    "A project has one definition; the text has " + read.size() + ", parted by lines of ---.");
        }
        DeploymentDefinition own = read.get(0).definition();
        DeploymentDefinition whole = own.trackingId().isEmpty() ? with(own, trackingId) : own;
        return new StoredDefinition(text, name, trackingId, Optional.of(whole), "");
    }

    private static DeploymentDefinition with(DeploymentDefinition own, String trackingId) {
        Map<String, Object> tree = DefinitionWriter.tree(own);
        tree.put("trackingId", trackingId);
        return new DefinitionReader().read(tree);
    }

    /** The text of a copied project: suspended, and no longer the original's objects. */
    static String ofCopy(String text, String name, String original) {
        if (text.isBlank()) {
            return text;
        }
        Map<String, Object> suspension = new LinkedHashMap<>();
        suspension.put("by", Operations.who());
        suspension.put(
                "reason",
                "Copied from " + original + " at " + Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        try {
            return DefinitionText.with(
                    text, name, Map.of("suspended", Optional.of(suspension), "trackingId", Optional.empty()));
        } catch (RefusedException e) {
            // It can't do anything before a person has put it right.
            return text;
        }
    }
}
