package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.ImagePolicy;
import io.jenkins.plugins.continuousdeployment.engine.definition.ImageUpdates;
import io.jenkins.plugins.continuousdeployment.engine.edit.EditOptions;
import io.jenkins.plugins.continuousdeployment.engine.edit.Edited;
import io.jenkins.plugins.continuousdeployment.engine.edit.EditedPlace;
import io.jenkins.plugins.continuousdeployment.engine.edit.ImageEdits;
import io.jenkins.plugins.continuousdeployment.engine.edit.ImagePlace;
import io.jenkins.plugins.continuousdeployment.engine.edit.ImageReference;
import io.jenkins.plugins.continuousdeployment.engine.image.Move;
import io.jenkins.plugins.continuousdeployment.engine.source.Author;
import io.jenkins.plugins.continuousdeployment.engine.source.PushOrder;
import io.jenkins.plugins.continuousdeployment.engine.source.PushTarget;
import io.jenkins.plugins.continuousdeployment.engine.source.SigningKey;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEdit;
import io.jenkins.plugins.continuousdeployment.engine.template.UpdateText;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the policies of one project chose, written into the files of a tree. */
final class FileRound {
    private final DeploymentDefinition definition;
    private final ImageUpdates settings;
    private final Map<String, Chosen> chosen;
    /** Places where nothing is written, since that would be a step back; filled by each edit anew. */
    private final Set<String> kept = new LinkedHashSet<>();
    /** Places whose image no policy had chosen before. */
    private final Set<ImagePlace> first = new LinkedHashSet<>();

    /**
     * For one round.
     *
     * @param chosen what each policy chose, by its name; those that chose nothing are left out
     */
    FileRound(DeploymentDefinition definition, Map<String, Chosen> chosen) {
        this.definition = definition;
        this.settings = definition.imageUpdates().orElseThrow();
        this.chosen = Map.copyOf(chosen);
    }

    /** The branch that is edited. */
    static String branch(DeploymentDefinition definition) {
        String own = definition.imageUpdates().orElseThrow().branch();
        return own.isEmpty() ? definition.source().revision() : own;
    }

    /** What each policy is to have written, and where; nothing is written yet. */
    Edited edit(SourceTree tree) {
        kept.clear();
        first.clear();
        Map<String, ImageReference> wanted = new LinkedHashMap<>();
        chosen.forEach((policy, each) -> wanted.put(policy, each.reference()));
        Set<String> others =
                definition.images().stream().map(ImagePolicy::policy).collect(Collectors.toSet());
        String path = settings.path().isEmpty() ? definition.source().path() : settings.path();
        return ImageEdits.edit(
                tree,
                path,
                wanted,
                EditOptions.DEFAULT
                        .withByName(settings.byName())
                        .withOthers(others)
                        .withJudge(this::judged));
    }

    private Optional<ImageReference> judged(ImagePlace place, ImageReference wanted) {
        Chosen choice = chosen.get(place.policy());
        Move move = choice.from(place.present());
        if (!move.permitted(choice.policy().allowDowngrade())) {
            kept.add(place.place() + ": " + place.present() + " stays, since " + choice.tag()
                    + " is less; allowDowngrade would go back");
            return Optional.empty();
        }
        if (move == Move.FIRST) {
            first.add(place);
        }
        return Optional.of(wanted);
    }

    /** Places that the last edit left as they are, since it would have been a step back; a sentence each. */
    List<String> kept() {
        return List.copyOf(kept);
    }

    /** What a person may want to know of the last edit. */
    List<String> notes(Edited edited) {
        Set<String> notes = new LinkedHashSet<>(kept);
        edited.notes().stream().map(Problem::toString).forEach(notes::add);
        return List.copyOf(notes);
    }

    /** How the commit is made and where it goes. */
    PushOrder order(SigningKey key) {
        PushOrder order = PushOrder.on(
                        branch(definition),
                        new Author(settings.author().name(), settings.author().email()))
                .withSignOff(settings.signOff())
                .withKey(key);
        String target = settings.pushBranch();
        if (target.isEmpty()) {
            return order;
        }
        return order.to(perUpdate() ? PushTarget.PER_UPDATE : new PushTarget.Branch(target));
    }

    private boolean perUpdate() {
        return settings.pushBranch().contains("{{");
    }

    /** The edit as a commit; nothing where the files are as they should be. */
    TreeEdit commit(SourceTree tree) {
        return commit(edit(tree));
    }

    /** The last edit as a commit. */
    TreeEdit commit(Edited edited) {
        if (edited.files().isEmpty()) {
            return TreeEdit.NOTHING;
        }
        UpdateWords words = new UpdateWords(definition.name(), edited);
        String branch =
                perUpdate() ? UpdateText.of("pushBranch", settings.pushBranch()).branch(words.facts()) : "";
        return new TreeEdit(edited.files(), words.message(settings.message()) + firsts(edited), branch);
    }

    private String firsts(Edited edited) {
        String policies = edited.places().stream()
                .map(EditedPlace::place)
                .filter(first::contains)
                .map(ImagePlace::policy)
                .distinct()
                .collect(Collectors.joining(", "));
        return policies.isEmpty()
                ? ""
                : "\n\nFirst update by " + policies + ": what stood there is not what it chooses.\n";
    }
}
