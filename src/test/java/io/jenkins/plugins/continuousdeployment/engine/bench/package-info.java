/**
 * Benchmarks: what {@code make bench} runs, each figure beside its limit and beside a peer that was measured in the same
 * run. Not tests: nothing here asserts a time.
 */
package io.jenkins.plugins.continuousdeployment.engine.bench;
