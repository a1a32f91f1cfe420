/**
 * The test bed as tests see it: real Kubernetes, Git, SSH and registry servers (see {@code tools/testbed}).
 *
 * <p>Start at {@link io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed#get()}: one bed for all tests of a
 * JVM, so that each test takes a namespace and a repository of its own. Nothing here uses the code under test, nor any
 * Kubernetes library: objects are made and looked at by kubectl and Git, as a user would.
 */
package io.jenkins.plugins.continuousdeployment.engine.testbed;
