package io.jenkins.plugins.continuousdeployment.engine.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** One page of a list of tags: its entries, and where the next is. */
final class TagPage {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
    private static final Pattern NEXT = Pattern.compile("(?i);\\s*rel\\s*=\\s*\"?(?:[^\",;]*\\s)?next[\"\\s,;]?");

    private TagPage() {}

    /**
     * Reads the entries one by one, so that a million takes no more than their texts.
     *
     * @param most how many there may be in all
     * @return whether there were no more than that
     * @throws IOException where the text is no page of tags
     */
    static boolean read(byte[] body, Set<String> into, int most) throws IOException {
        boolean listed = false;
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean tags = parser.currentName().equals("tags");
                JsonToken value = parser.nextToken();
                if (!tags) {
                    parser.skipChildren();
                } else if (value == JsonToken.START_ARRAY) {
                    listed = true;
                    while (parser.nextToken() == JsonToken.VALUE_STRING) {
                        into.add(parser.getText());
                        if (into.size() > most) {
                            return false;
                        }
                    }
                    if (parser.currentToken() != JsonToken.END_ARRAY) {
                        throw new IOException("an entry is no text");
                    }
                } else {
                    // A repository without tags: null.
                    listed |= value == JsonToken.VALUE_NULL;
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT) {
                throw new IOException("it ends midway");
            }
        }
        if (!listed) {
            throw new IOException("there is no list of tags in it");
        }
        return true;
    }

    /**
     * Where the next page is, as the header {@code Link} says (RFC 8288).
     *
     * @param page where this one is
     * @return null where this was the last
     * @throws IOException where the next would be at another host
     */
    static HttpUrl next(HttpUrl page, String header) throws IOException {
        Matcher link = LINK.matcher(header);
        while (link.find()) {
            if (NEXT.matcher(link.group(2)).find()) {
                HttpUrl next = page.resolve(link.group(1));
                if (next == null || !next.host().equals(page.host())) {
                    throw new IOException("it continues at "
                            + (next == null ? "something that is no address" : "another host, " + next.host()));
                }
                // Registries behind a proxy often know neither its scheme nor its port.
                return next.newBuilder()
                        .scheme(page.scheme())
                        .port(page.port())
                        .username("")
                        .password("")
                        .build();
            }
        }
        return null;
    }
}
