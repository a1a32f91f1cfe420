/**
 * Live object → health + message.
 *
 * <p>Comes in: a live object of any kind, as the cluster has it, and {@link
 * io.jenkins.plugins.continuousdeployment.engine.health.HealthRules rules} of users' own. Goes out: a {@link
 * io.jenkins.plugins.continuousdeployment.engine.Health verdict} with a message a person understands, or nothing for a
 * kind that has no health; and of many verdicts {@link
 * io.jenkins.plugins.continuousdeployment.engine.health.HealthRollup the worst}. Start at {@link
 * io.jenkins.plugins.continuousdeployment.engine.health.HealthReader}. Kinds of Kubernetes itself are small pure
 * functions, other known kinds are files in the folder {@code rules}, all others are read by what their status says.
 * Never asks a cluster, never reads a clock, never fails on what it is given: an object can be damaged in any way and
 * still gets a verdict or none.
 */
package io.jenkins.plugins.continuousdeployment.engine.health;
