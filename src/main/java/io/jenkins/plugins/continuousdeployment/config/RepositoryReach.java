package io.jenkins.plugins.continuousdeployment.config;

import hudson.model.Item;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.GoDuration;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAccess;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a repository is reached now.
 *
 * @param place where it is and what is trusted there
 * @param login what is shown to it
 * @param name what it is called where it is configured; empty for one that is given by its address
 * @param interval how often it is asked; empty where its projects say
 */
record RepositoryReach(Place place, GitLogin login, String name, Optional<Duration> interval) {
    RepositoryReach {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(interval, "interval");
    }

    /**
     * Where a repository is, what is trusted there, and what reads it.
     *
     * @param address the address
     * @param caPem certificate authorities, PEM; empty for the Java platform's, or for the Git installation's
     * @param knownHosts SSH host keys
     * @param gitTool the Git installation; empty for the engine's own Git
     */
    record Place(RepositoryAddress address, String caPem, String knownHosts, String gitTool) {
        Place {
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(caPem, "caPem");
            Objects.requireNonNull(knownHosts, "knownHosts");
            Objects.requireNonNull(gitTool, "gitTool");
        }
    }

    /**
     * A configured repository with its own credential.
     *
     * @throws RefusedException saying what is missing or can't be used, and where to change it
     */
    static RepositoryReach named(DeploymentRepository repository, Home home) {
        return named(repository, home, CredentialContext.of(home), repository.getCredentialsId());
    }

    /** A configured repository with the credential that an item chose in its place. */
    static RepositoryReach named(DeploymentRepository repository, Home home, Item item, String credentialsId) {
        return named(repository, home, CredentialContext.of(item), credentialsId);
    }

    private static RepositoryReach named(
            DeploymentRepository repository, Home home, CredentialContext context, String credentialsId) {
        String what = "the repository " + home.key(repository.getName());
        try {
            RepositoryAddress address =
                    RepositoryAddress.parse(repository.getAddress(), DeploymentConfiguration.addressRules());
            GitLogin login = login(context, credentialsId, address, what);
            return checked(new RepositoryReach(
                    trusted(repository, home, address),
                    login,
                    home.key(repository.getName()),
                    GoDuration.parse(repository.getInterval())));
        } catch (RefusedException e) {
            throw new RefusedException(
                    what + " can't be used: " + e.getMessage() + " It is defined in " + home.describe() + ".", e);
        }
    }

    /**
     * A repository that is given by its address. One that is configured with this very address lends what it trusts and
     * what reads it, and never its credential.
     */
    static RepositoryReach direct(Item item, RepositoryAddress address, String credentialsId) {
        String text = address.toString();
        GitLogin login = login(CredentialContext.of(item), credentialsId, address, "the repository " + text);
        for (Home home : Home.above(item)) {
            for (DeploymentRepository each : home.repositories()) {
                if (sameAddress(each, address)) {
                    return checked(new RepositoryReach(
                            trusted(each, home, address), login, "", GoDuration.parse(each.getInterval())));
                }
            }
        }
        return checked(
                new RepositoryReach(new Place(address, "", HostKeys.of("", text), ""), login, "", Optional.empty()));
    }

    /** Says at once whether address and credential go together, where nobody must be asked for the credential. */
    private static RepositoryReach checked(RepositoryReach reach) {
        if (!reach.login.shortLived()) {
            reach.access();
        }
        return reach;
    }

    /** All of it; for a short-lived credential somebody is asked. */
    RepositoryAccess access() {
        return RepositoryAccess.of(place.address(), login.credential().get())
                .withCa(place.caPem())
                .withKnownHosts(place.knownHosts())
                .withProxies(JenkinsProxy.configured())
                .withProgram(
                        place.gitTool().isEmpty() ? Optional.empty() : Optional.of(new InstalledGit(place.gitTool())));
    }

    private static boolean sameAddress(DeploymentRepository repository, RepositoryAddress address) {
        return Checks.refusal(() -> {
                    RepositoryAddress own =
                            RepositoryAddress.parse(repository.getAddress(), DeploymentConfiguration.addressRules());
                    Checks.refuseIf(!own.equals(address), "another");
                })
                .isEmpty();
    }

    private static Place trusted(DeploymentRepository repository, Home home, RepositoryAddress address) {
        String hosts = HostKeys.of(repository.getKnownHosts(), address.toString());
        GitTools.check(repository.getGitTool());
        return new Place(address, ca(repository, home, address), hosts, repository.getGitTool());
    }

    private static String ca(DeploymentRepository repository, Home home, RepositoryAddress address) {
        if (repository.getCaCredentialsId().isEmpty()) {
            return repository.getCaCertificate();
        }
        String stored = SecretTexts.ca(CredentialContext.of(home)
                .find(repository.getCaCredentialsId(), address.toString(), "the certificate authorities"));
        return (stored.strip() + "\n" + repository.getCaCertificate()).strip();
    }

    private static GitLogin login(CredentialContext context, String id, RepositoryAddress address, String what) {
        return id.isEmpty()
                ? GitLogin.NONE
                : GitCredentials.of(
                        context.find(id, address.toString(), what), context.identity(id), address.toString());
    }

    RepositoryAddress address() {
        return place.address();
    }

    /** What projects share: the place and who is asking. */
    String key() {
        String who = login == GitLogin.NONE ? "without credentials" : "with credentials " + login.identity();
        return address() + " " + who + (name.isEmpty() ? "" : " (" + name + ")");
    }

    /** All that may change, to tell when it does. */
    List<String> parts() {
        List<String> parts = new ArrayList<>(List.of(place.caPem(), place.knownHosts(), place.gitTool()));
        parts.addAll(JenkinsProxy.parts(JenkinsProxy.configured()));
        parts.add(interval.toString());
        parts.addAll(login.parts());
        return parts;
    }
}
