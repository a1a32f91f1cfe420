package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which policy an image follows by its repository alone. */
final class Repositories {
    private final Map<String, String> policies = new HashMap<>();
    private final Map<String, List<String>> several = new TreeMap<>();

    Repositories(Map<String, ImageReference> targets) {
        new TreeMap<>(targets).forEach((policy, image) -> {
            String repository = image.fullRepository();
            String first = policies.putIfAbsent(repository, policy);
            if (first != null) {
                several.computeIfAbsent(repository, key -> new ArrayList<>(List.of(first)))
                        .add(policy);
            }
        });
        policies.keySet().removeAll(several.keySet());
    }

    /** The policy of an image. */
    Optional<String> policy(ImageReference image) {
        return Optional.ofNullable(policies.get(image.fullRepository()));
    }

    /** Whether a text may hold the name of an image that is followed. */
    boolean mayBeIn(String text) {
        return policies.keySet().stream()
                .anyMatch(repository -> text.contains(repository.substring(repository.lastIndexOf('/') + 1)));
    }

    /** Images that several policies choose, so that the name does not tell which is meant. */
    List<Problem> problems() {
        return several.entrySet().stream()
                .map(entry ->
                        Problem.of("the policies " + String.join(" and ", entry.getValue()) + " choose the same image, "
                                + entry.getKey() + ": its name does not tell which is meant, use markers for it"))
                .toList();
    }
}
