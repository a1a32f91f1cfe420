package io.jenkins.plugins.continuousdeployment.engine.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** HTTP's basic authentication. */
final class HttpBasic {
    private HttpBasic() {}

    static String encoded(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The value of the header; nothing where the credential is none of that kind. */
    static Optional<String> header(RegistryCredential credential, String host) {
        if (credential instanceof RegistryCredential.UserPassword known) {
            return Optional.of("Basic " + encoded(known.user(), known.password()));
        }
        if (credential instanceof RegistryCredential.Token alone) {
            return Optional.of("Basic " + encoded(userForTokens(host), alone.token()));
        }
        return Optional.empty();
    }

    /** Who one is with a token: most registries take anybody, the others document this name. */
    static String userForTokens(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
        if (name.endsWith(".azurecr.io")) {
            return "00000000-0000-0000-0000-000000000000";
        }
        if (name.contains(".dkr.ecr.") || name.equals("public.ecr.aws")) {
            return "AWS";
        }
        if (name.equals("gcr.io") || name.endsWith(".gcr.io") || name.endsWith(".pkg.dev")) {
            return "oauth2accesstoken";
        }
        return name.equals("quay.io") || name.equals("nvcr.io") ? "$oauthtoken" : "token";
    }
}
