package io.jenkins.plugins.continuousdeployment.engine.edit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A YAML file that a seed tells: documents, maps and lists in block and flow style, all kinds of scalars, anchors,
 * aliases, comments, emoji, tabs, long lines, one of three line ends, perhaps a byte order mark. Some scalars have
 * markers; where they stand is noted while the text is made, without any knowledge of YAML.
 */
final class RandomFile {
    static final List<String> POLICIES = List.of("default:web", "default:api", "flux-system:a:b", "x");

    private static final List<String> WORDS = List.of(
            "a",
            "web",
            "nginx:1.25",
            "true",
            "0x1F",
            "1.10",
            "über",
            "\ud83d\ude80",
            "a b",
            "x#y",
            "-1",
            "c:d",
            "null",
            "@",
            "\u65e5\u672c",
            "{{x}}",
            "&amp",
            "a'b",
            "a\"b",
            "# no comment",
            "- x",
            "k: v",
            "",
            "\\n",
            "%",
            "tab\there");
    private static final List<String> COMMENTS = List.of(
            "# c",
            "#",
            "## \ud83d\udea7 \u00e4",
            "# image: a:1",
            "# was {\"$imagepolicy\": \"default:web\"}",
            "#\ttab",
            "# - image: b # {\"$imagepolicy\": \"default:web\"}",
            "# {\"$imagepolicy\": \"else:where\"}",
            "# {\"a\": \"b\"}");

    /**
     * A scalar with a marker.
     *
     * @param start where its text stands in the file, in characters
     * @param end where it ends
     * @param old its value, which stands nowhere else
     * @param policy what its marker names
     * @param part which part of the image its marker asks for
     * @param quote its quotes
     * @param mayBeQuoted whether it has no quotes and may get some
     */
    record Planted(int start, int end, String old, String policy, ImagePart part, String quote, boolean mayBeQuoted) {}

    final List<Planted> planted = new ArrayList<>();
    final String text;
    private final StringBuilder out = new StringBuilder();
    private final Random random;
    private final String lineBreak;
    /** A tab in some files only, since the other parser of the test refuses it in many places where it may stand. */
    private final String separator;

    private final List<String> anchors = new ArrayList<>();
    private final long seed;
    private int names;

    RandomFile(long seed) {
        this.seed = seed;
        random = new Random(seed);
        separator = random.nextInt(20) == 0 ? "\t" : " ";
        lineBreak = one(List.of("\n", "\n", "\r\n", "\r"));
        int documents = 1 + random.nextInt(3);
        for (int i = 0; i < documents; i++) {
            document(i);
        }
        if (random.nextInt(4) == 0) {
            out.setLength(out.length() - lineBreak.length());
        }
        text = out.toString();
    }

    byte[] bytes(boolean withMark) {
        return ((withMark ? "\ufeff" : "") + text).getBytes(StandardCharsets.UTF_8);
    }

    /** What a policy chose; some tags would be no strings without quotes. */
    ImageReference target(String policy) {
        List<String> tags =
                List.of("1.10", "v1.2.3", "on", "12e3", "2.0.1-alpine", "20240102", "latest", "0x1F", "1_0");
        Random chosen = new Random(seed * 31 + policy.hashCode());
        return new ImageReference(
                "registry.example:5000/new/" + policy.substring(policy.length() - 1),
                tags.get(chosen.nextInt(tags.size())),
                chosen.nextBoolean() ? Editing.DIGEST : "");
    }

    private void document(int number) {
        anchors.clear();
        if (number > 0 || random.nextInt(3) == 0) {
            comments(0);
            out.append("---");
            endLine();
        }
        comments(0);
        if (random.nextInt(5) == 0) {
            list(0, 3);
        } else {
            map(0, 4);
        }
        if (random.nextInt(6) == 0) {
            out.append("...").append(lineBreak);
        }
    }

    private void map(int indent, int depth) {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            comments(indent);
            if (random.nextInt(3) == 0) {
                marked(indent, key() + ":");
            } else {
                pad(indent).append(key()).append(':');
                value(indent, depth - 1);
            }
        }
    }

    private void list(int indent, int depth) {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            comments(indent);
            int kind = random.nextInt(4);
            if (kind == 0) {
                marked(indent, "-");
            } else if (kind == 1) {
                pad(indent).append("- ").append(key()).append(':');
                value(indent + 2, depth - 1);
                map(indent + 2, depth - 1);
            } else {
                pad(indent).append('-').append(' ').append(scalar(false));
                endLine();
            }
        }
    }

    private void value(int indent, int depth) {
        switch (depth <= 0 ? random.nextInt(5) : random.nextInt(9)) {
            case 0 -> {
                out.append(blank()).append(properties()).append(scalar(false));
                endLine();
            }
            case 1 -> {
                endLine();
                if (random.nextBoolean()) {
                    pad(indent + 1).append("plain").append(lineBreak).append(lineBreak);
                    pad(indent + 1).append("over lines");
                    endLine();
                }
            }
            case 2 -> block(indent);
            case 3 -> {
                out.append(anchors.isEmpty() ? " none" : " *" + one(anchors));
                endLine();
            }
            case 4 -> {
                out.append(" \"long ")
                        .append("\u00e9\ud83d\ude00 ".repeat(random.nextInt(400)))
                        .append("\"");
                endLine();
            }
            case 5, 6 -> {
                boolean anchored = random.nextInt(4) == 0;
                String name = "m" + names++;
                out.append(anchored ? " &" + name : "");
                endLine();
                map(indent + 1 + random.nextInt(3), depth);
                if (anchored) {
                    anchors.add(name);
                }
            }
            case 7 -> {
                endLine();
                list(indent + random.nextInt(3), depth);
            }
            default -> flow(indent);
        }
    }

    private void block(int indent) {
        out.append(one(List.of(" |", " >", " |-", " >+")));
        endLine();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            pad(indent + 2)
                    .append(one(List.of(
                            "text", "image: b # {\"$imagepolicy\": \"default:web\"}", "# none", "\ud83d\udc4d\tx")))
                    .append(lineBreak);
        }
    }

    /** A map in braces over several lines, or one in a list in one line with the marker behind it. */
    private void flow(int indent) {
        String policy = one(POLICIES);
        out.append(" ");
        if (random.nextBoolean()) {
            out.append("[{").append(key()).append(": ").append(scalar(true)).append(", image: ");
            plant(policy, ImagePart.WHOLE);
            out.append(one(List.of("}]", "} ]", ", }]")));
            out.append(' ').append(marker(policy, "")).append(lineBreak);
            return;
        }
        out.append("{").append(key()).append(": ").append(scalar(true)).append(',');
        endLine();
        ImagePart part = part(policy);
        pad(indent + 2)
                .append("\"k\": [")
                .append(scalar(true))
                .append("], ")
                .append(key())
                .append(": ");
        plant(policy, part);
        String end = one(List.of(" ,", ",", "", "}"));
        out.append(end).append(' ').append(marker(policy, part.suffix())).append(lineBreak);
        if (!end.equals("}")) {
            pad(indent + 1).append('}');
            endLine();
        }
    }

    /** A scalar with its marker behind it, or alone above it, or behind the indicator of a block. */
    private void marked(int indent, String before) {
        String policy = one(POLICIES);
        ImagePart part = part(policy);
        String marker = marker(policy, part.suffix());
        int form = random.nextInt(4);
        if (form == 0) {
            pad(random.nextInt(indent + 1)).append(marker).append(lineBreak);
        }
        pad(indent).append(before).append(' ').append(properties());
        if (form == 1) {
            out.append(one(List.of("|", ">", "|-", ">+")))
                    .append(' ')
                    .append(marker)
                    .append(lineBreak);
            pad(indent + 2);
            String old = old(part);
            planted.add(new Planted(out.length(), out.length() + old.length(), old, policy, part, "", false));
            out.append(old).append(lineBreak);
            return;
        }
        plant(policy, part);
        // behind quotes, which a tag may get, the other parser reads no tab at all
        String blank = part == ImagePart.TAG ? " " : one(List.of(" ", separator, "   "));
        out.append(form == 0 ? "" : blank + marker).append(lineBreak);
    }

    private void plant(String policy, ImagePart part) {
        String old = old(part);
        String quote = one(List.of("", "'", "\""));
        boolean escaped = quote.equals("\"") && random.nextBoolean();
        String written = escaped ? String.format("\\x%02X%s", (int) old.charAt(0), old.substring(1)) : old;
        int start = out.length();
        out.append(quote).append(written).append(quote);
        planted.add(new Planted(start, out.length(), old, policy, part, quote, quote.isEmpty()));
    }

    private ImagePart part(String policy) {
        ImagePart part = one(List.of(ImagePart.values()));
        return part == ImagePart.DIGEST && target(policy).digest().isEmpty() ? ImagePart.TAG : part;
    }

    /** A value that stands nowhere else in the file. */
    private String old(ImagePart part) {
        names++;
        return switch (part) {
            case WHOLE -> "old.example/" + names + "-image:1." + names;
            case NAME -> "old.example/name-" + names;
            case TAG -> one(List.of("7.", "v")) + names + ".999";
            case DIGEST -> "sha256:99" + names;
        };
    }

    private String marker(String policy, String suffix) {
        String blank = random.nextBoolean() ? " " : "";
        return "# {" + blank + "\"$imagepolicy\":" + blank + "\"" + policy + suffix + "\"}" + blank;
    }

    private String properties() {
        return switch (random.nextInt(8)) {
            case 0 -> anchor() + " ";
            case 1 -> "!!str ";
            case 2 -> "!!str " + anchor() + " ";
            default -> "";
        };
    }

    private String anchor() {
        String name = "a" + anchors.size();
        anchors.add(name);
        return "&" + name;
    }

    private String scalar(boolean flow) {
        String word = one(WORDS);
        boolean plain = word.matches(
                        flow ? "[\\p{L}0-9.:-]*[\\p{L}0-9]" : "[\\p{L}0-9][\\p{L}0-9 .:#-]*[\\p{L}0-9]|\ud83d\ude80")
                && !word.contains(": ")
                && !word.contains(" #");
        return switch (random.nextInt(3)) {
            case 0 -> plain ? word : "'" + word.replace("'", "''") + "'";
            case 1 -> "'" + word.replace("'", "''") + "'";
            default -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        };
    }

    private String key() {
        names++;
        return String.format(
                one(List.of("key-%d", "\u00e9t\u00e9%d", "\ud83d\ude00%d", "'q r %d'", "\"\\u00e9 %d\"", "a.b/c-%d")),
                names);
    }

    private void comments(int indent) {
        while (random.nextInt(3) == 0) {
            if (random.nextBoolean()) {
                pad(random.nextInt(indent + 1)).append(one(COMMENTS));
            }
            out.append(lineBreak);
        }
        if (random.nextInt(40) == 0) {
            out.append("#").append(" long \ud83d\ude00".repeat(500)).append(lineBreak);
        }
    }

    private void endLine() {
        if (random.nextInt(4) == 0) {
            out.append(one(List.of(" ", "  ", separator, " " + separator))).append(one(COMMENTS));
        } else if (random.nextInt(8) == 0) {
            out.append(one(List.of(" ", "  ")));
        }
        out.append(lineBreak);
    }

    private String blank() {
        return one(List.of(" ", " ", "   "));
    }

    private StringBuilder pad(int indent) {
        return out.append(" ".repeat(indent));
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
