package io.jenkins.plugins.continuousdeployment.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.definition.TagFilter;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Flux's documentation says of its policies, in our own words, and where we go further. */
class TagPolicyTest {
    private static final List<String> SIGNATURES = List.of("^.*\\.sig$");
    private static final ImageName WEB = ImageName.of("ghcr.io/shop/web");

    private static TagPolicy policy(String order) {
        return TagPolicy.of(order, Optional.empty(), SIGNATURES);
    }

    private static TagPolicy policy(String order, String pattern, String extract) {
        return TagPolicy.of(order, Optional.of(new TagFilter(pattern, extract)), SIGNATURES);
    }

    private static List<String> tags(String words) {
        return List.of(words.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The newest version in the range, whatever the order in which tags are listed.
                "semver:1.0.x       | 1.0.0 1.0.1 1.0.2 1.1.0               | 1.0.2",
                "semver:>=1.0.0 <2  | 2.0.0 1.9.9 1.10.0 0.9.0             | 1.10.0",
                "semver:*           | v1.2.3 v1.10.0 latest                | v1.10.0",
                "semver:^1          | 1.2.0 1.3.0-rc.1                     | 1.2.0",
                "semver:^1-0        | 1.2.0 1.3.0-rc.1                     | 1.3.0-rc.1",
                // Three parts parted by dots make a version; fewer don't.
                "semver:*           | 2024 1.2 1.1.9                       | 1.1.9",
                "semver:>=2         | 1.0.0                                | none",
                // Equal but for build or v: the first by bytes, as in a registry that lists in that order.
                "semver:*           | v1.0.0 1.0.0                         | 1.0.0",
                "semver:*           | 1.0.0_1 1.0.0 v1.0.0                 | 1.0.0",
                "alphabetical       | a b c                                | c",
                "alphabetical:asc   | c a b                                | c",
                "alphabetical:desc  | b a c                                | a",
                "alphabetical       | Zebra apple                          | apple",
                "alphabetical       | 10 9                                 | 9",
                "alphabetical:asc   | RELEASE.2024-01-02 RELEASE.2023-12-31 | RELEASE.2024-01-02",
                "numerical:asc      | 1 2 10                               | 10",
                "numerical          | 9 10                                 | 10",
                "numerical:desc     | 9 10 1.5                             | 1.5",
                // What a double can't tell apart.
                "numerical          | 9007199254740992 9007199254740993    | 9007199254740993",
                "numerical          | 0.10000000000000000001 0.1           | 0.10000000000000000001",
                "numerical          | 1e3 999                              | 1e3",
                // Of equal numbers the last by bytes.
                "numerical          | 1 01 1.0                             | 1.0",
                "numerical          | latest main                          | none",
                "digest:stable      | latest stable 1.0                    | stable",
                "digest:stable      | latest 1.0                           | none",
                "alphabetical       | a b z.sig                            | b",
            })
    void choosesWhatFluxWould(String order, String tags, String chosen) {
        Choice choice = policy(order).choose(tags(tags));
        assertThat(choice.tag().orElse("none")).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "semver:^1    | 1.2.0     | none",
                "semver:^1    | 2.0.0     | is no version in the range ^1",
                "semver:^1    | 1.2       | is no version in the range ^1",
                "numerical    | latest    | is no number",
                "digest:main  | latest    | is not the tag main",
                "digest:main  | main      | none",
                "newest       | undated   | is without a creation time",
                "newest       | dated     | none",
                "alphabetical | 1.2.0.sig | is left out by the exclusion ^.*\\.sig$",
            })
    void saysWhyItWouldNeverChooseATag(String order, String tag, String why) {
        Function<String, Optional<Instant>> created =
                each -> each.equals("dated") ? Optional.of(Instant.EPOCH) : Optional.empty();
        assertThat(policy(order).refusal(tag, created).orElse("none")).isEqualTo(why);
        TagPolicy filtered = policy("numerical", "^main-(?P<n>.*)$", "$n");
        assertThat(filtered.refusal("main-x", created)).contains("(\"x\") is no number");
        assertThat(filtered.refusal("dev-1", created)).contains("does not pass the filter ^main-(?P<n>.*)$");
        assertThat(filtered.refusal("main-1", created)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // The tag itself is the answer, what is extracted is only compared.
                "numerical | ^main-[a-f0-9]+-(?P<ts>[0-9]+) | $ts | main-aaa-9 main-bbb-10 main-ccc-8 dev-1-99 | main-bbb-10",
                "numerical:desc | ^main-[a-f0-9]+-(?P<ts>[0-9]+) | $ts | main-aaa-9 main-bbb-10 main-ccc-8 | main-ccc-8",
                "semver:^1 | ^(?P<version>[0-9.]+)-alpine$ | $version | 1.2.0-alpine 1.3.0-alpine 1.9.0 | 1.3.0-alpine",
                // Without an extract the tag is compared.
                "alphabetical | ^release- | \"\" | release-a release-b z | release-b",
                // Anywhere in the tag.
                "alphabetical | rc | \"\" | 1.0-rc1 1.1-rc2 1.2 | 1.1-rc2",
                // Several tags with one extract: the last by bytes stands for them.
                "numerical | -(?P<n>[0-9]+)$ | $n | a-7 b-7 c-6 | b-7",
                "semver:* | ^[a-z]+-(.*)$ | $1 | a-1.0.0 b-1.0.0 c-0.9.0 | b-1.0.0",
                // $1x is a group of that name, and there is none: nothing is left to compare.
                "numerical | ^(\\d+)x$ | $1x | 1x 2x | none",
                "numerical | ^(\\d+)x$ | ${1}0 | 1x 2x | 2x",
                "alphabetical | nothing | $x | a b | none",
            })
    void comparesWhatTheFilterExtracts(String order, String pattern, String extract, String tags, String chosen) {
        Choice choice = policy(order, pattern, extract).choose(tags(tags));
        assertThat(choice.tag().orElse("none")).isEqualTo(chosen);
    }

    @Test
    void theOrderOfTheListNeverMatters() {
        List<String> tags = new ArrayList<>(tags("1.0.0 v1.0.0 1 01 1.0 main-a-7 main-b-7 2.0.0-rc.1 latest a A"));
        Random random = new Random(1);
        for (String order : List.of("numerical", "numerical:desc", "alphabetical", "alphabetical:desc", "semver:*-0")) {
            Optional<String> first = policy(order).choose(tags).tag();
            for (int i = 0; i < 50; i++) {
                Collections.shuffle(tags, random);
                assertThat(policy(order).choose(tags).tag()).as(order).isEqualTo(first);
            }
        }
    }

    @Test
    void aTagThatIsNoNumberIsSkippedWithANote() {
        Choice choice = policy("numerical").choose(tags("1 2 latest main Infinity 0x1p4 NaN"));
        assertThat(choice.tag()).contains("2");
        assertThat(choice.notes()).containsExactly("5 tags are no number: 0x1p4, Infinity, NaN and 2 more.");
    }

    @Test
    void whyNothingIsChosenIsSaid() {
        assertThat(policy("semver:>=2").choose(tags("1.0.0 latest")).notes())
                .containsExactly("2 tags are no version in the range >=2: 1.0.0, latest.", "None of 2 tags is wanted.");
        assertThat(policy("alphabetical", "^x-", "").choose(tags("a b")).notes())
                .containsExactly("No tag passes the filter ^x-.", "None of 2 tags is wanted.");
        assertThat(policy("alphabetical").choose(List.of()).notes()).containsExactly("There is no tag at all.");
    }

    @Test
    void whatCanBeNoTagIsLeftOutWithANote() {
        Choice choice = policy("alphabetical").choose(List.of("a", "z\u001b[31m", "zz zz", "-z"));
        assertThat(choice.tag()).contains("a");
        assertThat(choice.notes()).containsExactly("3 entries can't be a tag: -z, z?[31m, zz zz.");
    }

    @Test
    void exclusionsAreTheDefinitions() {
        TagPolicy all = TagPolicy.of("alphabetical", Optional.empty(), List.of());
        assertThat(all.choose(tags("a b z.sig")).tag()).contains("z.sig");
        TagPolicy fewer = TagPolicy.of("alphabetical", Optional.empty(), List.of("^c", "b"));
        assertThat(fewer.choose(tags("a ab cc z.sig")).tag()).contains("z.sig");
        assertThat(fewer.choose(tags("a ab cc")).tag()).contains("a");
    }

    @Test
    void newestGoesByTimesOfCandidatesAlone() {
        Map<String, Instant> times = Map.of(
                "main-a", Instant.parse("2026-01-02T00:00:00Z"),
                "main-b", Instant.parse("2026-01-01T00:00:00Z"),
                "main-c", Instant.parse("2026-01-02T00:00:00Z"));
        List<String> asked = new ArrayList<>();
        Function<String, Optional<Instant>> created = tag -> {
            asked.add(tag);
            return Optional.ofNullable(times.get(tag));
        };
        Choice choice = policy("newest", "^main-", "").choose(tags("main-a main-b main-c main-d dev-z"), created);
        assertThat(choice.tag()).contains("main-c");
        assertThat(choice.notes()).containsExactly("1 tag is without a creation time: main-d.");
        assertThat(asked).doesNotContain("dev-z");
    }

    @Test
    void timesOfReproducibleBuildsAreTold() {
        Choice choice = policy("newest").choose(tags("a b"), tag -> Optional.of(Instant.EPOCH));
        assertThat(choice.tag()).contains("b");
        assertThat(choice.notes())
                .singleElement()
                .asString()
                .contains("1970-01-01T00:00:00Z")
                .contains("another order");
    }

    @ParameterizedTest
    @CsvSource({
        "semver:^1, ghcr.io/shop/web:1.2.0, 1.3.0, UPGRADE",
        "semver:^1, ghcr.io/shop/web:1.3.0, 1.3.0, SAME",
        "semver:^1, ghcr.io/shop/web:1.4.0, 1.3.0, DOWNGRADE",
        // Not in the terms of the policy: nothing to compare with.
        "semver:^1, ghcr.io/shop/web:2.0.0, 1.3.0, FIRST",
        "semver:^1, ghcr.io/shop/web:latest, 1.3.0, FIRST",
        "semver:^1, ghcr.io/shop/web, 1.3.0, FIRST",
        "semver:^1, nginx:1.4.0, 1.3.0, FIRST",
        "semver:^1, ghcr.io/shop/web:1.3.0.sig, 1.3.0, FIRST",
        "numerical:desc, ghcr.io/shop/web:5, 4, UPGRADE",
        "numerical:desc, ghcr.io/shop/web:4, 5, DOWNGRADE",
        "alphabetical, ghcr.io/shop/web:b, a, DOWNGRADE",
        "semver:*, ghcr.io/shop/web:v1.0.0, 1.0.0, UPGRADE",
        "digest:stable, ghcr.io/shop/web:stable, stable, SAME",
        "digest:stable, ghcr.io/shop/web:latest, stable, FIRST",
    })
    void aMoveIsJudgedOnlyAgainstWhatThePolicyCouldHaveChosen(String order, String present, String chosen, Move move) {
        assertThat(policy(order).move(WEB, ImageName.of(present), chosen, tag -> Optional.empty()))
                .isEqualTo(move);
    }

    @Test
    void onlyADowngradeNeedsLeave() {
        assertThat(Move.values()).filteredOn(move -> !move.permitted(false)).containsExactly(Move.DOWNGRADE);
        assertThat(Move.values()).allMatch(move -> move.permitted(true));
    }

    @Test
    void aMoveByTimeNeedsBothTimes() {
        Map<String, Instant> times =
                Map.of("old", Instant.parse("2026-01-01T00:00:00Z"), "new", Instant.parse("2026-01-02T00:00:00Z"));
        Function<String, Optional<Instant>> created = tag -> Optional.ofNullable(times.get(tag));
        TagPolicy newest = policy("newest");
        assertThat(newest.move(WEB, ImageName.of(WEB + ":old"), "new", created)).isEqualTo(Move.UPGRADE);
        assertThat(newest.move(WEB, ImageName.of(WEB + ":new"), "old", created)).isEqualTo(Move.DOWNGRADE);
        assertThat(newest.move(WEB, ImageName.of(WEB + ":gone"), "new", created))
                .isEqualTo(Move.FIRST);
    }

    @Test
    void tensOfThousandsAreChosenFrom() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            many.add("main-" + Integer.toHexString(i * 7919) + "-" + (1_700_000_000L + i));
        }
        assertThat(policy("numerical", "^main-[a-f0-9]+-(?P<ts>[0-9]+)", "$ts")
                        .choose(many)
                        .tag())
                .hasValueSatisfying(tag -> assertThat(tag).endsWith("-1700049999"));
    }
}
