package io.jenkins.plugins.continuousdeployment.engine.bench;

import io.jenkins.plugins.continuousdeployment.engine.definition.TagFilter;
import io.jenkins.plugins.continuousdeployment.engine.image.TagPolicy;
import io.jenkins.plugins.continuousdeployment.engine.registry.Registry;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryAccess;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryCredential;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Images;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Listing 10,000 tags and choosing one, beside crane listing them; and what watching 1,000 images takes. By hand: it
 * asserts nothing.
 */
public final class RegistryBench {
    private static final int TAGS = 10_000;
    private static final int RUNS = 9;
    private static final int WATCHED = 1000;
    private static final int LOOKS = 3;

    private RegistryBench() {}

    /** Takes nothing; runs alone. */
    public static void main(String[] arguments) throws Exception {
        try (TestBed bed = TestBed.start("--with", "registry")) {
            listing(bed);
            watching(bed);
        }
    }

    private static void listing(TestBed bed) throws Exception {
        Images images = new Images(bed);
        images.pushAll(IntStream.range(0, TAGS)
                .mapToObj(i -> "main-%07x-%d".formatted(i * 7919, 1_700_000_000L + i))
                .toList());
        TagPolicy policy = TagPolicy.of(
                "numerical",
                Optional.of(new TagFilter("^main-[a-f0-9]+-(?P<ts>[0-9]+)", "$ts")),
                List.of("^.*\\.sig$"));
        ImageName image = ImageName.of(images.at(bed.registry().authUrl()));
        Figures list = new Figures();
        Figures choose = new Figures();
        Figures crane = new Figures();
        long requests = 0;
        try (Registry registry = client(bed)) {
            for (int run = 0; run <= RUNS; run++) {
                long before = registry.requests();
                long start = System.nanoTime();
                List<String> tags = registry.tags(image).list();
                long listed = System.nanoTime();
                boolean chosen = policy.choose(tags).tag().isPresent();
                if (run > 0 && chosen) {
                    list.add((listed - start) / 1e6);
                    choose.add((System.nanoTime() - listed) / 1e6);
                    crane.add(crane(images.at(bed.registry().url())));
                    requests = registry.requests() - before;
                }
            }
        }
        System.out.println(TAGS + " tags: listed in " + list.text("ms") + " by " + requests
                + " requests, chosen from in " + choose.text("ms") + "; crane ls as a process " + crane.text("ms"));
    }

    private static double crane(String image) throws IOException, InterruptedException {
        long start = System.nanoTime();
        new ProcessBuilder(TestBed.program("crane").toString(), "ls", "--insecure", image)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void watching(TestBed bed) throws Exception {
        List<Images> all =
                IntStream.range(0, WATCHED).mapToObj(i -> new Images(bed)).toList();
        for (Images each : all) {
            each.push("1.0.0", "2026-01-01T00:00:00Z", java.util.Map.of());
        }
        List<ImageName> names = all.stream()
                .map(each -> ImageName.of(each.at(bed.registry().authUrl())))
                .toList();
        Figures look = new Figures();
        long first;
        long later = 0;
        try (Registry registry = client(bed)) {
            names.forEach(registry::tags);
            first = registry.requests();
            for (int i = 0; i < LOOKS; i++) {
                long start = System.nanoTime();
                names.forEach(registry::tags);
                look.add((System.nanoTime() - start) / 1e9);
            }
            later = (registry.requests() - first) / LOOKS;
        }
        System.out.println(
                WATCHED + " images, one tag each, behind tokens: first look " + first + " requests, each later "
                        + later + " in " + look.text("s") + " on one thread; at an interval of 1m " + later * 60
                        + " requests an hour for lists, and one more an image for each token (here 300 s: "
                        + WATCHED * 12 + " an hour)");
    }

    private static Registry client(TestBed bed) throws IOException {
        RegistryCredential known = new RegistryCredential.UserPassword(
                bed.registry().user(), bed.registry().password());
        return new Registry(
                RegistryAccess.of(URI.create(bed.registry().authUrl()).getAuthority(), known)
                        .withCa(Files.readString(bed.registry().ca())),
                Clock.systemUTC());
    }
}
