/**
 * The pipeline steps: on a project by its name, or on a deployment that is given inline. They carry, and decide nothing:
 * what may be done with a project is asked of {@link io.jenkins.plugins.continuousdeployment.project.Operations}, all else
 * of the engine. Start at {@link io.jenkins.plugins.continuousdeployment.step.DeploySyncStep}.
 *
 * <p>No step holds a thread while it waits, and what it returns is made of maps, lists and scalars alone.
 */
package io.jenkins.plugins.continuousdeployment.step;
