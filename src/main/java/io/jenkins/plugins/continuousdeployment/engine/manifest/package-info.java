/**
 * Files → desired objects.
 *
 * <p>Comes in: a {@link io.jenkins.plugins.continuousdeployment.engine.source.SourceTree tree of files} and limits. Goes
 * out: {@link io.jenkins.plugins.continuousdeployment.engine.manifest.DesiredObject desired objects} with their places,
 * what was left out by name, or every problem at once. Start at {@link
 * io.jenkins.plugins.continuousdeployment.engine.manifest.ManifestReader}. YAML that is no manifest is skipped and named:
 * a kustomization, a Helm chart's {@code Chart.yaml}, a document that is no map, and a map with neither {@code
 * apiVersion} nor {@code kind}; everything else must be a manifest (docs/sources.md). Never asks a cluster: what a kind
 * means is decided later.
 */
package io.jenkins.plugins.continuousdeployment.engine.manifest;
