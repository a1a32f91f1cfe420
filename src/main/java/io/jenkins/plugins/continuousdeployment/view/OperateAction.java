package io.jenkins.plugins.continuousdeployment.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.Item;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.Operations;
import io.jenkins.plugins.continuousdeployment.project.SyncRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/**
 * What can be done with a project on its pages, below {@code deployment/}. Each method hands over to {@link
 * Operations}, which asks for the right to it.
 */
public final class OperateAction implements Action {
    private final ContinuousDeployment project;

    OperateAction(ContinuousDeployment project) {
        this.project = project;
    }

    /** None: it brings several entries of its own to the side panel. */
    @CheckForNull
    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return Messages.OperateAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "deployment";
    }

    /** Whose pages these are. */
    public ContinuousDeployment getProject() {
        return project;
    }

    /** What the project's page shows. */
    public DeploymentPage getPage() {
        return new DeploymentPage(project);
    }

    /** What the other pages show. */
    public OperatePages getPages() {
        return new OperatePages(project);
    }

    /** The pages are parts of the project's. */
    public HttpResponse doIndex() {
        return back();
    }

    private HttpResponse back() {
        return HttpResponses.redirectViaContextPath(project.getUrl());
    }

    private interface Operation {
        void run(Operations on) throws IOException;
    }

    private HttpResponse doing(Operation operation) throws IOException {
        try {
            operation.run(Operations.on(project));
            return back();
        } catch (RefusedException e) {
            return Refused.of(this, e);
        }
    }

    private static Cause cause() {
        return new Cause.UserIdCause();
    }

    /** Looks at Git and compares, now. */
    @RequirePOST
    public HttpResponse doCompare() throws IOException {
        return doing(Operations::compare);
    }

    /** Syncs, or with {@code dry} only finds out what that would do. */
    @RequirePOST
    public HttpResponse doSync(StaplerRequest2 form) throws IOException {
        return doing(on -> {
            SyncRequest request = SyncForm.request(form);
            if (!SyncForm.checked(form, "dry")) {
                on.sync(request, cause());
            } else if (request.isWithinSettings()) {
                on.compare();
            } else {
                project.checkPermission(Item.CONFIGURE);
                throw new RefusedException(Messages.SyncForm_dryWithOptions());
            }
        });
    }

    /** Nothing happens by itself from now on. */
    @RequirePOST
    public HttpResponse doSuspend(StaplerRequest2 form) throws IOException {
        project.checkPermission(Item.CONFIGURE);
        return doing(on -> on.suspend(
                parameter(form, "reason").strip(),
                Until.read(parameter(form, "until"), ZoneId.systemDefault(), Instant.now())));
    }

    private static String parameter(StaplerRequest2 form, String name) {
        return Util.fixNull(form.getParameter(name));
    }

    /** The suspension ends. */
    @RequirePOST
    public HttpResponse doResume() throws IOException {
        return doing(Operations::resume);
    }

    /** Goes back to a {@code commit}, and stays there. */
    @RequirePOST
    public HttpResponse doRollback(StaplerRequest2 form) throws IOException {
        return doing(on -> on.rollback(parameter(form, "commit").strip(), cause()));
    }

    /** Follows its revision again. */
    @RequirePOST
    public HttpResponse doUnpin() throws IOException {
        return doing(Operations::unpin);
    }

    /** Takes another {@code alias} and {@code description}. */
    @RequirePOST
    public HttpResponse doDescribe(StaplerRequest2 form) throws IOException {
        return doing(on -> on.describe(
                parameter(form, "alias").strip(),
                Lines.unix(parameter(form, "description")).strip()));
    }

    /** Takes another {@code definition}, whole or not at all; one with faults is shown again with them. */
    @RequirePOST
    public HttpResponse doDefine(StaplerRequest2 form) throws IOException {
        project.checkPermission(Item.CONFIGURE);
        String text = Lines.unix(parameter(form, "definition"));
        try {
            String seen = parameter(form, "seen");
            if (!seen.isEmpty() && !seen.equals(getPages().getSeen())) {
                throw new RefusedException(Messages.OperateAction_changedMeanwhile());
            }
            Operations.on(project).define(text);
            return back();
        } catch (RefusedException e) {
            return Refused.of(this, "yaml", text, e);
        }
    }

    /** What the project manages goes, and then the project. */
    @RequirePOST
    public HttpResponse doDeleteWithObjects() throws IOException {
        return doing(on -> on.deleteWithObjects(cause()));
    }

    /** It is not to be deleted any more. */
    @RequirePOST
    public HttpResponse doKeep() throws IOException {
        return doing(Operations::keep);
    }

    /** The project goes, and its objects stay. */
    @RequirePOST
    public HttpResponse doDeleteLeavingObjects(StaplerRequest2 request) throws IOException, InterruptedException {
        String parent = project.getParent().getUrl();
        Operations.on(project).deleteLeavingObjects();
        return new HttpRedirect(request.getContextPath() + "/" + parent);
    }

    /** Every deployment project has it. */
    @Extension
    public static final class Factory extends TransientActionFactory<ContinuousDeployment> {
        @Override
        public Class<ContinuousDeployment> type() {
            return ContinuousDeployment.class;
        }

        @Override
        public Collection<? extends Action> createFor(ContinuousDeployment project) {
            return List.of(new OperateAction(project));
        }
    }
}
