package io.jenkins.plugins.continuousdeployment.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.edit.RandomFile.Planted;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Random files: after an edit nothing differs but the text of the scalars that were given markers, and another parser, of
 * YAML 1.2, reads the same tree otherwise. More of them with {@code -Dedit.runs=100000}; a failure names its seed, and
 * {@code -Dedit.seed=N -Dedit.runs=1} repeats it.
 */
class RandomFilesTest {
    private static final int RUNS = Integer.getInteger("edit.runs", 5_000);
    private static final long FIRST = Long.getLong("edit.seed", 1);

    private int places;
    private int readByOther;

    @Test
    void onlyTheBytesOfMarkedScalarsDiffer() {
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            RandomFile file = new RandomFile(seed);
            try {
                check(file, seed % 4 == 0);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Seed " + seed + ":\n" + file.text, e);
            }
        }
        assertThat(places).isGreaterThan(RUNS);
        assertThat(readByOther).isGreaterThan(RUNS / 100 * 90);
        System.out.println("Random files: " + RUNS + " from seed " + FIRST + ", " + places + " places edited, "
                + readByOther + " files read by another parser too");
    }

    private void check(RandomFile file, boolean withMark) {
        Map<String, ImageReference> targets = new HashMap<>();
        RandomFile.POLICIES.forEach(policy -> targets.put(policy, file.target(policy)));
        byte[] before = file.bytes(withMark);
        Edited edited = ImageEdits.edit(Map.of("a.yaml", before), targets, EditOptions.DEFAULT);
        assertThat(edited.problems()).isEmpty();
        byte[] after = edited.files().getOrDefault("a.yaml", before);
        assertThat(edited.places()).hasSameSizeAs(file.planted);
        String text = new String(after, StandardCharsets.UTF_8);
        assertThat(text.startsWith("\ufeff")).isEqualTo(withMark);
        onlyPlantedDiffer(file, text.substring(withMark ? 1 : 0));
        sameTreeOtherwise(file, before, after);
        places += file.planted.size();
    }

    /** Walks both texts side by side, by what the generator noted. */
    private static void onlyPlantedDiffer(RandomFile file, String after) {
        int old = 0;
        int now = 0;
        for (Planted planted : file.planted) {
            int same = planted.start() - old;
            assertThat(after.substring(now, now + same)).isEqualTo(file.text.substring(old, planted.start()));
            now += same;
            old = planted.end();
            String wanted = planted.part().of(file.target(planted.policy()));
            String quoted = planted.quote() + wanted + planted.quote();
            boolean gotQuotes = planted.mayBeQuoted() && after.startsWith('"' + wanted + '"', now);
            String written = gotQuotes ? '"' + wanted + '"' : quoted;
            assertThat(after.substring(now)).startsWith(written);
            now += written.length();
        }
        assertThat(after.substring(now)).isEqualTo(file.text.substring(old));
    }

    private void sameTreeOtherwise(RandomFile file, byte[] before, byte[] after) {
        List<Object> old;
        try {
            old = read(before);
        } catch (YamlEngineException e) {
            return;
        }
        readByOther++;
        Map<String, String> wanted = new HashMap<>();
        file.planted.forEach(planted -> wanted.put(planted.old(), planted.part().of(file.target(planted.policy()))));
        assertThat(read(after)).isEqualTo(replaced(old, wanted));
    }

    private static List<Object> read(byte[] bytes) {
        List<Object> documents = new ArrayList<>();
        LoadSettings settings =
                LoadSettings.builder().setMaxAliasesForCollections(1_000).build();
        new Load(settings)
                .loadAllFromInputStream(new ByteArrayInputStream(bytes))
                .forEach(documents::add);
        return documents;
    }

    private static Object replaced(Object tree, Map<String, String> wanted) {
        if (tree instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, replaced(value, wanted)));
            return copy;
        }
        if (tree instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(value -> copy.add(replaced(value, wanted)));
            return copy;
        }
        if (tree instanceof String text) {
            String line = text.stripTrailing();
            return wanted.containsKey(line) ? wanted.get(line) + text.substring(line.length()) : text;
        }
        return tree;
    }
}
