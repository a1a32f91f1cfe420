/**
 * Registry + name of an image → its tags, digests, and what its image says of itself.
 *
 * <p>Comes in: a {@link io.jenkins.plugins.continuousdeployment.engine.registry.RegistryAccess} and {@link
 * io.jenkins.plugins.continuousdeployment.engine.tag.ImageName names}. Goes out: {@link
 * io.jenkins.plugins.continuousdeployment.engine.registry.Tags}, digests, {@link
 * io.jenkins.plugins.continuousdeployment.engine.registry.ImageFacts}. Start at {@link
 * io.jenkins.plugins.continuousdeployment.engine.registry.Registry}. Speaks the OCI distribution API, reads only. Never
 * shows a credential to another host than the registry and the one it names for tokens, never reads settings of Docker or
 * of the machine nor runs a credential helper, and never takes a failure for an empty answer.
 */
package io.jenkins.plugins.continuousdeployment.engine.registry;
