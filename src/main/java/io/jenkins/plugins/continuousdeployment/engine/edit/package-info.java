/**
 * Files + images that are wanted → the same files with other images.
 *
 * <p>Comes in: the bytes of files, and for each policy the image that it chose. Goes out: the bytes of the files that
 * change, every place that follows a policy with the image that stands there, and what could not be followed, with file
 * and line. Places are found by markers, and by the name of the image where that is asked for. Start at {@link
 * io.jenkins.plugins.continuousdeployment.engine.edit.ImageEdits}. Changes the bytes of the scalars that name images and
 * nothing else; never chooses an image, and never writes a file itself.
 */
package io.jenkins.plugins.continuousdeployment.engine.edit;
