/**
 * Texts with places for data in them, in the syntax of Go's {@code text/template}: commit messages, names of branches.
 *
 * <p>Comes in: a template and {@link io.jenkins.plugins.continuousdeployment.engine.template.UpdateFacts what an update
 * changed}. Goes out: text, or refusals with line and column. Start at {@link
 * io.jenkins.plugins.continuousdeployment.engine.template.UpdateText}. A template sees the data that it is given and
 * nothing else: no Java object, no environment, no file; its steps and its output are limited.
 */
package io.jenkins.plugins.continuousdeployment.engine.template;
