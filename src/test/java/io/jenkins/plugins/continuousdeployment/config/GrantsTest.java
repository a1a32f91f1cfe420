package io.jenkins.plugins.continuousdeployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which folder may use what. */
class GrantsTest extends OneJenkins {
    private static final GroupKind DEPLOYMENT = new GroupKind("apps", "Deployment");
    private static final GroupKind SECRET = new GroupKind("", "Secret");
    private static final String ADDRESS = "https://git.example.com/shop/config.git";

    private static DeploymentGrant grant(String folder) {
        DeploymentGrant grant = new DeploymentGrant();
        grant.setFolder(folder);
        return grant;
    }

    private static DeploymentGrant limited(String folder, String clusters, String namespaces, String kinds) {
        DeploymentGrant grant = grant(folder);
        grant.setClusters(clusters);
        grant.setNamespaces(namespaces);
        grant.setKinds(kinds);
        return grant;
    }

    private static void narrow(Folder folder, DeploymentGrant... grants) throws IOException {
        DeploymentFolderProperty property = new DeploymentFolderProperty();
        property.setGrants(Arrays.asList(grants));
        folder.getProperties().replace(property);
    }

    private static void assertMay(Item item, String cluster, String namespace, GroupKind kind) {
        assertThat(Grants.of(item).permit().refusal(cluster, namespace, kind)).isEmpty();
    }

    private static void assertMayNot(Item item, String cluster, String namespace, GroupKind kind) {
        assertThat(Grants.of(item).permit().refusal(cluster, namespace, kind)).isPresent();
    }

    @Test
    void withoutAnyEntryNobodyIsRestricted() {
        Item item = item(null);
        assertMay(item, "prod", "shop", DEPLOYMENT);
        assertThatCode(() -> Grants.of(item).forRepository("", ADDRESS).forCluster("prod"))
                .doesNotThrowAnyException();
    }

    @Test
    void withOneOnlyWhatItGrantsToTheFolderAndThoseBelow() throws IOException {
        configuration().setGrants(List.of(limited("team", "prod, edge-*", "shop, shop-*", "*.apps")));
        Folder team = folder("team");
        Item below = item(team.createProject(Folder.class, "inner"));
        for (Item item : List.of(item(team), below)) {
            assertMay(item, "prod", "shop", DEPLOYMENT);
            assertMay(item, "edge-1", "shop-web", DEPLOYMENT);
            assertMayNot(item, "other", "shop", DEPLOYMENT);
            assertMayNot(item, "prod", "default", DEPLOYMENT);
            assertMayNot(item, "prod", "shop", SECRET);
            assertMayNot(item, "prod", "", new GroupKind("apps", "ClusterThing"));
        }
        assertMayNot(item(null), "prod", "shop", DEPLOYMENT);
        assertMayNot(item(folder("teams")), "prod", "shop", DEPLOYMENT);
    }

    @Test
    void oneEntryMustGrantEverythingTogether() {
        configuration().setGrants(List.of(limited("team", "prod", "shop", ""), limited("team", "test", "", "")));
        Item item = item(folder("team"));
        assertMay(item, "test", "anything", SECRET);
        assertMay(item, "prod", "shop", SECRET);
        assertMayNot(item, "prod", "anything", SECRET);
    }

    @Test
    void theRepositoryOfAnEntryBelongsToItsClusters() {
        DeploymentGrant shop = limited("team", "prod", "", "");
        shop.setRepositories("https://git.example.com/shop/*");
        DeploymentGrant tools = limited("team", "test", "", "");
        tools.setRepositories("tools");
        configuration().setGrants(List.of(shop, tools));
        Item item = item(folder("team"));
        assertThatCode(() -> Grants.of(item).forRepository("", ADDRESS).forCluster("prod"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Grants.of(item).forRepository("", ADDRESS).forCluster("test"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the cluster test is not granted to the folder team");
        assertThatCode(() -> Grants.of(item)
                        .forRepository("tools", "https://elsewhere.example.com/tools.git")
                        .forCluster("test"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Grants.of(item).forRepository("", "https://git.example.com/other/a.git"))
                .hasMessageContaining("is not granted");
    }

    @Test
    void aStarDoesNotMeanAFoldersOwnCluster() {
        configuration().setGrants(List.of(limited("team", "*", "", "")));
        Item item = item(folder("team"));
        assertMay(item, "prod", "shop", DEPLOYMENT);
        assertMayNot(item, "team/prod", "shop", DEPLOYMENT);
    }

    @Test
    void aFolderNarrowsAndNeverWidens() throws IOException {
        configuration().setGrants(List.of(limited("team", "prod", "shop", "")));
        Folder team = folder("team");
        Item item = item(team);
        narrow(team, limited("", "**", "**", ""));
        assertMay(item, "prod", "shop", DEPLOYMENT);
        assertMayNot(item, "other", "shop", DEPLOYMENT);
        narrow(team, limited("", "prod", "", "ConfigMap"));
        assertMayNot(item, "prod", "shop", DEPLOYMENT);
        assertMay(item, "prod", "shop", new GroupKind("", "ConfigMap"));
    }

    @Test
    void aFoldersEntryForAnotherFolderLeavesNothingToIt() throws IOException {
        Folder team = folder("team");
        narrow(team, limited("team/inner", "", "", ""));
        assertMayNot(item(team), "prod", "shop", DEPLOYMENT);
        assertMay(item(team.createProject(Folder.class, "inner")), "prod", "shop", DEPLOYMENT);
    }

    @Test
    void theRefusalNamesTheEntriesAndTheirPlace() {
        configuration().setGrants(List.of(limited("team", "prod", "shop", "ConfigMap")));
        Item item = item(folder("team"));
        assertThat(Grants.of(item).permit().refusal("prod", "shop", DEPLOYMENT).orElseThrow())
                .contains(
                        "the kind Deployment.apps in the namespace shop of the cluster prod",
                        "the folder team",
                        "Manage Jenkins » System » Continuous Deployment",
                        "kinds 'ConfigMap'");
        assertThat(Grants.of(item(null)).permit().refusal("prod", "", SECRET).orElseThrow())
                .contains("outside namespaces", "no entry is for projects outside folders");
    }

    @Test
    void sitesRefuseWhatIsNotGranted() {
        DeploymentGrant grant = limited("team", "test", "", "");
        grant.setRepositories("shop");
        configuration().setGrants(List.of(grant));
        DeploymentRepository shop = repository("shop", ADDRESS, "");
        configuration().setRepositories(List.of(shop));
        DeploymentCluster prod = new DeploymentCluster("prod");
        prod.setAddress("https://127.0.0.1:1");
        configuration().setClusters(List.of(prod));
        Item item = item(folder("team"));
        assertThat(sites.repository(definition(item, "shop", "")).key()).contains("shop");
        assertThatThrownBy(() -> sites.repository(definition(item, "https://git.example.com/a/b.git", "")))
                .hasMessageContaining("is not granted to the folder team");
        var definition = definition(item, "shop", "");
        assertThatThrownBy(() ->
                        sites.clusters(definition, definition.destinations().get(0)))
                .hasMessageContaining("the cluster prod is not granted to the folder team");
        assertThat(sites.permit(definition).refusal("prod", "a", SECRET)).isPresent();
        assertThat(sites.permit(definition).refusal("test", "a", SECRET)).isEmpty();
    }

    @Test
    void anEntryOfJenkinsItselfNamesItsFolders() {
        assertThatThrownBy(() -> configuration().setGrants(List.of(new DeploymentGrant())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Grant 1: Name the folders");
        configuration().setGrants(List.of(grant("**")));
        assertMay(item(null), "prod", "shop", DEPLOYMENT);
    }
}
