package io.jenkins.plugins.continuousdeployment.engine.edit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Images that are followed by their repository. */
class ByNameTest {
    private static final EditOptions BY_NAME = EditOptions.DEFAULT.withByName(true);
    private static final String DIGEST = "@" + Editing.DIGEST;

    @Test
    void containersOfAnyKindAreFollowedAndKeepTheSpelling() {
        String text = """
                apiVersion: v1
                kind: List
                items:
                - apiVersion: apps/v1
                  kind: Deployment
                  metadata: {name: web, namespace: shop}
                  spec:
                    template:
                      spec:
                        initContainers:
                        - {name: init, image: 'docker.io/nginx:1.24'} # first
                        containers:
                        - name: web
                          image: nginx
                        - name: pinned
                          image: index.docker.io/library/nginx:1.24@sha256:11
                        - name: other
                          image: example.com/nginx:1.24
                ---
                kind: Unknown
                spec:
                  ephemeralContainers:
                  - image: "library/nginx:1.20"
                  image: nginx:1.20
                """;
        Edited edited = Editing.edit("a.yaml", text, BY_NAME, "p=nginx:1.25");
        assertThat(edited.problems()).isEmpty();
        assertThat(edited.files().get("a.yaml"))
                .asString()
                .isEqualTo(text.replace("'docker.io/nginx:1.24'", "'docker.io/nginx:1.25'")
                        .replace("image: nginx\n", "image: nginx:1.25\n")
                        .replace("index.docker.io/library/nginx:1.24@sha256:11", "index.docker.io/library/nginx:1.25")
                        .replace("library/nginx:1.20\"", "library/nginx:1.25\""));
        assertThat(edited.places())
                .extracting(
                        place -> place.place().object().map(Object::toString).orElse("none"))
                .containsExactly(
                        "Deployment.apps shop/web", "Deployment.apps shop/web", "Deployment.apps shop/web", "none");
    }

    @Test
    void digestIsWrittenWhereOneIsWanted() {
        assertThat(Editing.after("a.yaml", "containers: [{image: web:1}]\n", BY_NAME, "p=web:2" + DIGEST))
                .isEqualTo("containers: [{image: web:2" + DIGEST + "}]\n");
    }

    @Test
    void imagesOfAKustomization() {
        String text = """
                images:
                - name: web
                  newTag: v1
                - {name: placeholder, newName: docker.io/library/web, newTag: '1', digest: sha256:11}
                - {name: web, newName: other, newTag: v1}
                - {name: web, digest: sha256:11}
                patches: [{patch: "containers: [{image: web:1}]"}]
                """;
        String after = text.replace("newTag: v1\n-", "newTag: \"2\"\n-")
                .replace("newTag: '1', digest: sha256:11", "newTag: '2', digest: " + Editing.DIGEST)
                .replace("web, digest: sha256:11", "web, digest: " + Editing.DIGEST);
        for (String file : new String[] {"kustomization.yaml", "a/kustomization.yml", "b/Kustomization"}) {
            assertThat(Editing.after(file, text, BY_NAME, "p=web:2" + DIGEST)).isEqualTo(after);
        }
        assertThat(Editing.after("values.yaml", text, BY_NAME, "p=web:2" + DIGEST))
                .isEqualTo(text);
    }

    @Test
    void entryThatWouldKeepAnOldDigestIsLeftAloneWithANote() {
        String text = """
                images:
                - {name: web, newTag: v1, digest: sha256:11}
                - {name: web, newName: web}
                """;
        Edited edited = Editing.edit("kustomization.yaml", text, BY_NAME, "p=web:2");
        assertThat(edited.files()).isEmpty();
        assertThat(edited.problems()).isEmpty();
        assertThat(edited.notes())
                .extracting(Object::toString)
                .containsExactly(
                        "kustomization.yaml:2:35: the entry holds a digest, and p chose a tag without one; it is left"
                                + " alone",
                        "kustomization.yaml:3:10: the entry has neither a newTag nor a digest to change; add one to have"
                                + " it follow p");
    }

    @Test
    void markerSaysMoreThanTheName() {
        String text = "containers:\n- image: web:1 # {\"$imagepolicy\": \"NAME\"}\n";
        assertThat(Editing.after("a.yaml", text.replace("NAME", "q"), BY_NAME, "p=web:2", "q=api:3"))
                .contains("image: api:3 #");
        assertThat(Editing.after("a.yaml", text.replace("NAME", "elsewhere"), BY_NAME, "p=web:2"))
                .isEqualTo(text.replace("NAME", "elsewhere"));
    }

    @Test
    void aliasFollowsItsAnchorWhereThatIsAnImageTooAndIsNamedElsewhere() {
        String image = "spec: {containers: [{image: &web web:1}, {image: *web}]}\n";
        assertThat(Editing.after("a.yaml", image, BY_NAME, "p=web:2")).isEqualTo(image.replace("web:1", "web:2"));
        Edited edited = Editing.edit("a.yaml", "x: &web web:1\ncontainers: [{image: *web}]\n", BY_NAME, "p=web:2");
        assertThat(edited.files()).isEmpty();
        assertThat(edited.notes()).singleElement().asString().contains("a.yaml:2:22", "an alias of line 1");
    }

    @Test
    void imageOfTwoPoliciesIsNotFollowedByName() {
        String text = "containers: [{image: web:1}, {image: api:1}]\n";
        Edited edited = Editing.edit("a.yaml", text, BY_NAME, "p=web:2", "q=docker.io/library/web:3", "r=api:2");
        assertThat(edited.files().get("a.yaml")).asString().isEqualTo(text.replace("api:1", "api:2"));
        assertThat(edited.problems()).singleElement().asString().contains("p and q", "docker.io/library/web");
    }

    @Test
    void brokenFileWithoutMarkersIsANoteWhereItMayNameTheImage() {
        String template = "{{ if .x }}\ncontainers:\n- image: web:1\n";
        Edited edited = Editing.edit("a.yaml", template, BY_NAME, "p=web:2");
        assertThat(edited.problems()).isEmpty();
        assertThat(edited.notes()).singleElement().asString().startsWith("a.yaml:");
        assertThat(Editing.edit("a.yaml", template, BY_NAME, "p=api:2").notes()).isEmpty();
    }

    @Test
    void registriesWithPortsAndAddressesAreKeptApart() {
        String text =
                "containers: [{image: 'localhost/web:1'}, {image: 'reg:5000/web:1'}, {image: '[::1]:5000/web:1'}]\n";
        assertThat(Editing.after("a.yaml", text, BY_NAME, "p=reg:5000/web:2"))
                .isEqualTo(text.replace("reg:5000/web:1", "reg:5000/web:2"));
        assertThat(Editing.after("a.yaml", text, BY_NAME, "p=[::1]:5000/web:2"))
                .isEqualTo(text.replace("[::1]:5000/web:1", "[::1]:5000/web:2"));
        assertThat(Editing.after("a.yaml", text, BY_NAME, "p=web:2")).isEqualTo(text);
    }
}
