/**
 * What registries send when something was pushed to them → the images that it is about.
 *
 * <p>Comes in: a host, bytes from anybody, and what was shown with them. Goes out: {@link
 * io.jenkins.plugins.continuousdeployment.engine.tag.ImageName names} without tags; nothing else in a notice is looked at,
 * and no address in it is ever asked. Start at {@link io.jenkins.plugins.continuousdeployment.engine.notice.PushNotice};
 * {@link io.jenkins.plugins.continuousdeployment.engine.notice.Shown} tells whether to believe one. Pure.
 */
package io.jenkins.plugins.continuousdeployment.engine.notice;
