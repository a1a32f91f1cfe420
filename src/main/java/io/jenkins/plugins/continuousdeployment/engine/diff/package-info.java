/**
 * Desired × live → differences, and who made them.
 *
 * <p>Comes in: {@link io.jenkins.plugins.continuousdeployment.engine.KubeObject objects}: desired ones as they would be
 * sent, live ones with their {@code managedFields}, and what the server answered to a dry run. Goes out: {@link
 * io.jenkins.plugins.continuousdeployment.engine.diff.Proof a proof} that an object is in sync, {@link
 * io.jenkins.plugins.continuousdeployment.engine.diff.DryRunVerdict what would change}, what {@link
 * io.jenkins.plugins.continuousdeployment.engine.diff.Takeover a first apply} takes over, {@link
 * io.jenkins.plugins.continuousdeployment.engine.diff.ForeignFields what others added}. Start at {@code Comparer}. Never
 * sends a request, never reads a clock of its own, never lets the value of a Secret out.
 */
package io.jenkins.plugins.continuousdeployment.engine.diff;
