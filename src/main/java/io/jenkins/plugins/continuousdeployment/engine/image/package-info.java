/**
 * Tags of an image + policy → the tag that is wanted.
 *
 * <p>Comes in: an {@link io.jenkins.plugins.continuousdeployment.engine.definition.ImagePolicy} and the tags that a
 * registry has. Goes out: a {@link io.jenkins.plugins.continuousdeployment.engine.image.Choice} with notes about what was
 * left out, and whether going there from the present tag is an {@link
 * io.jenkins.plugins.continuousdeployment.engine.image.Move upgrade}. Start at {@link
 * io.jenkins.plugins.continuousdeployment.engine.image.TagPolicy}, which is pure; {@link
 * io.jenkins.plugins.continuousdeployment.engine.image.CreationTimes} alone asks a registry. Answers are Flux's, but that
 * they never depend on the order in which a registry lists, and that one odd tag spoils nothing.
 */
package io.jenkins.plugins.continuousdeployment.engine.image;
