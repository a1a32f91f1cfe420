package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The verbs on objects of any kind. Every method sends its request before it returns, and throws {@link ApiException}
 * where the server refused and {@link UnreachableException} where none answered.
 */
public final class ObjectApi {
    /** Who we are in {@code managedFields}. */
    public static final String FIELD_MANAGER = "continuous-deployment";

    private static final String APPLY = "application/apply-patch+yaml";
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String METADATA =
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
    private static final int PAGE = 1000;
    private static final int CREATED = 201;

    private final ApiClient client;
    private final Written written;

    ObjectApi(ApiClient client, Written written) {
        this.client = client;
        this.written = written;
    }

    /** Hears what came of writes that were not dry runs. */
    interface Written {
        /** The server stored this. */
        void wrote(KubeObject object);

        /** The server has removed this. */
        void deleted(KubeObject object);
    }

    /** How a write is meant. */
    public enum Mode {
        /** The server does all but store it. */
        DRY_RUN,
        REAL
    }

    /** Reads one object; empty only where the server says that there is none. */
    public Optional<KubeObject> get(ResourceType type, String namespace, String name) {
        try {
            return Optional.of(
                    object(ApiRequest.get(type.path(namespace, name), what("get", type, namespace, name)), name));
        } catch (ApiException e) {
            // Only a Status about this very object says that it is missing; a 404 for the path does not.
            if (e.notFound() && e.reason().equals("NotFound") && e.aboutName().equals(name)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Reads all objects of a kind with a label, in one request.
     *
     * @param namespace empty for all namespaces
     * @param labelSelector empty for all objects
     */
    public List<KubeObject> list(ResourceType type, String namespace, String labelSelector) {
        return listed(type, namespace, labelSelector.isEmpty() ? Map.of() : Map.of("labelSelector", labelSelector))
                .items();
    }

    /** Objects, and the resource version from which a watch goes on. */
    record Listed(List<KubeObject> items, String resourceVersion) {}

    Listed listed(ResourceType type, String namespace, Map<String, String> selector) {
        ApiRequest request = ApiRequest.get(type.path(namespace), what("list", type, namespace, ""));
        for (Map.Entry<String, String> each : selector.entrySet()) {
            request = request.with(each.getKey(), each.getValue());
        }
        List<KubeObject> objects = new ArrayList<>();
        ListAnswer answer = pages(type, request, objects);
        return new Listed(objects, answer.resourceVersion());
    }

    /** Reads to the last page: a server may give fewer than were asked for, and says so. */
    private ListAnswer pages(ResourceType type, ApiRequest request, List<KubeObject> objects) {
        ListAnswer answer = page(request);
        answer.items().forEach(item -> objects.add(typed(type, item)));
        while (!answer.next().isEmpty()) {
            answer = page(request.with("continue", answer.next()));
            answer.items().forEach(item -> objects.add(typed(type, item)));
        }
        return answer;
    }

    private ListAnswer page(ApiRequest request) {
        return ListAnswer.of(client.send(request)).orElseThrow(() -> notAsked(request));
    }

    private UnreachableException notAsked(ApiRequest request) {
        return new UnreachableException(
                client.describe() + " answered " + request.what() + " with something else. Is a proxy in between?",
                null);
    }

    /** Items of a list come without {@code apiVersion} and {@code kind}. */
    private static KubeObject typed(ResourceType type, Map<?, ?> item) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", type.apiVersion());
        body.put("kind", type.groupKind().kind());
        item.forEach((key, value) -> body.put(String.valueOf(key), value));
        return new KubeObject(body);
    }

    /** The names of all objects of a kind in a namespace, whoever made them; page by page, metadata alone. */
    public List<String> names(ResourceType type, String namespace) {
        ApiRequest request = ApiRequest.get(type.path(namespace), what("list", type, namespace, ""))
                .accepting(METADATA)
                .with("limit", Integer.toString(PAGE));
        List<KubeObject> objects = new ArrayList<>();
        pages(type, request, objects);
        return objects.stream().map(KubeObject::name).toList();
    }

    /**
     * Server-side apply as {@link #FIELD_MANAGER}, taking the fields that others hold.
     *
     * @return the object as it is, or in a dry run would be
     */
    public KubeObject apply(ResourceType type, KubeObject object, Mode mode) {
        return written(applying(type, object), object.name(), mode);
    }

    /**
     * Tries, as a dry run, whether an apply would make an object.
     *
     * @return the object as it would be; empty where the server does not say that it would be a new one
     */
    public Optional<KubeObject> applyNew(ResourceType type, KubeObject object) {
        ApiRequest request = applying(type, object).with("dryRun", "All");
        ApiClient.Answer answer = client.answer(request);
        KubeObject predicted = asked(answer.body(), request, object.name());
        return answer.code() == CREATED ? Optional.of(predicted) : Optional.empty();
    }

    private static ApiRequest applying(ResourceType type, KubeObject object) {
        return new ApiRequest(
                "PATCH",
                type.path(object.namespace(), object.name()),
                Map.of("fieldManager", FIELD_MANAGER, "force", "true", "fieldValidation", "Strict"),
                ApiRequest.JSON,
                APPLY,
                object.body(),
                true,
                what("apply", type, object.namespace(), object.name()));
    }

    /** Makes an object, refusing fields that the server does not know. */
    public KubeObject create(ResourceType type, KubeObject object, Mode mode) {
        ApiRequest request = new ApiRequest(
                "POST",
                type.path(object.namespace()),
                Map.of("fieldManager", FIELD_MANAGER, "fieldValidation", "Strict"),
                ApiRequest.JSON,
                ApiRequest.JSON,
                object.body(),
                mode == Mode.DRY_RUN,
                what("create", type, object.namespace(), object.name()));
        return written(request, object.name(), mode);
    }

    /** Replaces an object as a whole; its {@code resourceVersion}, if given, must be the live one. */
    public KubeObject replace(ResourceType type, KubeObject object, Mode mode) {
        ApiRequest request = new ApiRequest(
                "PUT",
                type.path(object.namespace(), object.name()),
                Map.of("fieldManager", FIELD_MANAGER, "fieldValidation", "Strict"),
                ApiRequest.JSON,
                ApiRequest.JSON,
                object.body(),
                mode == Mode.DRY_RUN || !object.resourceVersion().isEmpty(),
                what("replace", type, object.namespace(), object.name()));
        return written(request, object.name(), mode);
    }

    /** Sends a JSON patch (RFC 6902); what must not have changed, the patch tests itself. */
    public KubeObject patch(ResourceType type, String namespace, String name, List<?> operations, Mode mode) {
        ApiRequest request = new ApiRequest(
                "PATCH",
                type.path(namespace, name),
                Map.of("fieldManager", FIELD_MANAGER),
                ApiRequest.JSON,
                JSON_PATCH,
                operations,
                false,
                what("patch", type, namespace, name));
        return written(request, name, mode);
    }

    /**
     * Begins to delete this very object: nothing happens to another one of its name, or to a later state of it.
     *
     * @param propagationPolicy {@code Foreground}, {@code Background} or {@code Orphan}
     * @throws ApiException a 409 where the object is another or was changed since it was read
     */
    public void delete(ResourceType type, KubeObject live, String propagationPolicy, Mode mode) {
        Map<String, Object> preconditions = Map.of("uid", live.uid(), "resourceVersion", live.resourceVersion());
        Map<String, Object> options = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "DeleteOptions",
                "propagationPolicy",
                propagationPolicy,
                "preconditions",
                preconditions);
        ApiRequest request = new ApiRequest(
                "DELETE",
                type.path(live.namespace(), live.name()),
                Map.of(),
                ApiRequest.JSON,
                ApiRequest.JSON,
                options,
                true,
                what("delete", type, live.namespace(), live.name()));
        if (mode == Mode.DRY_RUN) {
            client.send(request.with("dryRun", "All"));
            return;
        }
        KubeObject answer = new KubeObject(client.send(request));
        if (answer.uid().equals(live.uid())) {
            written.wrote(answer);
        } else {
            // A Status: nothing holds the object, and it is gone.
            written.deleted(live);
        }
    }

    private KubeObject written(ApiRequest request, String name, Mode mode) {
        if (mode == Mode.DRY_RUN) {
            return object(request.with("dryRun", "All"), name);
        }
        KubeObject stored = object(request, name);
        written.wrote(stored);
        return stored;
    }

    /** The answer as an object, which must be the one that was asked for. */
    private KubeObject object(ApiRequest request, String name) {
        return asked(client.send(request), request, name);
    }

    private KubeObject asked(Map<String, Object> body, ApiRequest request, String name) {
        KubeObject answer = new KubeObject(body);
        if (!answer.name().equals(name)) {
            throw notAsked(request);
        }
        return answer;
    }

    static String what(String verb, ResourceType type, String namespace, String name) {
        String where = namespace.isEmpty() ? name : name.isEmpty() ? "in " + namespace : namespace + "/" + name;
        return (verb + " " + type.resource() + " " + where).strip();
    }
}
