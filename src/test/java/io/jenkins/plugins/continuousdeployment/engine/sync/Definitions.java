package io.jenkins.plugins.continuousdeployment.engine.sync;

/** CustomResourceDefinitions for tests, each in a group of its own. */
final class Definitions {
    private Definitions() {}

    /** A namespaced kind Box with these properties in its spec. */
    static String crd(String group, String properties) {
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: boxes.GROUP}
                spec:
                  group: GROUP
                  scope: Namespaced
                  names: {kind: Box, plural: boxes, singular: box, listKind: BoxList}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties:
                          spec: {type: object, properties: {PROPERTIES}}
                """.replace("GROUP", group).replace("PROPERTIES", properties);
    }
}
