package io.jenkins.plugins.continuousdeployment.project;

import hudson.Extension;
import hudson.security.csrf.CrumbExclusion;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Registries have no crumb to show; what they show instead is checked by {@link RegistryNotices}. */
@Extension
public final class NoticesWithoutCrumb extends CrumbExclusion {
    private static final String PATH = "/" + RegistryNotices.URL + "/notify/";

    @Override
    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getPathInfo();
        if (path == null || !path.startsWith(PATH)) {
            return false;
        }
        chain.doFilter(request, response);
        return true;
    }
}
