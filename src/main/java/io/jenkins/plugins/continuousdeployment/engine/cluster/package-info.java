/**
 * One cluster: what it serves, what lives in it, and every request that is sent to it.
 *
 * <p>Comes in: a {@link io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster} (address and credential) and
 * objects. Goes out: {@link io.jenkins.plugins.continuousdeployment.engine.cluster.ResourceType types}, live objects,
 * the {@link io.jenkins.plugins.continuousdeployment.engine.cluster.TrackingRecord tracking record}, and {@link
 * io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException the server's refusals}. Start at {@code Cluster}
 * and {@code ObjectApi}. Never decides what should be: a failed or refused read is an exception, never an empty answer.
 */
package io.jenkins.plugins.continuousdeployment.engine.cluster;
