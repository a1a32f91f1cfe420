package io.jenkins.plugins.continuousdeployment.engine.registry;

import java.util.List;
import java.util.Objects;

/**
 * The tags of an image.
 *
 * @param list in the registry's order, none twice; each is a tag by the specification's grammar
 * @param notes what was left out, a sentence each, for a person
 * @param etag what the registry calls this list, so that it can be asked whether it has changed; empty where it does not
 */
public record Tags(List<String> list, List<String> notes, String etag) {
    public Tags {
        list = List.copyOf(list);
        notes = List.copyOf(notes);
        Objects.requireNonNull(etag, "etag");
    }
}
