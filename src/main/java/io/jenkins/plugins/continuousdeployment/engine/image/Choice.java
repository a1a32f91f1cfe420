package io.jenkins.plugins.continuousdeployment.engine.image;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which tag is wanted.
 *
 * @param tag as the registry has it; nothing where none is wanted
 * @param notes what was left out and why no tag is wanted, a sentence each, for a person
 */
public record Choice(Optional<String> tag, List<String> notes) {
    public Choice {
        Objects.requireNonNull(tag, "tag");
        notes = List.copyOf(notes);
    }
}
