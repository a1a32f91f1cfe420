package io.jenkins.plugins.continuousdeployment.config;

import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.source.GitMirrors;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a definition may say at a place, for whoever writes it. Asks for no permission: the pages that offer it do.
 */
public final class DefinitionChoices {
    private DefinitionChoices() {}

    /** The names of the clusters that an item sees and that it is granted. */
    public static List<String> clusters(Item item) {
        return JenkinsSites.clusters(item);
    }

    /** The names of the repositories that an item sees. */
    public static List<String> repositories(Item item) {
        return JenkinsSites.repositories(item);
    }

    /**
     * Labels as they are entered, {@code tier=edge, zone=a}.
     *
     * @throws RefusedException naming the part that is none
     */
    public static Map<String, String> labels(String text) {
        return Labels.parse(text);
    }

    /**
     * The branches and tags of a repository. Asks its server, which is shown the credential.
     *
     * @throws RefusedException where the repository may not be used, or does not answer
     * @throws IOException where the controller has no place for temporary files
     */
    public static GitSource.Offer revisions(Item item, Source source) throws IOException {
        RepositoryReach reach = JenkinsSites.granted(item, JenkinsSites.reach(item, source));
        Path folder = Files.createTempDirectory("repository-look");
        try (GitMirrors mirrors = new GitMirrors(folder, line -> {})) {
            return mirrors.source(reach.access()).look();
        } finally {
            Util.deleteRecursive(folder.toFile());
        }
    }
}
