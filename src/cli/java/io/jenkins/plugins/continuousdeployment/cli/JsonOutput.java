package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.ResultJson;
import io.jenkins.plugins.continuousdeployment.engine.Status;
import java.nio.charset.StandardCharsets;

/** Results as one line of JSON. */
final class JsonOutput {
    private JsonOutput() {}

    static String text(ChangeSet changes) {
        return new String(Json.write(ResultJson.of(changes)), StandardCharsets.UTF_8);
    }

    static String text(Status status) {
        return new String(Json.write(ResultJson.of(status)), StandardCharsets.UTF_8);
    }
}
