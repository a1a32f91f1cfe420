/**
 * What people write about images → values, or why it can't be meant.
 *
 * <p>Comes in: text: {@link io.jenkins.plugins.continuousdeployment.engine.tag.ImageName names of images}, {@link
 * io.jenkins.plugins.continuousdeployment.engine.tag.TagOrder orders}, {@link
 * io.jenkins.plugins.continuousdeployment.engine.tag.TagPattern expressions}, {@link
 * io.jenkins.plugins.continuousdeployment.engine.tag.Platform platforms}. Goes out: those values, or a refusal with what
 * is wrong and where in the text. Pure: both the room that reads definitions and those that use registries know it.
 * Never asks a registry.
 */
package io.jenkins.plugins.continuousdeployment.engine.tag;
