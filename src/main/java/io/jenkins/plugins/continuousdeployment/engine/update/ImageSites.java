package io.jenkins.plugins.continuousdeployment.engine.update;

import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryAccess;
import io.jenkins.plugins.continuousdeployment.engine.source.GitSource;
import io.jenkins.plugins.continuousdeployment.engine.source.SigningKey;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.util.Objects;

/** What the names in definitions stand for, for whoever updates images. Answers come from memory: nobody is asked. */
public interface ImageSites {
    /**
     * The repository of a definition, with a credential that may push.
     *
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where there is none of that name, or its
     *     credential can't be used
     */
    GitSource git(DeploymentDefinition definition);

    /**
     * The registry of an image.
     *
     * @param credentialsId what the definition names for it; empty for none
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where its credential can't be used
     */
    RegistrySite registry(DeploymentDefinition definition, ImageName image, String credentialsId);

    /**
     * What commits are signed with.
     *
     * @throws io.jenkins.plugins.continuousdeployment.engine.RefusedException where the definition names a key that can't
     *     be used
     */
    SigningKey signingKey(DeploymentDefinition definition);

    /**
     * A registry.
     *
     * @param key what images share: the same host with the same credential
     * @param stamp changes when anything does that makes a client of it another, such as a renewed secret; holds none
     * @param access how to reach it
     */
    record RegistrySite(String key, String stamp, RegistryAccess access) {
        public RegistrySite {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(stamp, "stamp");
            Objects.requireNonNull(access, "access");
        }
    }
}
