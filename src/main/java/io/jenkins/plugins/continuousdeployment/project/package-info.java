/**
 * The deployment project as a Jenkins item, and its builds, which are syncs. Comparing is the engine's loop's, which
 * {@code DeploymentLoop} keeps in step with the items; what is decided about Kubernetes is decided there.
 */
package io.jenkins.plugins.continuousdeployment.project;
