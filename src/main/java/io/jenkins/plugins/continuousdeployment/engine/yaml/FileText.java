package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Bytes → text and back: UTF-8, or UTF-16 where a byte order mark says so. The mark itself is taken away. */
final class FileText {
    private FileText() {}

    static String of(byte[] content) {
        if (startsWith(content, 0xFF, 0xFE)) {
            return decode(content, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(content, 0xFE, 0xFF)) {
            return decode(content, 2, StandardCharsets.UTF_16BE);
        }
        return decode(content, startsWith(content, 0xEF, 0xBB, 0xBF) ? 3 : 0, StandardCharsets.UTF_8);
    }

    /**
     * The bytes of another text, encoded as a file is. Since only what is well encoded is read, a text's own bytes come
     * back as they were.
     */
    static byte[] encoded(String text, byte[] likeThis) {
        if (startsWith(likeThis, 0xFF, 0xFE)) {
            return ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
        }
        if (startsWith(likeThis, 0xFE, 0xFF)) {
            return ("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE);
        }
        return (startsWith(likeThis, 0xEF, 0xBB, 0xBF) ? "\ufeff" + text : text).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean startsWith(byte[] content, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (content.length <= i || (content[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] content, int from, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(content, from, content.length - from);
        CharBuffer text = CharBuffer.allocate(content.length - from + 1);
        CoderResult result = decoder.decode(bytes, text, true);
        text.flip();
        if (result.isError()) {
            throw new Malformed(end(text), "the file is not " + charset.name() + " from here on; save it as UTF-8");
        }
        return text.toString();
    }

    /** Refuses the characters that YAML does not allow anywhere; JSON is freer. */
    static void requirePrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!printable(c)) {
                throw new Malformed(
                        end(CharBuffer.wrap(text, 0, i)),
                        String.format(
                                Locale.ROOT, "the character U+%04X may stand only as an escape in double quotes", (int)
                                        c));
            }
        }
    }

    private static boolean printable(char c) {
        return (c >= ' ' && c <= '~')
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c == '\u0085'
                || (c >= '\u00a0' && c <= '\ufffd');
    }

    private static long end(CharSequence text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i++) {
            column++;
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            }
        }
        return Positions.mark(line, column);
    }
}
