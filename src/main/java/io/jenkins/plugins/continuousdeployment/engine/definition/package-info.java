/**
 * YAML text ↔ what a project is.
 *
 * <p>Comes in: the text of one or several definitions, or the same as a tree of flags. Goes out: {@link
 * io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition definitions} that can be carried out,
 * or every problem at once, each with its line; and back: the canonical text of a definition. Start at {@link
 * io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader}. An option is declared once, as the
 * component of a record with its {@link io.jenkins.plugins.continuousdeployment.engine.definition.Option}; reader,
 * writer, reference page and flags follow from that, and {@code Rules} holds what can't go together. Never looks up
 * what a definition names: cluster, repository, credentials. What rules of health may say is known to the room {@code
 * health} alone.
 */
package io.jenkins.plugins.continuousdeployment.engine.definition;
