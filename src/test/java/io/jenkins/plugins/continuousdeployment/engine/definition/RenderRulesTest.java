package io.jenkins.plugins.continuousdeployment.engine.definition;

import static io.jenkins.plugins.continuousdeployment.engine.definition.TestDefinitions.LEAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't be in the blocks {@code kustomize} and {@code helm}. */
class RenderRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "kustomize: {image: []}|kustomize.image: unknown key. Did you mean images?",
                "kustomize: {images: [{name: a}]}|kustomize.images[0]: changes nothing; give newName, newTag or digest",
                "kustomize: {images: [{newTag: '1'}]}|kustomize.images[0]: the key name is missing",
                "kustomize: {images: [{name: a, newTag: 1.20}]}|kustomize.images[0].newTag: must be text; this is a number",
                "kustomize: {images: [{name: a, newTag: b}, {name: a, newTag: c}]}|images[1]: is the same as source.kustomize.images[0]",
                "kustomize: {namespace: Shop}|kustomize.namespace: is no name of a namespace",
                "kustomize: {components: ['https://x/y']}|kustomize.components[0]: must be a file of the repository",
                "kustomize: {components: ['git::x']}|kustomize.components[0]: must be a file of the repository",
                "kustomize: {components: [/etc]}|kustomize.components[0]: must be relative",
                "kustomize: {patches: [{}]}|kustomize.patches[0]: needs either patch, a text, or path, a file",
                "kustomize: {patches: [{path: a, patch: b}]}|kustomize.patches[0]: needs either patch",
                "kustomize: {patches: [{path: a, target: {}}]}|patches[0].target: is empty and would mean every object",
                "kustomize: {replicas: [{name: a}]}|kustomize.replicas[0]: the key count is missing",
                "kustomize: {replicas: [{name: a, count: -1}]}|replicas[0].count: must be a whole number",
                "helm: {releaseName: Shop}|helm.releaseName: is no name of a release",
                "helm: {valueFiles: ['']}|helm.valueFiles[0]: must not be empty",
                "helm: {valueFiles: ['http://127.0.0.1/v.yaml']}|helm.valueFiles[0]: must be a file of the repository",
                "helm: {valueFiles: values.yaml}|helm.valueFiles: must be a list",
                "helm: {parameters: [{name: a}]}|helm.parameters[0]: the key value is missing",
                "helm: {parameters: [{name: a, value: 1}]}|helm.parameters[0].value: must be text",
                "helm: {parameters: [{name: a, value: '1'}, {name: a, value: '2'}]}|parameters[1]: is the same as",
                "helm: {version: v3}|helm.version: unknown key",
            })
    void isRefusedWithItsLine(String block, String message) {
        String text = LEAST.replace("destinations:", "  " + block + "\ndestinations:");
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> new DefinitionReader().read("shop.yaml", text));
        assertThat(refused).as(block).isNotNull();
        assertThat(refused.problems()).hasSize(1);
        assertThat(refused.problems().get(0).message()).contains(message);
        assertThat(refused.problems().get(0).place().line()).isEqualTo(4);
    }

    @Test
    void bothToolsTogetherAreRefused() {
        String text = LEAST.replace("destinations:", "  kustomize: {}\n  helm: {}\ndestinations:");
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> new DefinitionReader().read("shop.yaml", text));
        assertThat(refused).hasMessageContaining("can't stand beside kustomize");
    }
}
