package io.jenkins.plugins.continuousdeployment.project;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.config.DeploymentRegistry;
import io.jenkins.plugins.continuousdeployment.config.DeploymentRepository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Images;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A shop whose repository {@code config} takes pushes of Jenkins, and whose image is in the bed's registry: a map with the
 * image in it, so that what is live is healthy at once.
 */
public final class ImageShop implements AutoCloseable {
    public static final String FILE = "map.yaml";
    public static final String TIME = "2026-01-01T00:00:00Z";

    public final Shop shop;
    public final Images images;
    public final Repository repository;
    /** The image's name without tag, at the face of the registry that asks for a password. */
    public final String image;

    /** Configures the cluster, the repository, the registry and their credentials. */
    public ImageShop(JenkinsRule jenkins) throws Exception {
        shop = new Shop(jenkins);
        TestBed.RegistryServer registry = shop.bed.registry();
        images = new Images(shop.bed);
        image = images.at(registry.basicUrl());
        repository = shop.bed.newRepository("push");
        give("git", shop.bed.git().user(), shop.bed.git().password());
        give("registry", registry.user(), registry.password());
        DeploymentRepository config = new DeploymentRepository("config");
        config.setAddress(repository.url());
        config.setCaCertificate(Files.readString(shop.bed.git().ca()));
        config.setCredentialsId("git");
        DeploymentConfiguration.get().setRepositories(List.of(config));
        registries(own());
    }

    /** The bed's registry, as an administrator enters it. */
    public DeploymentRegistry own() throws Exception {
        TestBed.RegistryServer registry = shop.bed.registry();
        DeploymentRegistry own =
                new DeploymentRegistry(URI.create(registry.basicUrl()).getAuthority());
        own.setCaCertificate(Files.readString(registry.ca()));
        return own;
    }

    /** Sets the registries, and keeps them over a restart. */
    public void registries(DeploymentRegistry... all) {
        DeploymentConfiguration.get().setRegistries(List.of(all));
        DeploymentConfiguration.get().save();
    }

    private static void give(String id, String user, String password) throws Exception {
        List<Credentials> all = SystemCredentialsProvider.getInstance().getCredentials();
        all.removeIf(
                each -> each instanceof IdCredentials known && known.getId().equals(id));
        all.add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, "", user, password));
        SystemCredentialsProvider.getInstance().save();
    }

    /** Pushes an image. */
    public String push(String tag) {
        return images.push(tag, TIME, Map.of());
    }

    /** Commits a map that has the image with a tag. */
    public String commits(String tag) {
        return repository.write(FILE, """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: running}
                        data:
                          web: %s:%s # {"$imagepolicy": "default:web"}
                        """.formatted(image, tag)).commit("The shop has " + tag);
    }

    /** A definition of an automatic project whose registry is looked at once an hour. */
    public String definition(String updates) {
        return """
                source: {repository: config, revision: main}
                destinations: [{cluster: testbed, namespace: %s}]
                sync: {interval: 1s, automatic: true}
                images:
                - {policy: 'default:web', image: %s, credentialsId: registry, order: 'semver:^1', interval: 1h}
                imageUpdates: %s
                """.formatted(shop.namespace, image, updates);
    }

    /** What Git serves. */
    public String served(String format) {
        repository.git("fetch", "--quiet", "origin");
        return repository.git("log", "-1", "--format=" + format, "origin/main").strip();
    }

    /** The image that the cluster has; empty for none. */
    public String live() {
        return shop.kubectl.run(
                "get",
                "configmap",
                "running",
                "-n",
                shop.namespace,
                "-o",
                "jsonpath={.data.web}",
                "--ignore-not-found");
    }

    @Override
    public void close() throws Exception {
        shop.close();
        registries();
    }
}
