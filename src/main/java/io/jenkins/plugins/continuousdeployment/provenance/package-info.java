/**
 * Which build made the image that runs, and where what a build made runs.
 *
 * <p>Comes in: the image a build says it has made, and the images of a sync that has ended. Goes out: Jenkins'
 * fingerprints by the digests of images, which link builds and syncs both ways, and what the pages of both show of them.
 * Start at {@code ImageFingerprints}. Registries are asked once for each sync, when it has ended, and never for a page.
 */
package io.jenkins.plugins.continuousdeployment.provenance;
