package io.jenkins.plugins.continuousdeployment.engine.template;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.List;

/**
 * A template for what is said about an update: its commit message, or the name of its branch. It is read once; then it is
 * safe for many threads.
 */
public final class UpdateText {
    /** How a commit message begins unless its template says otherwise; a build can skip commits that begin so. */
    public static final String FIRST_LINE = "Update image automatically.";

    /** The commit message where none is given. */
    public static final String DEFAULT_MESSAGE =
            FIRST_LINE + "\n\n{{range .Changed.Changes}}- {{.OldValue}} -> {{.NewValue}}\n{{end}}";

    /** The name of an update's own branch where none is given: the same for the same images. */
    public static final String DEFAULT_BRANCH =
            "image-update/{{.AutomationObject}}-{{printf \"%s\" .Updated.Images | sha256sum | trunc 8}}";

    private static final int LONGEST_TEMPLATE = 20_000;
    private static final int LONGEST_MESSAGE = 60_000;
    private static final int LONGEST_BRANCH = 200;

    private final TemplateText source;
    private final List<Node> nodes;

    private UpdateText(TemplateText source) {
        this.source = source;
        this.nodes = Parser.parse(source);
    }

    /**
     * Reads a template.
     *
     * @param name what to call it in messages, such as {@code commit message}
     * @throws RefusedException with line and column of what is wrong
     */
    public static UpdateText of(String name, String template) {
        if (template.length() > LONGEST_TEMPLATE) {
            throw new RefusedException(
                    name + ": the template has more than " + LONGEST_TEMPLATE + " characters. Write a shorter one.");
        }
        return new UpdateText(new TemplateText(name, template));
    }

    /**
     * The text for an update.
     *
     * @throws RefusedException with line and column where the template asks for what there is not
     */
    public String message(UpdateFacts facts) {
        return Interpreter.run(source, nodes, UpdateData.of(facts), LONGEST_MESSAGE);
    }

    /**
     * The same as the name of a branch: what no branch may be called becomes a hyphen.
     *
     * @throws RefusedException as {@link #message} does, and where nothing is left
     */
    public String branch(UpdateFacts facts) {
        String name = Interpreter.run(source, nodes, UpdateData.of(facts), LONGEST_BRANCH)
                .strip()
                .replaceAll("[^\\p{L}\\p{N}._/+#=-]+", "-")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("/[-./]+|[-./]+/", "/")
                .replaceAll("^[-./]+|[-./]+$", "")
                .replaceAll("\\.lock(?=/|$)", "-lock");
        if (name.isEmpty()) {
            throw source.wrong(0, "the template for the branch gives no name. Write at least one letter.");
        }
        return name;
    }

    /** The template as it was given. */
    @Override
    public String toString() {
        return source.text();
    }
}
