package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.ImageUpdates;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.SigningKey;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageSites;

/** What images need at a command line: repositories by address, registries as the options say. */
record CommandImages(Console console, GitOptions git, RegistriesOptions registries) implements ImageSites {
    @Override
    public GitSource git(DeploymentDefinition definition) {
        return git.source(console, definition.source().repository());
    }

    @Override
    public RegistrySite registry(DeploymentDefinition definition, ImageName image, String credentialsId) {
        // As with repositories, credentialsId is Jenkins' own affair: here the options say.
        return new RegistrySite(image.host(), "", registries.access(image));
    }

    @Override
    public SigningKey signingKey(DeploymentDefinition definition) {
        String id = definition
                .imageUpdates()
                .map(ImageUpdates::signingKeyCredentialsId)
                .orElse("");
        if (!id.isEmpty()) {
            throw new RefusedException(
                    "imageUpdates.signingKeyCredentialsId names a credential of Jenkins, which is not" + " known here");
        }
        return SigningKey.NONE;
    }
}
