package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The policies that take an order: those of its image that could have chosen its tag.
 *
 * @param looks at least one
 * @param notes why others of the same image don't, a sentence each
 */
record Taken(List<ImageLook> looks, List<String> notes) {
    Taken {
        looks = List.copyOf(looks);
        notes = List.copyOf(notes);
    }

    /**
     * Those of a project.
     *
     * @throws RefusedException where there is none, saying what policies there are, or why none of them takes it
     */
    static Taken of(DeploymentDefinition definition, List<ImageLook> looks, ImageOrder order) {
        List<ImageLook> ofImage =
                looks.stream().filter(look -> look.isOf(order.image())).toList();
        if (ofImage.isEmpty()) {
            throw new RefusedException("the project " + definition.name() + " has no image policy for "
                    + order.image().withoutTag() + ". It has " + named(looks) + ".");
        }
        List<ImageLook> taken = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ImageLook look : ofImage) {
            look.refusal(order.tag())
                    .ifPresentOrElse(
                            why -> notes.add("the image policy " + look.policy().policy() + " would not keep the tag: "
                                    + order.tag() + " " + why + "."),
                            () -> taken.add(look));
        }
        if (taken.isEmpty()) {
            throw new RefusedException(notes.stream().map(Problem::of).toList());
        }
        return new Taken(taken, notes);
    }

    private static String named(List<ImageLook> looks) {
        return looks.isEmpty()
                ? "none at all"
                : looks.stream()
                        .map(look ->
                                look.policy().policy() + " for " + look.policy().image())
                        .collect(Collectors.joining(", "));
    }
}
