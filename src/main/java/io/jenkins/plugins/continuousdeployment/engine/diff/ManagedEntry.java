package io.jenkins.plugins.continuousdeployment.engine.diff;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One entry of {@code metadata.managedFields}.
 *
 * @param manager who
 * @param operation how
 * @param apiVersion the version in which the fields are named
 * @param subresource the subresource it came through, empty for the object itself
 * @param time when it last changed a field, null where the server did not say
 * @param fields what it owns
 */
public record ManagedEntry(
        String manager, Operation operation, String apiVersion, String subresource, Instant time, FieldSet fields) {
    /** How fields were written. */
    public enum Operation {
        /** By server-side apply. */
        APPLY("Apply"),
        /** By anything else. */
        UPDATE("Update");

        private final String text;

        Operation(String text) {
            this.text = text;
        }

        /** As the server writes it: {@code Apply}. */
        @Override
        public String toString() {
            return text;
        }
    }

    public ManagedEntry {
        Objects.requireNonNull(manager, "manager");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(apiVersion, "apiVersion");
        Objects.requireNonNull(subresource, "subresource");
        Objects.requireNonNull(fields, "fields");
    }

    /** Whether it came by a manager's server-side apply to the object itself. */
    public boolean appliedBy(String name) {
        return operation == Operation.APPLY && subresource.isEmpty() && manager.equals(name);
    }

    ManagedEntry with(FieldSet others) {
        return new ManagedEntry(manager, operation, apiVersion, subresource, time, others);
    }

    /** The entry as JSON has it. */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("manager", manager);
        tree.put("operation", operation.toString());
        tree.put("apiVersion", apiVersion);
        if (time != null) {
            tree.put("time", time.toString());
        }
        tree.put("fieldsType", "FieldsV1");
        tree.put("fieldsV1", fields.toFieldsV1());
        if (!subresource.isEmpty()) {
            tree.put("subresource", subresource);
        }
        return tree;
    }
}
