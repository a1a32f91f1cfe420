package io.jenkins.plugins.continuousdeployment.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which images an object's containers run. */
class UsedImageTest {
    @SuppressWarnings("unchecked") // the samples are mappings
    private static List<String> images(String yaml) {
        Object tree = YamlReader.read("test", yaml.getBytes(StandardCharsets.UTF_8), YamlLimits.DEFAULT)
                .get(0)
                .tree();
        return UsedImage.of(new KubeObject((Map<String, Object>) tree));
    }

    @Test
    void containersOfEveryKindAndImageVolumesCount() {
        assertThat(images("""
                kind: Deployment
                spec:
                  template:
                    spec:
                      initContainers: [{name: first, image: 'busybox:1'}]
                      containers: [{name: web, image: shop/web:1.4.2}, {name: proxy, image: 'envoy@sha256:abc'}]
                      volumes: [{name: data, image: {reference: shop/data:3}}, {name: other, emptyDir: {}}]
                """))
                .containsExactlyInAnyOrder("busybox:1", "shop/web:1.4.2", "envoy@sha256:abc", "shop/data:3");
    }

    @Test
    void deepOnesOfCronJobsPodTemplatesAndOtherPeoplesKindsCount() {
        assertThat(images("{kind: CronJob, spec: {jobTemplate: {spec: {template: {spec: {containers:"
                        + " [{image: job:1}]}}}}}}"))
                .containsExactly("job:1");
        assertThat(images("{kind: PodTemplate, template: {spec: {containers: [{image: pod:1}]}}}"))
                .containsExactly("pod:1");
        assertThat(images("{kind: Rollout, spec: {template: {spec: {containers: [{image: web:2}]}}}}"))
                .containsExactly("web:2");
    }

    @Test
    void whatIsNoImageOfAContainerDoesNot() {
        assertThat(images("{kind: ConfigMap, data: {containers: 'image: web:1'}}"))
                .isEmpty();
        assertThat(images("{kind: Camera, spec: {image: holiday.jpg, containers: {image: web:1}}}"))
                .isEmpty();
        assertThat(images("{kind: Deployment, spec: {template: {spec: {containers: [{image: ''}, {image: 5}, web]}}}}"))
                .isEmpty();
    }
}
