package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.image.Choice;
import io.jenkins.plugins.continuousdeployment.engine.image.TagPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tags from a file, one a line, each with a time behind it where one is known.
 *
 * @param times by tag
 */
record TagLines(Map<String, Optional<Instant>> times) {
    private static final String STANDARD_INPUT = "-";

    static TagLines read(String file) {
        Map<String, Optional<Instant>> times = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        int number = 0;
        for (String line : content(file).lines().toList()) {
            number++;
            // Blanks can be in no tag.
            String[] words = line.strip().split("[ \\t]+", 2);
            if (words.length < 2) {
                if (!words[0].isEmpty()) {
                    times.put(words[0], Optional.empty());
                }
                continue;
            }
            try {
                times.put(words[0], Optional.of(OffsetDateTime.parse(words[1]).toInstant()));
            } catch (DateTimeException e) {
                problems.add(new Problem(
                        new Place(file, 0, number, words[0].length() + 2),
                        "behind a tag only a time can stand, such as 2026-01-31T08:00:00Z"));
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return new TagLines(times);
    }

    private static String content(String file) {
        try {
            return file.equals(STANDARD_INPUT)
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RefusedException(List.of(new Problem(Place.of(file), "the file is missing or can't be read")), e);
        }
    }

    Choice choose(TagPolicy policy) {
        if (policy.needsTimes() && !times.isEmpty() && times.values().stream().allMatch(Optional::isEmpty)) {
            throw new RefusedException("--policy: newest goes by creation times, and the lines of --tags have none."
                    + " Put them behind the tags, or name the image with --image");
        }
        return policy.choose(times.keySet(), tag -> times.getOrDefault(tag, Optional.empty()));
    }
}
