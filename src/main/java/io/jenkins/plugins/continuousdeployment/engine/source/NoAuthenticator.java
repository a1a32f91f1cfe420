package io.jenkins.plugins.continuousdeployment.engine.source;

import java.net.Authenticator;

/** Knows no password: where nothing is set, Java asks the one that is set for the whole JVM. */
final class NoAuthenticator extends Authenticator {}
