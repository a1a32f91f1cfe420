/**
 * The words of the engine: the values that every room speaks in, and nothing that acts.
 *
 * <p>Comes in: nothing. Goes out: {@link io.jenkins.plugins.continuousdeployment.engine.KubeObject objects}, {@link
 * io.jenkins.plugins.continuousdeployment.engine.ObjectKey keys}, {@link
 * io.jenkins.plugins.continuousdeployment.engine.ChangeSet change sets}, {@link
 * io.jenkins.plugins.continuousdeployment.engine.Problem problems with their places}. Start at {@code KubeObject} and
 * {@code ChangeSet}. Never does I/O, never imports another room, and nothing below {@code engine} knows of Jenkins.
 */
package io.jenkins.plugins.continuousdeployment.engine;
