package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.engine.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import jenkins.model.Jenkins;

/**
 * As which Jenkins this home worked last, and at which address. Where that is another than now, this may be a copy of
 * a Jenkins that is still at work on the same clusters.
 */
final class HomeState {
    private final Path folder;
    private final Path file;
    private final String instance;
    private final String address;

    private HomeState(Path folder, String instance, String address) {
        this.folder = folder;
        this.file = folder.resolve("home.json");
        this.instance = instance;
        this.address = address;
    }

    /** This Jenkins. */
    static HomeState here() {
        Jenkins jenkins = Jenkins.get();
        return new HomeState(
                new File(jenkins.getRootDir(), "continuous-deployment").toPath(),
                DeploymentConfiguration.get().effectiveInstance(),
                Objects.toString(jenkins.getRootUrl(), ""));
    }

    /** Whether it is what it was; an address that is not configured says nothing. */
    boolean isAtHome() {
        Map<?, ?> before = before();
        return before.isEmpty()
                || (instance.equals(before.get("instance"))
                        && (address.isEmpty()
                                || "".equals(before.get("address"))
                                || address.equals(before.get("address"))));
    }

    /** What was noted, for a person: {@code instance at address}. */
    String was() {
        return before().get("instance") + " at " + before().get("address");
    }

    /** What it is now. */
    String is() {
        return instance + " at " + address;
    }

    private Map<?, ?> before() {
        try {
            return Json.read(Files.readAllBytes(file)) instanceof Map<?, ?> map ? map : Map.of();
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + " can't be read, so that it can't be told whether this home is a"
                            + " copy; put it right or delete it",
                    e);
        }
    }

    /** From now on this is what it is. */
    void settle() {
        Map<String, Object> now = new LinkedHashMap<>();
        now.put("schemaVersion", 1);
        now.put("instance", instance);
        now.put("address", address);
        Map<?, ?> before = before();
        if (instance.equals(before.get("instance")) && address.equals(before.get("address"))) {
            return;
        }
        try {
            Files.createDirectories(folder);
            JsonFile.write(file, now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
