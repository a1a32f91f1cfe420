package io.jenkins.plugins.continuousdeployment.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What markers mean, and what an edit leaves as it is. */
class MarkerTest {
    private static final String WEB = "default:web=ghcr.io/shop/web:1.2";
    private static final String WITH_DIGEST = WEB + "@" + Editing.DIGEST;
    private static final String MARKER = " # {\"$imagepolicy\": \"default:web\"}";

    /** As KubeVela's documentation has it: the image is of another repository at first. */
    @Test
    void applicationOfKubeVela() {
        String text = """
                apiVersion: core.oam.dev/v1beta1
                kind: Application
                metadata:
                  name: my-app
                  namespace: default
                spec:
                  components:
                    - name: my-app
                      type: webservice
                      properties:
                        image: nginx # {"$imagepolicy": "default:image-gitops"}
                """;
        Edited edited = Editing.edit(
                "application/my-app.yaml",
                text,
                EditOptions.DEFAULT,
                "default:image-gitops=ghcr.io/fogdong/test-fog:master-0a1b2c-1656573394");
        assertThat(edited.problems()).isEmpty();
        assertThat(edited.files().get("application/my-app.yaml"))
                .asString()
                .isEqualTo(text.replace("image: nginx", "image: ghcr.io/fogdong/test-fog:master-0a1b2c-1656573394"));
        assertThat(edited.places()).singleElement().satisfies(place -> {
            assertThat(place.oldText()).isEqualTo("nginx");
            assertThat(place.newText()).isEqualTo("ghcr.io/fogdong/test-fog:master-0a1b2c-1656573394");
            assertThat(place.place().place()).hasToString("application/my-app.yaml:11:16");
            assertThat(place.place().path()).isEqualTo("spec.components[0].properties.image");
            assertThat(place.place().object())
                    .contains(new ObjectKey(new GroupKind("core.oam.dev", "Application"), "default", "my-app"));
            assertThat(place.place().present()).isEqualTo(new ImageReference("nginx", "", ""));
        });
    }

    @Test
    void markerMeansTheValueBeforeItOrBelow() {
        String table = """
                image: a # M  =>  image: ghcr.io/shop/web:1.2 # M
                image: 'a:1'   # M  =>  image: 'ghcr.io/shop/web:1.2'   # M
                image: "a:1"# M  =>  image: "ghcr.io/shop/web:1.2"# M
                image: "a:\\x31" # M  =>  image: "ghcr.io/shop/web:1.2" # M
                - a:1 # M  =>  - ghcr.io/shop/web:1.2 # M
                image: &web a:1 # M  =>  image: &web ghcr.io/shop/web:1.2 # M
                image: !!str a:1 # M  =>  image: !!str ghcr.io/shop/web:1.2 # M
                image: ! &b "a" # M  =>  image: ! &b "ghcr.io/shop/web:1.2" # M
                {image: a} # M  =>  {image: ghcr.io/shop/web:1.2} # M
                - {name: web, image: "a:1"} # M  =>  - {name: web, image: "ghcr.io/shop/web:1.2"} # M
                - {image: a, name: web} # M  =>  - {image: ghcr.io/shop/web:1.2, name: web} # M
                {"image":"a","b":[c]} # M  =>  {"image":"ghcr.io/shop/web:1.2","b":[c]} # M
                c: [{image: a, name: web}, ] # M  =>  c: [{image: ghcr.io/shop/web:1.2, name: web}, ] # M
                {a: b, image: c, # M~ d: e}  =>  {a: b, image: ghcr.io/shop/web:1.2, # M~ d: e}
                [{a: b,~ image: c}] # M  =>  [{a: b,~ image: ghcr.io/shop/web:1.2}] # M
                # M~image: a  =>  # M~image: ghcr.io/shop/web:1.2
                - x~# M~- image: a~  name: b  =>  - x~# M~- image: ghcr.io/shop/web:1.2~  name: b
                - x~  # M~- a:1  =>  - x~  # M~- ghcr.io/shop/web:1.2
                a:~  # M~  - {name: b, image: c}  =>  a:~  # M~  - {name: b, image: ghcr.io/shop/web:1.2}
                image: | # M~  a:1~b: c  =>  image: | # M~  ghcr.io/shop/web:1.2~b: c
                image: >- # M~  a:1~b: c  =>  image: >- # M~  ghcr.io/shop/web:1.2~b: c
                image: |2+ # M~  a:1~~~b: c  =>  image: |2+ # M~  ghcr.io/shop/web:1.2~~~b: c
                image:~  a:1 # M  =>  image:~  ghcr.io/shop/web:1.2 # M
                ? image~: a # M  =>  ? image~: ghcr.io/shop/web:1.2 # M
                image: a ## M  =>  image: ghcr.io/shop/web:1.2 ## M
                image: a #    M  =>  image: ghcr.io/shop/web:1.2 #    M
                image: a # x M  =>  image: a # x M
                a: '# M'  =>  a: '# M'
                a: |~  image: b # M  =>  a: |~  image: b # M
                # - image: b # M~a: b  =>  # - image: b # M~a: b
                """;
        for (String row : table.lines().toList()) {
            String[] cells = row.split("  =>  ", -1);
            for (String lineBreak : List.of("\n", "\r\n", "\r")) {
                assertThat(Editing.after(real(cells[0], lineBreak), WEB)).isEqualTo(real(cells[1], lineBreak));
            }
        }
    }

    private static String real(String text, String lineBreak) {
        return text.replace("M", MARKER.strip().substring(2)).replace("~", lineBreak) + lineBreak;
    }

    @Test
    void suffixesAreThreeAndAPolicyMayHaveColons() {
        String table = """
                a:1 # default:web  =>  ghcr.io/shop/web:1.2@DIGEST
                1.1 # default:web:tag  =>  "1.2"
                v1.1.1 # default:web:tag  =>  "1.2"
                '1.1' # default:web:tag  =>  '1.2'
                "1.2" # default:web:tag  =>  "1.2"
                1.2 # default:web:tag  =>  "1.2"
                web # default:web:name  =>  ghcr.io/shop/web
                sha256:00 # default:web:digest  =>  DIGEST
                a # default:api  =>  api:5
                a # default:api:tag  =>  strange:6
                a # default:api:tag:tag  =>  "6"
                a # default:api:digest  =>  a
                a # default:wob  =>  a
                a # default:web:version  =>  a
                """;
        for (String row : table.lines().toList()) {
            String[] cells = row.split("  =>  ", -1);
            suffix(cells[0], cells[1]);
        }
    }

    private static void suffix(String before, String after) {
        String policy = before.substring(before.indexOf('#') + 2);
        String marker = " # {\"$imagepolicy\": \"" + policy + "\"}\n";
        String value = before.substring(0, before.indexOf(" #"));
        Edited edited = Editing.edit(
                "a.yaml",
                "v: " + value + marker,
                EditOptions.DEFAULT,
                WITH_DIGEST,
                "default:api=api:5",
                "default:api:tag=strange:6");
        String now = edited.files().isEmpty()
                ? "v: " + value + marker
                : new String(edited.files().get("a.yaml"), StandardCharsets.UTF_8);
        assertThat(now).isEqualTo("v: " + after.replace("DIGEST", Editing.DIGEST) + marker);
        boolean unknown = List.of("default:wob", "default:web:version").contains(policy);
        assertThat(edited.notes()).hasSize(unknown ? 1 : 0);
    }

    @Test
    void textThatAnyParserTakesForSomethingElseIsQuotedWhereNothingElseKeepsItAString() {
        for (String tag : List.of(
                "1.10",
                "1",
                "on",
                "No",
                "y",
                "12e3",
                "12E03",
                "0x1F",
                "0o17",
                "017",
                "1_000",
                "0b11",
                "null",
                "true",
                "2024-01-02",
                "08",
                "1.",
                "inf")) {
            String target = "default:web=w:" + tag;
            assertThat(Editing.after(line("v1"), target)).as(tag).isEqualTo(line('"' + tag + '"'));
            assertThat(Editing.after(line("!!str v1"), target)).isEqualTo(line("!!str " + tag));
            assertThat(Editing.after(line("'v1'"), target)).isEqualTo(line("'" + tag + "'"));
        }
        for (String tag :
                List.of("1.10.0", "v1", "1.10-alpine", "1a", "latest", "20240102-ab", "12e3f", "0x1G", "a.1")) {
            assertThat(Editing.after(line("1"), "default:web=w:" + tag)).isEqualTo(line(tag));
        }
    }

    private static String line(String value) {
        return "tag: " + value + " # {\"$imagepolicy\": \"default:web:tag\"}\n";
    }

    @Test
    void valuesOfAChart() {
        String text = """
                web:
                  image:
                    repository: ghcr.io/shop/old # {"$imagepolicy": "default:web:name"}
                    pullPolicy: Always
                    tag: "1.1" # {"$imagepolicy": "default:web:tag"}
                    digest: "" # {"$imagepolicy": "default:web:digest"}
                side:
                  repository: ghcr.io/shop/web
                  tag: v1 # {"$imagepolicy": "default:web:tag"}
                """;
        Edited edited = Editing.edit("values.yaml", text, EditOptions.DEFAULT, WITH_DIGEST);
        assertThat(edited.problems()).isEmpty();
        assertThat(edited.files().get("values.yaml"))
                .asString()
                .isEqualTo(text.replace("shop/old", "shop/web")
                        .replace("\"1.1\"", "\"1.2\"")
                        .replace("digest: \"\"", "digest: \"" + Editing.DIGEST + "\"")
                        .replace("tag: v1", "tag: \"1.2\""));
        assertThat(edited.places())
                .extracting(place -> place.place().present().toString())
                .containsExactly(
                        "ghcr.io/shop/old:1.1", "ghcr.io/shop/old:1.1", "ghcr.io/shop/old:1.1", "ghcr.io/shop/web:v1");
    }

    @Test
    void entriesOfAKustomization() {
        String text = """
                images:
                - name: web
                  newName: ghcr.io/shop/old # {"$imagepolicy": "default:web:name"}
                  newTag: v1 # {"$imagepolicy": "default:web:tag"}
                - name: other
                  digest: sha256:00 # {"$imagepolicy": "default:web:digest"}
                """;
        Edited edited = Editing.edit("base/kustomization.yaml", text, EditOptions.DEFAULT, WITH_DIGEST);
        assertThat(edited.problems()).isEmpty();
        assertThat(edited.files().get("base/kustomization.yaml"))
                .asString()
                .isEqualTo(text.replace("shop/old", "shop/web")
                        .replace("newTag: v1", "newTag: \"1.2\"")
                        .replace("sha256:00", Editing.DIGEST));
        assertThat(edited.followed())
                .extracting(place -> place.present().toString())
                .containsExactly("ghcr.io/shop/old:v1", "ghcr.io/shop/old:v1", "other@sha256:00");
    }

    @Test
    void judgeSeesWhatIsThereAndMayLeaveIt() {
        String text = "a: b:2" + MARKER + "\nc: d:1" + MARKER + "\n";
        ImageJudge judge = (place, wanted) -> place.present().tag().equals("2")
                ? Optional.empty()
                : Optional.of(new ImageReference(wanted.repository(), "judged", ""));
        Edited edited = Editing.edit("a.yaml", text, EditOptions.DEFAULT.withJudge(judge), WEB);
        assertThat(edited.files().get("a.yaml")).asString().isEqualTo(text.replace("d:1", "ghcr.io/shop/web:judged"));
        assertThat(edited.followed()).hasSize(2);
        assertThat(edited.places()).hasSize(1);
    }

    @Test
    void policyWithoutAnImageIsLeftAloneWithoutAWord() {
        Edited edited = Editing.edit(
                "a.yaml", "a: b:2" + MARKER + "\n", EditOptions.DEFAULT.withOthers(Set.of("default:web")), "other=c:1");
        assertThat(edited.files()).isEmpty();
        assertThat(edited.notes()).isEmpty();
        assertThat(edited.followed()).hasSize(1);
    }

    @Test
    void secondEditChangesNothing() {
        String once = Editing.after("a: b" + MARKER + "\n", WEB);
        Edited twice = Editing.edit("a.yaml", once, EditOptions.DEFAULT, WEB);
        assertThat(twice.files()).isEmpty();
        assertThat(twice.places()).isEmpty();
    }
}
