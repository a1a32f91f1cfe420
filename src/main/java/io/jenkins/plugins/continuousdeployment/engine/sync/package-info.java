/**
 * Differences + options → plan → result.
 *
 * <p>Comes in: a {@link io.jenkins.plugins.continuousdeployment.engine.sync.Project project} with its desired objects
 * and clusters. Goes out: a {@link io.jenkins.plugins.continuousdeployment.engine.sync.Comparison comparison}, and from
 * that a change set or a status. Start at {@link io.jenkins.plugins.continuousdeployment.engine.sync.Compare} (changes
 * nothing) and {@link io.jenkins.plugins.continuousdeployment.engine.sync.Sync} (does what was planned). Never changes
 * anything before the whole plan was tried on the server, and never prunes what tracking does not mark ours.
 */
package io.jenkins.plugins.continuousdeployment.engine.sync;
