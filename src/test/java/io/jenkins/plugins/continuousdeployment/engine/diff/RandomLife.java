package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The life of one object: applied by us, changed by anyone in any way, then judged by the proof and by the server. */
final class RandomLife {
    private static final int TRIES = 4;
    private static final List<String> OTHERS = List.of("kubectl-edit", "operator", "kubectl", "continuous-deployment");

    private final LiveServer server;
    private final List<KubeObject> rich;
    private final String namespace;
    private final Random random;
    private final TreeMutator mutator;
    private final int number;
    private final List<String> story = new ArrayList<>();

    RandomLife(LiveServer server, List<KubeObject> rich, String namespace, Random random, int number) {
        this.server = server;
        this.rich = rich;
        this.namespace = namespace;
        this.random = random;
        this.mutator = new TreeMutator(random);
        this.number = number;
    }

    /**
     * What came of it.
     *
     * @param word for the statistics
     * @param wrong what the proof overlooked, empty where it was right
     */
    record Outcome(String word, String wrong) {}

    /** Lives, and is judged at the beginning and after each event. */
    List<Outcome> live() {
        KubeObject template = named(rich.get(number % rich.size()));
        KubeObject desired = applied(template);
        if (desired == null) {
            return List.of(new Outcome("refused", ""));
        }
        List<Outcome> outcomes = new ArrayList<>(List.of(judged(desired)));
        int events = 1 + random.nextInt(4);
        for (int i = 0; i < events; i++) {
            desired = event(template, desired);
            outcomes.add(judged(desired));
        }
        cleanUp(desired);
        return outcomes;
    }

    private KubeObject named(KubeObject object) {
        Map<String, Object> body = object.thaw();
        Map<String, Object> metadata = Trees.map(body.get("metadata"));
        if (server.namespaced(object)) {
            metadata.put("namespace", namespace);
        }
        if (!object.kind().equals("CustomResourceDefinition")) {
            metadata.put("name", object.name() + "-" + number);
        }
        return new KubeObject(body);
    }

    /** The template with some changes, as far as the server takes it. */
    private KubeObject applied(KubeObject template) {
        for (int i = 0; i < TRIES; i++) {
            Map<String, Object> body = template.thaw();
            int changes = i == TRIES - 1 ? 0 : random.nextInt(3);
            for (int k = 0; k < changes; k++) {
                mutator.mutate(body);
            }
            KubeObject object = new KubeObject(body);
            if (server.apply(object, LiveServer.US).ok()) {
                story.add("applied " + object.body());
                return object;
            }
        }
        return null;
    }

    private KubeObject event(KubeObject template, KubeObject desired) {
        switch (random.nextInt(13)) {
            case 0, 1, 2 -> editedByOthers(desired, 1 + random.nextInt(2));
            case 3 -> appliedByOthers(template);
            case 4 -> relabelled(desired);
            case 5 ->
                story.add(
                        "applied again: " + server.apply(desired, LiveServer.US).code());
            case 6, 7 -> {
                return changedInGit(desired);
            }
            case 8 -> {
                return adoptedInGit(desired);
            }
            case 9, 10 -> {
                KubeObject changed = changedInGit(desired);
                return server.apply(changed, LiveServer.US).ok() ? changed : desired;
            }
            case 11 -> {
                return otherVersion(desired);
            }
            default -> rare(desired);
        }
        return desired;
    }

    private String other() {
        return OTHERS.get(random.nextInt(OTHERS.size()));
    }

    private void editedByOthers(KubeObject desired, int changes) {
        LiveServer.Answer answer = server.get(random.nextInt(4) > 0 ? desired : otherVersion(desired));
        if (!answer.ok()) {
            return;
        }
        Map<String, Object> body = answer.object().thaw();
        List<String> how = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            how.add(mutator.mutate(body));
        }
        String manager = other();
        KubeObject edited = new KubeObject(body);
        story.add(manager + " edited " + how + ": "
                + server.replace(edited, manager, false).code());
    }

    private static KubeObject otherVersion(KubeObject object) {
        String version =
                switch (object.apiVersion() + " " + object.kind()) {
                    case "autoscaling/v1 HorizontalPodAutoscaler" -> "autoscaling/v2";
                    case "autoscaling/v2 HorizontalPodAutoscaler" -> "autoscaling/v1";
                    case "diff.example.org/v1 Widget" -> "diff.example.org/v2";
                    case "diff.example.org/v2 Widget" -> "diff.example.org/v1";
                    default -> object.apiVersion();
                };
        return in(version, object);
    }

    private static KubeObject in(String version, KubeObject object) {
        Map<String, Object> body = object.thaw();
        body.put("apiVersion", version);
        return new KubeObject(body);
    }

    /** Somebody applies a part of the same thing, and maybe something else. */
    private void appliedByOthers(KubeObject template) {
        Map<String, Object> body = template.thaw();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            mutator.mutate(body);
        }
        String manager = random.nextBoolean() ? "kustomize" : "helm";
        story.add(manager + " applied " + body + ": "
                + server.apply(new KubeObject(body), manager).code());
    }

    private void relabelled(KubeObject desired) {
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put("by-others", "x" + random.nextInt(3));
        labels.put("a", random.nextBoolean() ? "b" : null);
        Map<String, Object> patch = Map.of("metadata", Map.of(random.nextBoolean() ? "labels" : "annotations", labels));
        String manager = other();
        story.add(manager + " patched " + patch + ": "
                + server.merge(desired, "", patch, manager).code());
    }

    private KubeObject changedInGit(KubeObject desired) {
        Map<String, Object> body = desired.thaw();
        story.add("Git changed " + mutator.mutate(body));
        return new KubeObject(body);
    }

    private KubeObject adoptedInGit(KubeObject desired) {
        LiveServer.Answer answer = server.get(desired);
        Map<String, Object> body = desired.thaw();
        if (answer.ok()) {
            story.add(
                    "Git took from live: " + mutator.adopt(body, answer.object().body()));
        }
        return new KubeObject(body);
    }

    private void rare(KubeObject desired) {
        if (random.nextInt(3) == 0) {
            Map<String, Object> finalizer = Map.of("metadata", Map.of("finalizers", List.of("example.org/stay")));
            server.merge(desired, "", finalizer, "kubectl");
            story.add("deleted: " + server.delete(desired).code());
        } else {
            Map<String, Object> status = Map.of("status", Map.of("observedGeneration", 1));
            story.add("status written: "
                    + server.merge(desired, "status", status, "controller").code());
        }
    }

    private Outcome judged(KubeObject desired) {
        if (!server.get(desired).ok()) {
            return new Outcome("gone", "");
        }
        DiffCase.Recording recording = server.asked(desired);
        return judged(desired, recording.live(), recording.predicted());
    }

    private Outcome judged(KubeObject desired, KubeObject live, KubeObject predicted) {
        boolean proved = new InSyncProof(LiveServer.US).prove(desired, live).proved();
        if (predicted == null) {
            return proved
                    ? new Outcome("proved", told("refused by the dry run", desired, live))
                    : new Outcome("refused in the dry run", "");
        }
        DryRunCheck check = new DryRunCheck(live, predicted);
        if (!proved) {
            return new Outcome(check.overlooked().isEmpty() ? "in sync, not proved" : "differs", "");
        }
        String overlooked = check.overlooked();
        return new Outcome(
                check.onlyDefaultsGained() ? "proved but for defaults" : "proved",
                overlooked.isEmpty() ? "" : told(overlooked, desired, live));
    }

    private String told(String overlooked, KubeObject desired, KubeObject live) {
        return overlooked + "\n  story: " + String.join("\n    ", story) + "\n  desired: " + desired.body()
                + "\n  live: " + live.body();
    }

    private void cleanUp(KubeObject desired) {
        server.merge(desired, "", Map.of("metadata", Map.of("finalizers", List.of())), "tests");
        server.delete(desired);
    }
}
