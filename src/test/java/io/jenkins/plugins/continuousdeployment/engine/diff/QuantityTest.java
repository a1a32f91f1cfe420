package io.jenkins.plugins.continuousdeployment.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "1000m, 1",
        "1500m, 1500m",
        "0.5, 500m",
        ".5,",
        "0.1, 100m",
        "100m, 100m",
        "0, 0",
        "0Gi, 0",
        "0.0, 0",
        "1.0, 1",
        "1, 1",
        "1000, 1k",
        "1000000, 1M",
        "1024, 1024",
        "1024Mi, 1Gi",
        "1536Mi, 1536Mi",
        "1.5Gi, 1536Mi",
        "0.5Ki, 512",
        "0.5Gi, 512Mi",
        "2000Mi, 2000Mi",
        "1Ki, 1Ki",
        "512Ki, 512Ki",
        "1000Ki, 1000Ki",
        "1G, 1G",
        "1000M, 1G",
        "1500M, 1500M",
        "64000k, 64M",
        "1e3,",
        "1E, 1E",
        "12E,",
        "1Ei, 1Ei",
        "+5,",
        "05,",
        "1.500,",
        "1.5, 1500m",
        "1.50, 1500m",
        "-1,",
        "1n, 1n",
        "1000n, 1u",
        "0.0001, 100u",
        "1 G,",
        "G,",
        "1.0000000001,",
        "100.5m, 100500u",
        "0.5m, 500u",
        "0.1Ki, 102400m"
    })
    void isWrittenAsTheServerDoesOrLeftOut(String written, String expected) {
        assertThat(Quantity.canonical(written).orElse(null)).isEqualTo(expected);
    }

    @Test
    void numbersAreAmountsAndNothingElseIs() {
        assertThat(Quantity.canonical(1000L)).hasValue("1k");
        assertThat(Quantity.canonical(0.5)).hasValue("500m");
        assertThat(Quantity.canonical(1e-7)).isEmpty();
        assertThat(Quantity.canonical(true)).isEmpty();
        assertThat(Quantity.canonical(null)).isEmpty();
    }

    @Test
    void serverWritesTheSameWords() {
        List<String> written = amounts(new Random(1));
        List<Map<String, Object>> containers = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Map<String, Object> limits = Map.of("limits", Map.of("cpu", written.get(i)));
            containers.add(Map.of("name", "c" + i, "image", "a", "resources", limits));
        }
        LiveServer server = LiveServer.get();
        KubeObject template = new KubeObject(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "PodTemplate",
                "metadata",
                Map.of("name", "amounts", "namespace", server.newNamespace("quantity-")),
                "template",
                Map.of("metadata", Map.of("labels", Map.of("a", "b")), "spec", Map.of("containers", containers))));

        List<Object> live = server.dryRun(template, "tests").object().list("template", "spec", "containers");

        for (int i = 0; i < written.size(); i++) {
            String words = new KubeObject(Trees.map(live.get(i))).text("resources", "limits", "cpu");
            assertThat(Quantity.canonical(written.get(i)).orElse(words))
                    .as(written.get(i))
                    .isEqualTo(words);
        }
    }

    private static List<String> amounts(Random random) {
        List<String> suffixes = List.of("", "", "m", "k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti", "P", "Pi");
        List<String> amounts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            long number =
                    1 + random.nextLong(List.of(10L, 1100L, 70_000L, 3_000_000L).get(random.nextInt(4)));
            if (random.nextInt(3) == 0) {
                number = number * (random.nextBoolean() ? 1024 : 1000);
            }
            String suffix = suffixes.get(random.nextInt(suffixes.size()));
            // A Pod's amounts go down to thousandths.
            String fraction = suffix.equals("m") || random.nextBoolean() ? "" : "." + (1 + random.nextInt(999));
            amounts.add(number + fraction + suffix);
        }
        return amounts;
    }
}
