/**
 * Live object → health + message.
 *
 * <p>Comes in: a live object of any kind, as the cluster has it. Goes out: a {@link
 * io.jenkins.plugins.continuousdeployment.engine.Health verdict} with a message a person understands, or nothing for a
 * kind that has no health; and of many verdicts {@link
 * io.jenkins.plugins.continuousdeployment.engine.health.HealthRollup the worst}. Start at {@link
 * io.jenkins.plugins.continuousdeployment.engine.health.HealthReader}: general rules, then a table from group and kind
 * to a small pure function, then conditions. Never asks a cluster, never reads a clock, never fails on what it is
 * given: an object can be damaged in any way and still gets a verdict or none.
 */
package io.jenkins.plugins.continuousdeployment.engine.health;
