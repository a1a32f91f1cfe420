/**
 * Files + options → desired objects, by whichever tool the files are made for.
 *
 * <p>Comes in: a {@link io.jenkins.plugins.continuousdeployment.engine.source.SourceTree tree of files}, a definition's
 * {@link io.jenkins.plugins.continuousdeployment.engine.definition.Source source}, and {@link
 * io.jenkins.plugins.continuousdeployment.engine.render.RenderTarget what it is rendered for}. Goes out: {@link
 * io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests manifests}, or every problem at once. Start at {@link
 * io.jenkins.plugins.continuousdeployment.engine.render.Renderer}. Kustomize and Helm are the real programs, in a private
 * folder that holds what they may read and nothing else. Never fetches anything, never runs what a repository brings,
 * never asks a cluster.
 */
package io.jenkins.plugins.continuousdeployment.engine.render;
