package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import java.net.ProtocolException;

/** The proxy does not take what was shown to it. No other address of it, and no second try, changes that. */
final class ProxyRefusedException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    ProxyRefusedException(HttpProxy proxy) {
        super("the proxy " + proxy + " asks for "
                + (proxy.user().isEmpty() ? "a user and password" : "another user or password") + " (407)");
    }
}
