package io.jenkins.plugins.continuousdeployment.engine.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One request to an API server.
 *
 * @param method the HTTP method
 * @param path the path, from the server's root
 * @param query the query's parameters, unencoded
 * @param accept the {@code Accept} header
 * @param contentType the body's type, or null where there is no body
 * @param body the body's tree, or null
 * @param repeatable whether sending it twice does no more than sending it once, so that a broken connection may be
 *     answered by sending it again
 * @param what what it does, for a person: {@code patch deployments.apps shop/web}
 */
record ApiRequest(
        String method,
        String path,
        Map<String, String> query,
        String accept,
        String contentType,
        Object body,
        boolean repeatable,
        String what) {
    static final String JSON = "application/json";

    ApiRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        query = Map.copyOf(query);
        Objects.requireNonNull(accept, "accept");
        Objects.requireNonNull(what, "what");
    }

    static ApiRequest get(String path, String what) {
        return new ApiRequest("GET", path, Map.of(), JSON, null, null, true, what);
    }

    ApiRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new ApiRequest(method, path, more, accept, contentType, body, repeatable, what);
    }

    ApiRequest accepting(String type) {
        return new ApiRequest(method, path, query, type, contentType, body, repeatable, what);
    }
}
