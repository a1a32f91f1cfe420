package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code [IMAGE=]IMAGE[:TAG][@DIGEST]}, as Argo CD's command line has it. */
final class ImageFlag {
    private ImageFlag() {}

    /** The entry of {@code images} that says the same. */
    static Map<String, Object> read(String text) {
        int equals = text.indexOf('=');
        String image = text.substring(equals + 1);
        int at = image.indexOf('@');
        String tagged = at < 0 ? image : image.substring(0, at);
        int colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
        String name = colon < 0 ? tagged : tagged.substring(0, colon);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", equals < 0 ? name : text.substring(0, equals));
        if (equals >= 0) {
            entry.put("newName", name);
        }
        if (colon >= 0) {
            entry.put("newTag", tagged.substring(colon + 1));
        }
        if (at >= 0) {
            entry.put("digest", image.substring(at + 1));
        }
        if (entry.size() < 2 || name.isEmpty()) {
            throw new RefusedException("--kustomize-image " + text + " changes nothing: it takes"
                    + " [IMAGE=]IMAGE[:TAG][@DIGEST] with another image, a tag or a digest");
        }
        return entry;
    }
}
