/**
 * Clusters, repositories and grants, of Jenkins itself and of folders.
 *
 * <p>Comes in: what people configure, by form or as code, and their credentials. Goes out: what names in a definition
 * stand for ({@link io.jenkins.plugins.continuousdeployment.config.JenkinsSites}) and what a project may touch ({@link
 * io.jenkins.plugins.continuousdeployment.config.Grants}). Credentials are looked up where the thing that names them is
 * defined. Never decides what happens in a cluster, and never shows a secret.
 */
package io.jenkins.plugins.continuousdeployment.config;
