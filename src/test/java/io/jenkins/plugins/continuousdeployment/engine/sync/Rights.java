package io.jenkins.plugins.continuousdeployment.engine.sync;

/** RBAC objects for users of tests. */
final class Rights {
    private Rights() {}

    /**
     * All rights in a namespace and reading of the cluster's own namespaces, but for one verb on one resource of the
     * core group.
     */
    static String allBut(String namespace, String user, String resource, String verb) {
        String allVerbs = "[get, list, watch, create, update, patch, delete]";
        String someVerbs = allVerbs.replace(verb + ", ", "").replace(", " + verb, "");
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: USER, namespace: NAMESPACE}
                rules:
                - {apiGroups: [""], resources: [configmaps, secrets, pods, serviceaccounts], verbs: ALL}
                - {apiGroups: [apps, batch], resources: ["*"], verbs: ALL}
                - {apiGroups: [""], resources: [RESOURCE], verbs: SOME}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: USER, namespace: NAMESPACE}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: USER}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: USER}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: namespaces-USER}
                rules:
                - {apiGroups: [""], resources: [namespaces], verbs: [get]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: namespaces-USER}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: namespaces-USER}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: USER}]
                """.replace("USER", user)
                .replace("NAMESPACE", namespace)
                .replace("RESOURCE", resource)
                .replace("ALL", allVerbs)
                .replace("SOME", someVerbs);
    }
}
