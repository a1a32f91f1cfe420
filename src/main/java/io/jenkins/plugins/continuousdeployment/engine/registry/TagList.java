package io.jenkins.plugins.continuousdeployment.engine.registry;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.Redacted;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;

/**
 * Reads the list of an image's tags, page by page. Pages of a thousand are asked for, since some registries give
 * fifty at a time else; where a registry refuses that, its own size is taken from then on.
 */
final class TagList {
    static final int MOST_TAGS = 1_000_000;
    private static final int PAGE = 1000;
    private static final int MOST_PAGES = MOST_TAGS / 50;
    /** Pages without a new tag, after which a registry is taken to go round. */
    private static final int MOST_IDLE_PAGES = 10;

    private static final int PAGE_BYTES = 64 << 20;
    private static final int SHOWN = 3;

    private final RegistryAccess access;
    private final Exchange exchange;
    private final AtomicBoolean unsized = new AtomicBoolean();

    TagList(RegistryAccess access, Exchange exchange) {
        this.access = access;
        this.exchange = exchange;
    }

    /**
     * Reads it.
     *
     * @param known what was read before; null for nothing
     * @return the same as before where the registry says that nothing has changed
     */
    Tags read(ImageName image, Tags known) {
        Set<String> all = new LinkedHashSet<>();
        Set<HttpUrl> seen = new HashSet<>();
        Ask ask = first(image);
        Answer answer =
                known == null || known.etag().isEmpty() ? page(ask) : page(ask.with("If-None-Match", known.etag()));
        if (answer.code() == Answer.NOT_MODIFIED && known != null) {
            return known;
        }
        String etag = answer.header("ETag");
        int idle = 0;
        while (true) {
            int before = all.size();
            HttpUrl next = take(ask, answer, all);
            idle = all.size() > before ? 0 : idle + 1;
            if (next == null) {
                // What a registry calls the first page says nothing about the others.
                return tags(all, seen.isEmpty() ? etag : "");
            }
            seen.add(answer.url());
            if (!seen.add(next) || idle > MOST_IDLE_PAGES || seen.size() > MOST_PAGES) {
                throw exchange.failures(ask)
                        .refused("the registry's list of pages does not end: after " + seen.size() + " pages with "
                                + all.size()
                                + " tags it still names a next one. Whoever runs the registry must mend it.");
            }
            ask = Ask.get(next, PAGE_BYTES, image, ask.what());
            answer = page(ask);
        }
    }

    private Ask first(ImageName image) {
        HttpUrl.Builder url =
                access.base().newBuilder().addPathSegments(image.repository()).addPathSegments("tags/list");
        if (!unsized.get()) {
            url.addQueryParameter("n", Integer.toString(PAGE));
        }
        return Ask.get(url.build(), PAGE_BYTES, image, "the list of tags of " + image.withoutTag());
    }

    private Answer page(Ask ask) {
        Answer answer = exchange.ask(ask);
        if (answer.code() == Answer.OK || answer.code() == Answer.NOT_MODIFIED) {
            return answer;
        }
        boolean sized = ask.url().queryParameter("n") != null && ask.url().queryParameter("last") == null;
        if (sized && refusesSize(answer)) {
            HttpUrl bare = ask.url().newBuilder().removeAllQueryParameters("n").build();
            Answer second = exchange.ask(Ask.get(bare, PAGE_BYTES, ask.image(), ask.what()));
            if (second.code() == Answer.OK) {
                unsized.set(true);
                return second;
            }
        }
        throw exchange.failures(ask).status(answer);
    }

    /** 400, 405, 416, 422 and the like: what is wrong is the request, not who asks. */
    private static boolean refusesSize(Answer answer) {
        return switch (answer.code()) {
            case Answer.FORBIDDEN, Answer.NOT_FOUND -> false;
            default -> answer.code() >= Answer.BAD_REQUEST && answer.code() < Answer.SERVER_ERROR;
        };
    }

    /** Takes the entries of a page and says where the next is. */
    private HttpUrl take(Ask ask, Answer answer, Set<String> all) {
        try {
            if (!TagPage.read(answer.body(), all, MOST_TAGS)) {
                throw exchange.failures(ask)
                        .refused("there are more than " + MOST_TAGS + " tags. Nothing was concluded from a part of"
                                + " them; remove old tags from the repository.");
            }
        } catch (IOException e) {
            throw exchange.failures(ask).noRegistry(answer);
        }
        try {
            return TagPage.next(answer.url(), String.join(", ", answer.headers().values("Link")));
        } catch (IOException e) {
            throw new RefusedException(
                    ask.what() + " can't be read: " + e.getMessage() + ", where it is not followed. Whoever runs the"
                            + " registry must mend the addresses of its pages.",
                    e);
        }
    }

    private static Tags tags(Set<String> all, String etag) {
        List<String> list = new ArrayList<>(all.size());
        List<String> odd = new ArrayList<>();
        for (String each : all) {
            (ImageName.isTag(each) ? list : odd).add(each);
        }
        if (odd.isEmpty()) {
            return new Tags(list, List.of(), etag);
        }
        String shown = odd.stream()
                .limit(SHOWN)
                .map(each -> "\"" + Redacted.clean(each.length() > 40 ? each.substring(0, 40) + "…" : each, List.of())
                        + "\"")
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
        String more = odd.size() > SHOWN ? " and " + (odd.size() - SHOWN) + " more" : "";
        return new Tags(
                list,
                List.of(odd.size() + (odd.size() == 1 ? " entry" : " entries")
                        + " of the registry's list can't be a tag and "
                        + (odd.size() == 1 ? "was" : "were") + " left out: " + shown + more + "."),
                etag);
    }
}
