package io.jenkins.plugins.continuousdeployment.engine.health;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The rules that come with the engine, one file for each family of operators, read when first needed. */
final class BuiltInRules {
    /** In the folder {@code rules} beside this class. */
    static final List<String> FILES = List.of(
            "argo",
            "certificates",
            "cloud",
            "clusters",
            "crossplane",
            "data",
            "delivery",
            "flux",
            "messaging",
            "networking",
            "observability",
            "openshift",
            "security",
            "storage",
            "workloads");

    private BuiltInRules() {}

    /** Initialised once, by the class loader. */
    private static final class Holder {
        static final HealthRules RULES = new HealthRules(read(), List.of());
    }

    static HealthRules get() {
        return Holder.RULES;
    }

    /** All of them; a kind that stands in two files is a mistake in these files. */
    static List<KindRules> read() {
        RulesReader reader = new RulesReader();
        List<KindRules> all = new ArrayList<>();
        for (String file : FILES) {
            String name = "rules/" + file + ".yaml";
            try (InputStream stream = BuiltInRules.class.getResourceAsStream(name)) {
                if (stream == null) {
                    throw new IllegalStateException("the rules " + name + " are not on the class path");
                }
                all.addAll(reader.read(name, stream.readAllBytes()).all());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }
}
