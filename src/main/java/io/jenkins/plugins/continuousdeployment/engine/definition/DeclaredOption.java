package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One key of the definition, as its record declares it.
 *
 * @param path where it stands: {@code sync.retry.limit}, {@code destinations[].cluster}
 * @param key its last step: {@code limit}
 * @param type what may stand there, for a person: {@code duration}
 * @param byDefault what holds where it is absent, as one would write it; empty for nothing
 * @param required whether it must stand there
 * @param help what it means, in Markdown
 */
public record DeclaredOption(String path, String key, String type, String byDefault, boolean required, String help) {
    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    public DeclaredOption {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(byDefault, "byDefault");
        Objects.requireNonNull(help, "help");
    }

    /** Every key of a definition, in the order of the records, each map before what is in it. */
    public static List<DeclaredOption> all() {
        return under("", RecordForm.DEFINITION);
    }

    /**
     * The keys of one record and of those in it.
     *
     * @param record whose components carry {@link Option}
     */
    public static List<DeclaredOption> of(Class<? extends Record> record) {
        return under("", new RecordForm<>(record));
    }

    /** Its flag at the command line: {@code --create-namespace}. */
    public String flag() {
        return "--"
                + CAPITAL.matcher(key).replaceAll(match -> "-" + match.group().toLowerCase(Locale.ROOT));
    }

    private static List<DeclaredOption> under(String parent, RecordForm<?> form) {
        List<DeclaredOption> options = new ArrayList<>();
        for (RecordForm.Key key : form.keys()) {
            String path = parent + key.name();
            Option option = key.option();
            options.add(new DeclaredOption(
                    path, key.name(), key.form().type(), option.byDefault(), option.required(), option.help()));
            key.form()
                    .inner()
                    .ifPresent(inner -> options.addAll(under(path + (key.form().many() ? "[]." : "."), inner)));
        }
        return options;
    }
}
