/**
 * The loop that keeps many projects equal to Git. Definitions come in; events and states go out. It alone knows the
 * order: a repository is asked, what it says is rendered, compared with what watches tell, and where the definition
 * lets it, synced. Start at {@code Reconciler}.
 *
 * <p>What to do next is decided by {@code NextStep}, which is pure; {@code Turns} sees to it that each project is at
 * work once at a time, that none waits for ever, and that a cluster that is away holds up nobody else. Nothing here
 * polls a cluster: a project in sync is compared in memory.
 */
package io.jenkins.plugins.continuousdeployment.engine.reconcile;
