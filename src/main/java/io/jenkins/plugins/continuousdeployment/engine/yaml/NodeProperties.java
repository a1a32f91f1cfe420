package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.tokens.AliasToken;
import org.yaml.snakeyaml.tokens.AnchorToken;
import org.yaml.snakeyaml.tokens.DirectiveToken;
import org.yaml.snakeyaml.tokens.TagToken;
import org.yaml.snakeyaml.tokens.TagTuple;
import org.yaml.snakeyaml.tokens.Token;

/** Reads anchors, aliases, tags and directives. */
final class NodeProperties {
    private static final String AFTER_NAME = "?:,]}%@`";
    private static final String IN_TAG = ";/?:@&=+$,.!~*'()[]%";

    private final Cursor text;

    NodeProperties(Cursor text) {
        this.text = text;
    }

    Token anchorOrAlias() {
        Mark start = text.mark();
        boolean alias = text.peek() == '*';
        text.skip(1);
        String name = word();
        char after = text.peek();
        if (name.isEmpty() || (!Cursor.isSpace(after) && AFTER_NAME.indexOf(after) < 0)) {
            throw Cursor.malformed(
                    start,
                    "the name of an " + (alias ? "alias" : "anchor")
                            + " is made of letters, digits, - and _; quote the text if it is meant as text");
        }
        return alias ? new AliasToken(name, start, text.mark()) : new AnchorToken(name, start, text.mark());
    }

    Token tag() {
        Mark start = text.mark();
        TagTuple tag = text.peek(1) == '<' ? verbatim() : shorthand();
        if (!Cursor.isSpace(text.peek())) {
            throw Cursor.malformed(start, "behind a tag a space is missing; quote the text if it is meant as text");
        }
        return new TagToken(tag, start, text.mark());
    }

    private TagTuple verbatim() {
        text.skip(2);
        String tag = tagText();
        if (tag.isEmpty() || text.peek() != '>') {
            throw text.malformed("the tag that begins with !< needs a name and its >");
        }
        text.skip(1);
        return new TagTuple(null, tag);
    }

    private TagTuple shorthand() {
        String handle = handle();
        String rest = tagText();
        if (handle.length() > 1 && handle.endsWith("!")) {
            return new TagTuple(handle, rest);
        }
        String suffix = handle.substring(1) + rest;
        return suffix.isEmpty() ? new TagTuple(null, "!") : new TagTuple("!", suffix);
    }

    /** {@code !}, {@code !word} or {@code !word!}. */
    private String handle() {
        int from = text.index();
        text.skip(1);
        word();
        if (text.peek() == '!') {
            text.skip(1);
        }
        return text.since(from);
    }

    private String tagText() {
        int from = text.index();
        while (Cursor.isWord(text.peek()) || IN_TAG.indexOf(text.peek()) >= 0) {
            text.skip(1);
        }
        return text.since(from);
    }

    Token directive() {
        Mark start = text.mark();
        text.skip(1);
        String name = word();
        blanks();
        Token directive =
                switch (name) {
                    case "YAML" -> version(start);
                    case "TAG" -> tagDirective(start);
                    default ->
                        throw Cursor.malformed(start, "unknown directive; quote the text if it is meant as text");
                };
        if (!text.skipRestOfLine()) {
            throw text.malformed("behind the directive only a comment may stand");
        }
        return directive;
    }

    private Token version(Mark start) {
        int from = text.index();
        while ((text.peek() >= '0' && text.peek() <= '9') || text.peek() == '.') {
            text.skip(1);
        }
        if (!text.since(from).equals("1.1")) {
            throw Cursor.malformed(
                    start, "Kubernetes reads YAML 1.1, where yes and on are booleans; remove the directive or say 1.1");
        }
        return new DirectiveToken<>("YAML", List.of(1, 1), start, text.mark());
    }

    private Token tagDirective(Mark start) {
        String handle = text.peek() == '!' ? handle() : "";
        blanks();
        String prefix = tagText();
        if (!handle.endsWith("!") || prefix.isEmpty()) {
            throw Cursor.malformed(start, "a %TAG directive has a handle such as !e! and a prefix");
        }
        return new DirectiveToken<>("TAG", List.of(handle, prefix), start, text.mark());
    }

    private String word() {
        int from = text.index();
        while (Cursor.isWord(text.peek())) {
            text.skip(1);
        }
        return text.since(from);
    }

    private void blanks() {
        while (Cursor.isBlank(text.peek())) {
            text.skip(1);
        }
    }
}
