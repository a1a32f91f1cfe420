package io.jenkins.plugins.continuousdeployment.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds templates to what {@code tools/template-table} wrote of Go's. */
class TemplateTableTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The update that the table was written for. */
    static UpdateFacts facts() {
        return new UpdateFacts(
                "shop/web",
                List.of(
                        new ImageChange(
                                "shop:nginx:tag",
                                "nginx:1.27.0",
                                "1.26.0",
                                "1.27.0",
                                "deploy/kustomization.yaml",
                                4,
                                new ObjectName("kustomize.config.k8s.io/v1beta1", "Kustomization", "", "")),
                        new ImageChange(
                                "shop:web",
                                "ghcr.io/shop/web:v2",
                                "ghcr.io/shop/web:v1",
                                "ghcr.io/shop/web:v2",
                                "deploy/web.yaml",
                                20,
                                new ObjectName("apps/v1", "Deployment", "shop", "web"))),
                Map.of("cluster", "prod", "greeting", "gr\u00fc\u00df dich", "empty", ""));
    }

    private static String ours(String template) {
        try {
            return UpdateText.of("message", template).message(facts());
        } catch (RefusedException e) {
            assertThat(e.problems()).hasSize(1);
            assertThat(e.getMessage()).as(template).matches("(?s)message:\\d+:\\d+: .*");
            return "error";
        }
    }

    private static List<String[]> rows() throws IOException {
        try (InputStream in = TemplateTableTest.class.getResourceAsStream("templates.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(row -> row.split("\t", -1))
                    .toList();
        }
    }

    @Test
    void givesWhatGoGives() throws IOException {
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (String[] row : rows()) {
            String template = JSON.readValue(row[0], String.class);
            String answer = ours(template);
            String go = "error".equals(row[1]) || row.length > 2 ? "error" : JSON.readValue(row[1], String.class);
            compared++;
            if (!answer.equals(go)) {
                wrong.add(row[0] + "\n  is   " + JSON.writeValueAsString(answer) + "\n  not  "
                        + JSON.writeValueAsString(go));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThan(200);
    }
}
