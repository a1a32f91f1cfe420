package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The policies that markers may name.
 *
 * @param targets what each chose
 * @param others those that chose nothing
 */
record Policies(Map<String, ImageReference> targets, Set<String> others) {
    /**
     * What a marker names.
     *
     * @param policy a known policy
     * @param part which part of its image is wanted
     */
    record Known(String policy, ImagePart part) {}

    /**
     * Reads what stands in a marker, compared as text: a policy's own name first, which may hold colons, then one with a
     * suffix.
     *
     * @return nothing for a policy that nobody knows
     */
    Optional<Known> known(String text) {
        for (ImagePart part : ImagePart.values()) {
            if (text.endsWith(part.suffix())) {
                String policy = text.substring(0, text.length() - part.suffix().length());
                if (targets.containsKey(policy) || others.contains(policy)) {
                    return Optional.of(new Known(policy, part));
                }
            }
        }
        return Optional.empty();
    }

    /** What to say of a policy that nobody knows. */
    String unknown(String text) {
        Set<String> known = new TreeSet<>(targets.keySet());
        known.addAll(others);
        for (String policy : known) {
            if (text.startsWith(policy + ":")) {
                return "the marker asks for \"" + text.substring(policy.length() + 1) + "\" of the policy " + policy
                        + "; there are :name, :tag and :digest";
            }
        }
        return "the marker names the policy " + text + ", which is not known here; the value is left alone."
                + Nearest.hint(text, known);
    }
}
