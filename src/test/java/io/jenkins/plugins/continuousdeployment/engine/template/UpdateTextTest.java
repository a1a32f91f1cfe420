package io.jenkins.plugins.continuousdeployment.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What templates say of an update, and what is said about wrong ones. */
class UpdateTextTest {
    private static final UpdateFacts FACTS = TemplateTableTest.facts();

    private static String message(String template) {
        return UpdateText.of("commit message", template).message(FACTS);
    }

    @Test
    void theDefaultMessageBeginsWithTheLineThatBuildsCanSkip() {
        assertThat(message(UpdateText.DEFAULT_MESSAGE)).isEqualTo("""
                        Update image automatically.

                        - 1.26.0 -> 1.27.0
                        - ghcr.io/shop/web:v1 -> ghcr.io/shop/web:v2
                        """);
    }

    @Test
    void theDefaultBranchIsTheSameForTheSameImagesAndAnotherForOthers() {
        UpdateText branch = UpdateText.of("branch", UpdateText.DEFAULT_BRANCH);
        ImageChange other = new ImageChange("p", "web:3", "web:2", "web:3", "a.yaml", 1, ObjectName.NONE);

        assertThat(branch.branch(FACTS)).matches("image-update/shop/web-[0-9a-f]{8}");
        assertThat(branch.branch(FACTS)).isEqualTo(branch.branch(FACTS));
        assertThat(branch.branch(new UpdateFacts("shop/web", List.of(other), Map.of())))
                .isNotEqualTo(branch.branch(FACTS));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            update/{{index .Values "cluster"}}          , update/prod
            '{{range .Updated.Images}}{{.}},{{end}}'    , nginx-1.27.0-ghcr.io/shop/web-v2
            a b~c^d:e?f*g[h\\i@{j                       , a-b-c-d-e-f-g-h-i-j
            /a//b/../c.lock/                            , a/b/c-lock
            .hidden/.too                                , hidden/too
            -x                                          , x
            """)
    void aBranchsNameIsOneThatGitTakes(String template, String name) {
        assertThat(UpdateText.of("branch", template).branch(FACTS)).isEqualTo(name);
    }

    @Test
    void aBranchWithoutANameIsRefused() {
        assertThatThrownBy(() -> UpdateText.of("branch", "{{.Values.empty}} ..").branch(FACTS))
                .hasMessage("branch:1:1: the template for the branch gives no name. Write at least one letter.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a{{.Changd}}                | commit message:1:4: there is no .Changd in the data of an update. Did you mean Changed? There are: .AutomationObject, .Changed, .Updated, .Values.
            {{.Values.x}}               | commit message:1:10: there is no .x in a map. There are: .cluster, .empty, .greeting.
            {{lowr 1}}                  | commit message:1:3: there is no function 'lowr'. Did you mean lower? There are: and,
            {{if 1}}                    | commit message:1:3: this 'if' is not closed. Write {{end}}.
            x{{end}}                    | commit message:1:4: {{end}} closes nothing
            {{$x}}                      | commit message:1:3: there is no variable $x here.
            {{print "a}}                | commit message:1:9: this string is not closed on its line.
            {{define "x"}}y{{end}}      | commit message:1:3: 'define' is not supported
            {{index .Changed.Changes 9}}| commit message:1:3: index: the index 9 is out of range
            {{printf "%d" "a"}}         | commit message:1:3: printf: %d does not print a string
            {{range .AutomationObject}}{{end}} | commit message:1:9: range goes over a list, a map or a number, and this is .AutomationObject.
            {{.AutomationObject.Name.X}}| commit message:1:25: a string has no field X.
            """)
    void saysWhereATemplateIsWrongAndWhatThereIs(String template, String says) {
        assertThatThrownBy(() -> message(template))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith(says.strip());
    }

    @Test
    void linesAreCounted() {
        assertThatThrownBy(() -> message("one\ntwo\n  {{.Nope}}")).hasMessageStartingWith("commit message:3:5: ");
    }

    @Test
    void stepsDepthAndLengthAreLimited() {
        assertThatThrownBy(() -> message("{{range 99999}}{{range 99999}}{{end}}{{end}}"))
                .hasMessageContaining("takes more than 100000 steps");
        assertThatThrownBy(() -> message("{{range 99999}}longer{{end}}")).hasMessageContaining("longer than 60000");
        assertThatThrownBy(() -> message("{{$x := \"aaaaaaaa\"}}{{range 40}}{{$x = print $x $x}}{{end}}"))
                .hasMessageContaining("longer than");
        assertThatThrownBy(
                        () -> message("{{$x := \"a\"}}{{range 15}}{{$x = print $x $x}}{{end}}{{replace \"a\" $x $x}}"))
                .hasMessageContaining("too long");
        assertThatThrownBy(() -> message("{{if 1}}".repeat(200))).hasMessageContaining("more than 100 levels");
        assertThatThrownBy(() -> message("{{" + "(".repeat(5000) + "}}")).hasMessageContaining("more than 100 levels");
        assertThatThrownBy(() -> message("{{if 0}}" + "{{else if 0}}".repeat(500) + "{{end}}"))
                .hasMessageContaining("more than 100 alternatives");
        assertThatThrownBy(() -> UpdateText.of("t", "x".repeat(20_001))).hasMessageContaining("more than 20000");
    }

    /** Whatever is written: text, or a refusal. */
    @Test
    void anyTextIsATemplateOrRefused() {
        String[] parts = {
            "{{",
            "}}",
            "{{-",
            "-}}",
            " ",
            "\n",
            "if",
            "range",
            "end",
            "else",
            "$x",
            ":=",
            "=",
            "|",
            "(",
            ")",
            ".",
            ".Values",
            ".cluster",
            "print",
            "\"a\"",
            "'",
            "`",
            "3",
            "-",
            "/*",
            "*/",
            ",",
            "with",
            "index",
            "slice",
            "nil",
            "\u00e4",
            "%d"
        };
        Random random = new Random(7);
        int good = 0;
        for (int each = 0; each < 20_000; each++) {
            StringBuilder template = new StringBuilder();
            for (int part = random.nextInt(12); part >= 0; part--) {
                template.append(parts[random.nextInt(parts.length)]);
            }
            try {
                message(template.toString());
                good++;
            } catch (RefusedException e) {
                assertThat(e.getMessage()).startsWith("commit message:");
            }
        }
        assertThat(good).isPositive();
    }
}
