package io.jenkins.plugins.continuousdeployment.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Kubectl;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import org.junit.jupiter.api.Test;

/** Who one is to a real API server, and what one may. */
class AccessReviewsTest {
    @Test
    void aUserIsToldWhoItIsAndWhatItMay() {
        Kubectl nobody = TestBed.get().kubectlAs("review-nobody", "team-a");
        try (Cluster cluster = Cluster.of("bed", Kubeconfigs.read(nobody.kubeconfig(), null))) {
            AccessReviews reviews = new AccessReviews(cluster);
            assertThat(reviews.whoAmI().user()).isEqualTo("review-nobody");
            assertThat(reviews.whoAmI().groups()).contains("team-a", "system:authenticated");
            assertThat(reviews.allowed("list", "apps", "deployments", "default", ""))
                    .isFalse();
        }
    }

    @Test
    void anAdministratorMayAll() {
        TestBed bed = TestBed.get();
        try (Cluster cluster =
                Cluster.of("bed", Kubeconfigs.read(bed.kubernetes().kubeconfig(), null))) {
            assertThat(new AccessReviews(cluster).allowed("delete", "*", "*", "", ""))
                    .isTrue();
        }
    }
}
