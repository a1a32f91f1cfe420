package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Util;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.Credential;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.github_branch_source.GitHubAppCredentials;
import org.jenkinsci.plugins.github_branch_source.app_credentials.AccessSpecifiedRepositories;

/**
 * A GitHub App's credentials: for the owner of the repository they get a token, which lives an hour and is renewed by
 * the plugin github-branch-source.
 */
final class GitHubApps {
    private GitHubApps() {}

    static Optional<GitLogin> login(StandardCredentials found, String identity, String address) {
        return Jenkins.get().getPlugin("github-branch-source") == null
                ? Optional.empty()
                : Apps.login(found, identity, address);
    }

    /** {@code owner} and {@code name} of {@code https://github.com/owner/name.git}. */
    static List<String> ownerAndName(String address) {
        String[] parts = URI.create(address).getPath().split("/", 3);
        String owner = parts.length > 1 ? parts[1] : "";
        String name = parts.length > 2 ? parts[2].replaceFirst("\\.git$", "") : "";
        if (owner.isEmpty() || name.isEmpty()) {
            throw new RefusedException("a GitHub App's credentials need an address such as"
                    + " https://github.com/owner/name.git, and " + address + " names no owner.");
        }
        return List.of(owner, name);
    }

    /** Loaded only where the plugin is. */
    private static final class Apps {
        private Apps() {}

        static Optional<GitLogin> login(StandardCredentials found, String identity, String address) {
            if (!(found instanceof GitHubAppCredentials app)) {
                return Optional.empty();
            }
            List<String> names = ownerAndName(address);
            List<String> parts = List.of(app.getAppID(), Secret.toString(app.getPrivateKey()), names.get(0));
            return Optional.of(new GitLogin(identity, true, parts, () -> credential(app, identity, names)));
        }

        private static Credential credential(GitHubAppCredentials app, String identity, List<String> names) {
            try {
                GitHubAppCredentials fitting = fitting(app, names);
                String token = Secret.toString(fitting.getPassword());
                return new Credential.UserPassword(identity, fitting.getUsername(), token);
            } catch (RuntimeException e) {
                throw new RefusedException(
                        "the GitHub App of the credentials " + app.getId() + " gave no token for the owner "
                                + names.get(0) + ". Look whether it is installed there, and whether its id and key are"
                                + " right.",
                        e);
            }
        }

        /** For a token for this repository alone, unless the credentials say whose they are. */
        private static GitHubAppCredentials fitting(GitHubAppCredentials app, List<String> names) {
            if (app.getRepositoryAccessStrategy() instanceof AccessSpecifiedRepositories specified
                    && !Util.fixNull(specified.getOwner()).isEmpty()) {
                return app;
            }
            GitHubAppCredentials fitting = new GitHubAppCredentials(
                    app.getScope(), app.getId(), app.getDescription(), app.getAppID(), app.getPrivateKey());
            fitting.setApiUri(app.getApiUri());
            fitting.setDefaultPermissionsStrategy(app.getDefaultPermissionsStrategy());
            fitting.setRepositoryAccessStrategy(new AccessSpecifiedRepositories(names.get(0), List.of(names.get(1))));
            return fitting;
        }
    }
}
