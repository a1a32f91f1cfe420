package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Manifests;
import io.jenkins.plugins.continuousdeployment.engine.source.FolderSource;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;

/** A source that a test writes down, and what is made of it by the real tools. */
final class SourceFolder {
    static final RenderTarget TARGET = new RenderTarget("shop", "shop", () -> Capabilities.UNKNOWN);

    private final Path root;

    SourceFolder(Path root) {
        this.root = root;
    }

    /** The real programs, whatever the search path has. */
    static ToolPaths tools() {
        return new ToolPaths(
                Optional.of(TestBed.program("kustomize")), Optional.of(TestBed.program("helm")), System.getenv("PATH"));
    }

    static Renderer renderer() {
        return new Renderer(tools(), RenderLimits.DEFAULT);
    }

    Path root() {
        return root;
    }

    SourceFolder write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SourceFolder link(String path, String target) {
        try {
            Path link = root.resolve(path);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A ConfigMap under a name, in a file. */
    SourceFolder configMap(String path, String name) {
        return write(path, configMap(name));
    }

    static String configMap(String name) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\ndata:\n  v: a\n";
    }

    /** What a source block says. */
    static Source source(String path, Object... keysAndValues) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("repository", "somewhere");
        block.put("path", path);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            block.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return Source.of(block);
    }

    Manifests render(Renderer renderer, Source source) {
        try (FolderSource tree = new FolderSource(root)) {
            return renderer.render(tree, source, TARGET);
        }
    }

    Manifests render(String path, Object... options) {
        return render(renderer(), source(path, options));
    }

    /** {@code ConfigMap shop/a}, each object. */
    List<String> names(String path, Object... options) {
        return names(render(path, options));
    }

    static List<String> names(Manifests manifests) {
        return manifests.objects().stream()
                .map(desired -> desired.object().kind() + " "
                        + (desired.object().namespace().isEmpty()
                                ? ""
                                : desired.object().namespace() + "/")
                        + desired.object().name())
                .toList();
    }

    /** Why nothing is rendered, one text a problem. */
    List<String> refused(String path, Object... options) {
        return refused(renderer(), source(path, options));
    }

    List<String> refused(Renderer renderer, Source source) {
        RefusedException refused =
                Assertions.catchThrowableOfType(RefusedException.class, () -> render(renderer, source));
        Assertions.assertThat(refused).as("it was rendered").isNotNull();
        return refused.problems().stream().map(Object::toString).toList();
    }
}
