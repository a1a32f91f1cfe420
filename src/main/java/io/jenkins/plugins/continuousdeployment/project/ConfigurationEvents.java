package io.jenkins.plugins.continuousdeployment.project;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.Extension;
import hudson.ProxyConfiguration;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import hudson.plugins.git.GitTool;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;

/** What names stand for may have changed: clusters, repositories, grants, credentials and Git installations and the proxy are looked
 * up again. */
@Extension
public final class ConfigurationEvents extends SaveableListener {
    @Override
    public void onChange(Saveable saved, XmlFile file) {
        boolean concerned = saved instanceof DeploymentConfiguration
                || saved instanceof SystemCredentialsProvider
                || saved instanceof GitTool.DescriptorImpl
                || saved instanceof ProxyConfiguration
                || saved instanceof AbstractFolder<?>;
        if (concerned) {
            DeploymentLoop.get().refreshSoon();
        }
    }
}
