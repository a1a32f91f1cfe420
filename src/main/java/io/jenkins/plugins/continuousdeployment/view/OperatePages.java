package io.jenkins.plugins.continuousdeployment.view;

import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.DeploymentLoop;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.Stapler;

/** What the pages below {@code deployment/} show; each getter asks for the right to what it gives. */
public final class OperatePages {
    private static final int PAST_SYNCS = 50;
    private static final int PAST_COMMITS = 20;

    private final ContinuousDeployment project;

    OperatePages(ContinuousDeployment project) {
        this.project = project;
    }

    private static String attribute(String name) {
        return Stapler.getCurrentRequest2().getAttribute(name) instanceof String text ? text : "";
    }

    /** What was wrong with what was asked last; a line each. */
    public List<String> getProblems() {
        List<String> problems = new ArrayList<>();
        if (Stapler.getCurrentRequest2().getAttribute("problems") instanceof List<?> lines) {
            lines.forEach(line -> problems.add(String.valueOf(line)));
        }
        return problems;
    }

    /** The definition, or what the person has made of it so far. */
    public String getYaml() {
        project.checkPermission(Item.EXTENDED_READ);
        String written = attribute("text");
        return written.isEmpty() ? project.getDefinition() : written;
    }

    /** By what a change of the definition since the page was opened is noticed. */
    public String getSeen() {
        return Util.getDigestOf(project.getDefinition());
    }

    /** In which zone times are written. */
    public String getZone() {
        return ZoneId.systemDefault().toString();
    }

    /** The name for people. */
    public String getAlias() {
        return project.stored().alias().orElse("");
    }

    /** What the project is for. */
    public String getDescription() {
        return project.stored()
                .definition()
                .map(DeploymentDefinition::description)
                .orElse("");
    }

    /** Settings that one sync may have otherwise: the name, and what the definition says. */
    public List<String> getOptions() {
        return SyncForm.OPTIONS;
    }

    /** What differs: all of it, or what the parameter {@code object} names. */
    public List<DiffText> getDifferences() {
        project.checkPermission(Item.EXTENDED_READ);
        return project.state()
                .plan()
                .map(plan -> DiffText.of(plan, getObject()))
                .orElse(List.of());
    }

    /** Which object's difference is asked for; empty for all. */
    public String getObject() {
        return Util.fixNull(Stapler.getCurrentRequest2().getParameter("object"));
    }

    /** What happened lately, newest first; as many as the loop remembers. */
    public List<EventRow> getEvents() {
        List<EventRow> events = new ArrayList<>(
                DeploymentLoop.get().recent(project).stream().map(EventRow::of).toList());
        Collections.reverse(events);
        return events;
    }

    /** Syncs one can go back to, newest first: one of each commit that was wholly synced. */
    public List<SyncRow> getPast() {
        Map<String, SyncRow> byCommit = new LinkedHashMap<>();
        for (SyncRow row : SyncRow.last(project, PAST_SYNCS)) {
            boolean useful = row.whole() && !row.commit().isEmpty();
            if (useful && byCommit.size() < PAST_COMMITS) {
                byCommit.putIfAbsent(row.commit(), row);
            }
        }
        return List.copyOf(byCommit.values());
    }
}
