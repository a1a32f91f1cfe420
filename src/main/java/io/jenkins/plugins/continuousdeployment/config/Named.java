package io.jenkins.plugins.continuousdeployment.config;

import java.util.List;

/** Something with a name, by which definitions speak of it. */
interface Named {
    /** The name, unique where it is defined. */
    String getName();

    /**
     * What is wrong with it, for a person.
     *
     * @param global whether it is defined in Jenkins itself
     */
    List<String> problems(boolean global);
}
