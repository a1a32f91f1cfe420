package io.jenkins.plugins.continuousdeployment.engine.definition;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.tag.Platform;
import io.jenkins.plugins.continuousdeployment.engine.tag.TagOrder;
import io.jenkins.plugins.continuousdeployment.engine.tag.TagPattern;
import io.jenkins.plugins.continuousdeployment.engine.template.UpdateText;
import java.util.List;
import java.util.function.Consumer;

/** What of a policy for an image can't be meant. */
final class ImageRules {
    private ImageRules() {}

    static void image(Found found) {
        Rules.notEmpty(found, "policy");
        Rules.noOption(found, "image");
        Rules.notEmpty(found, "order");
        Rules.atLeastASecond(found, "interval");
        readable(found, "image", ImageRules::withoutTag);
        readable(found, "order", TagOrder::parse);
        readable(found, "platform", Platform::of);
        List<?> exclude = found.given("exclude", List.class).orElse(List.of());
        for (int i = 0; i < exclude.size(); i++) {
            readable(found.at("exclude").child(i), (String) exclude.get(i), text -> TagPattern.of(text, ""));
        }
    }

    static void updates(Found found) {
        Rules.noOption(found, "branch");
        found.given("path", String.class).ifPresent(path -> Rules.path(found.at("path"), path));
        readable(found, "message", text -> UpdateText.of("message", text));
        readable(found, "pushBranch", text -> UpdateText.of("pushBranch", text));
    }

    static void filter(Found found) {
        Rules.notEmpty(found, "pattern");
        readable(found, "pattern", text -> TagPattern.of(text, ""));
    }

    private static void withoutTag(String text) {
        ImageName name = ImageName.of(text);
        if (name.tag().isPresent() || name.digest().isPresent()) {
            throw new RefusedException("must be without tag and digest, which the policy chooses");
        }
    }

    /** What is blank or an option has its problem already. */
    private static void readable(Found found, String key, Consumer<String> reader) {
        found.given(key, String.class)
                .filter(text -> !text.isBlank() && !text.startsWith("-"))
                .ifPresent(text -> readable(found.at(key), text, reader));
    }

    private static void readable(Site site, String text, Consumer<String> reader) {
        try {
            reader.accept(text);
        } catch (RefusedException e) {
            e.problems().stream().map(Problem::message).forEach(site::problem);
        }
    }
}
