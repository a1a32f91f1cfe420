package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** One Jenkins for all tests of a class; what a test configures is taken back after it. */
@WithJenkins
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneJenkins {
    JenkinsRule rule;
    JenkinsSites sites;
    Path temporary;

    @BeforeAll
    final void begin(JenkinsRule jenkins, @TempDir Path folder) {
        rule = jenkins;
        temporary = folder;
        sites = new JenkinsSites(folder.resolve("mirrors"), line -> {}, folder.resolve("account"), Clock.systemUTC());
    }

    @AfterAll
    final void end() throws Exception {
        sites.close();
        rule.after();
    }

    @AfterEach
    final void forget() throws Exception {
        configuration().setGrants(List.of());
        configuration().setClusters(List.of());
        configuration().setRepositories(List.of());
        configuration().setKustomize("");
        configuration().setHelm("");
        configuration().setHealthRules("");
        configuration().setRegistries(List.of());
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        for (Item item : rule.jenkins.getItems()) {
            item.delete();
        }
    }

    static DeploymentConfiguration configuration() {
        return DeploymentConfiguration.get();
    }

    final Folder folder(String name) {
        try {
            return rule.jenkins.createProject(Folder.class, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Anything that has a place among folders. */
    final Item item(Folder folder) {
        try {
            return folder == null ? rule.createFolder("project") : folder.createProject(Folder.class, "project");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <C extends Credentials> C give(C credentials) {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials);
        return credentials;
    }

    static <C extends Credentials> C give(Folder folder, C credentials) {
        try {
            for (CredentialsStore store : CredentialsProvider.lookupStores(folder)) {
                if (store.getContext() == folder) {
                    store.addCredentials(Domain.global(), credentials);
                    return credentials;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the folder takes no credentials");
    }

    static StringCredentialsImpl text(CredentialsScope scope, String id, String secret) {
        return new StringCredentialsImpl(scope, id, id, Secret.fromString(secret));
    }

    static UsernamePasswordCredentialsImpl login(String id, String user, String password) {
        try {
            return new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, id, user, password);
        } catch (Descriptor.FormException e) {
            throw new AssertionError(e);
        }
    }

    static DeploymentRepository repository(String name, String address, String credentialsId) {
        DeploymentRepository repository = new DeploymentRepository(name);
        repository.setAddress(address);
        repository.setCredentialsId(credentialsId);
        return repository;
    }

    static DeploymentCluster cluster(String name, TestBed bed, String credentialsId) {
        DeploymentCluster cluster = new DeploymentCluster(name);
        cluster.setAddress(bed.kubernetes().server());
        cluster.setCaCertificate(read(bed.kubernetes().ca()));
        cluster.setCredentialsId(credentialsId);
        return cluster;
    }

    static DeploymentDefinition definition(Item item, String repository, String credentialsId) {
        return new DefinitionReader()
                .read(Map.of(
                        "name",
                        item.getFullName(),
                        "source",
                        credentialsId.isEmpty()
                                ? Map.of("repository", repository)
                                : Map.of("repository", repository, "credentialsId", credentialsId),
                        "destinations",
                        List.of(Map.of("cluster", "prod"))));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
