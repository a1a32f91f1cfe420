/**
 * Images in Git follow their registries: {@link io.jenkins.plugins.continuousdeployment.engine.update.ImageUpdater} looks
 * at registries at the interval of each policy, and where a policy chooses another tag than Git has, edits, commits and
 * pushes. A normal sync deploys that.
 */
package io.jenkins.plugins.continuousdeployment.engine.update;
