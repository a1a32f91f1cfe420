/**
 * Semantic versions and ranges of them, as github.com/Masterminds/semver/v3 reads them: what Helm, Argo CD and Flux
 * speak.
 *
 * <p>Comes in: text. Goes out: a {@link io.jenkins.plugins.continuousdeployment.engine.semver.Version version} or a
 * {@link io.jenkins.plugins.continuousdeployment.engine.semver.SemverRange range} that a version satisfies or not.
 * Pure. Checked by tables that {@code tools/semver-table} writes. Used where tags of a repository or of an image are
 * chosen.
 */
package io.jenkins.plugins.continuousdeployment.engine.semver;
