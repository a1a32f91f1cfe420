package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.definition.DeclaredOption;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A setting is declared once: here it is held that the command line and its page miss none. */
class OptionsTest {
    private static final Path DOCS = Path.of(System.getProperty("checkout"), "docs");

    /** What only the loop heeds, which reads it from definitions. */
    private static final Set<String> WITHOUT_FLAG = Set.of("automatic", "interval", "selfHeal", "retry");

    private static final CommandLine CDCTL = Cdctl.commandLine(new Console(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));

    private static List<DeclaredOption> settings() {
        return DeclaredOption.of(SyncOptions.class).stream()
                .filter(option -> option.path().equals(option.key()))
                .toList();
    }

    private static Set<String> flags(String command) {
        return withThoseBelow(CDCTL.getSubcommands().get(command))
                .flatMap(each -> each.getCommandSpec().options().stream())
                .map(OptionSpec::longestName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<CommandLine> withThoseBelow(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(OptionsTest::withThoseBelow));
    }

    @Test
    void everySettingIsAFlagWithItsHelpAndARowOfThePage() throws IOException {
        String page = Files.readString(DOCS.resolve("definition.md"));
        for (DeclaredOption setting : settings()) {
            assertThat(page).contains("| `sync." + setting.key() + "` |");
            if (WITHOUT_FLAG.contains(setting.key())) {
                assertThat(flags("sync")).doesNotContain(setting.flag());
            } else {
                OptionSpec flag =
                        CDCTL.getSubcommands().get("sync").getCommandSpec().findOption(setting.flag());
                assertThat(flag).as(setting.flag()).isNotNull();
                assertThat(flag.description()[0]).startsWith(setting.help().replace("`", ""));
            }
        }
        assertThat(settings()).extracting(DeclaredOption::key).containsAll(WITHOUT_FLAG);
    }

    @Test
    void thePageOfTheCommandLineHasEveryCommandAndFlagAndNoOther() throws IOException {
        String page = Files.readString(DOCS.resolve("cdctl.md"));
        Set<String> expected = new TreeSet<>();
        for (String command : CDCTL.getSubcommands().keySet()) {
            assertThat(page).contains("## cdctl " + command);
            expected.addAll(flags(command));
        }
        Set<String> named = new TreeSet<>();
        Matcher flag = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+").matcher(page.replaceAll("kubectl[^\n]*", ""));
        while (flag.find()) {
            named.add(flag.group());
        }
        assertThat(named).isEqualTo(expected);
    }

    @Test
    void everyDescriptionIsASentence() {
        withThoseBelow(CDCTL)
                .forEach(command -> command.getCommandSpec().options().forEach(option -> assertThat(
                                String.join(" ", option.description()))
                        .as(option.longestName())
                        .matches("[A-Z].*\\.")));
    }
}
