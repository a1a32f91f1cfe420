package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeclaredOption;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The definition's {@code sync} block as flags. They come from the record itself, so that none is ever forgotten. */
final class SyncFlags {
    /** What only a loop heeds: {@code cdctl run} reads it from a definition. */
    private static final Set<String> OF_THE_LOOP = Set.of("automatic", "interval", "selfHeal");

    private static final String DELETE_KINDS = "deleteKinds";

    private SyncFlags() {}

    private static List<DeclaredOption> declared() {
        return DeclaredOption.of(SyncOptions.class).stream()
                .filter(option -> !option.path().startsWith("retry"))
                .filter(option -> !OF_THE_LOOP.contains(option.key()))
                .toList();
    }

    /** Adds the flags to a command. */
    static void declare(CommandSpec command) {
        for (DeclaredOption option : declared()) {
            boolean toggle = toggle(option);
            String byDefault =
                    option.byDefault().isEmpty() || option.byDefault().equals("false")
                            ? ""
                            : " Default: " + option.byDefault() + ".";
            command.addOption(OptionSpec.builder(option.flag())
                    .type(String.class)
                    .arity(toggle ? "0..1" : "1")
                    .fallbackValue(toggle ? "true" : "__unspecified__")
                    .paramLabel(label(option))
                    .hideParamSyntax(!toggle)
                    .description(option.help().replace("`", "") + byDefault)
                    .build());
        }
    }

    private static String label(DeclaredOption option) {
        return option.key().equals(DELETE_KINDS)
                ? "KIND,…"
                : toggle(option) ? "true|false" : option.type().replace("`", "").replace(" or ", "|");
    }

    private static boolean toggle(DeclaredOption option) {
        return option.byDefault().equals("true") || option.byDefault().equals("false");
    }

    /** The flags that were given, by the definition's keys. */
    static Map<String, Object> given(ParseResult result) {
        Map<String, Object> block = new LinkedHashMap<>();
        for (DeclaredOption option : declared()) {
            if (result.hasMatchedOption(option.flag())) {
                block.put(option.key(), value(option, result.matchedOptionValue(option.flag(), "")));
            }
        }
        return block;
    }

    private static Object value(DeclaredOption option, String text) {
        if (toggle(option)) {
            if (!text.equals("true") && !text.equals("false")) {
                throw new RefusedException(option.flag() + ": \"" + text + "\" is neither true nor false");
            }
            return text.equals("true");
        }
        if (option.key().equals(DELETE_KINDS)) {
            return List.of(text.split(",", -1));
        }
        return text.matches("\\d{1,9}") ? (Object) Long.valueOf(text) : text;
    }
}
