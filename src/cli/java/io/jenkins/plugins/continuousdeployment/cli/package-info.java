/**
 * {@code cdctl}: the engine from a command line.
 *
 * <p>Comes in: arguments. Goes out: text for people or JSON for programs on standard output, progress on standard error,
 * and an exit code. Start at {@link io.jenkins.plugins.continuousdeployment.cli.Cdctl}. Never decides anything about
 * Kubernetes or Git: that is the engine's.
 */
package io.jenkins.plugins.continuousdeployment.cli;
