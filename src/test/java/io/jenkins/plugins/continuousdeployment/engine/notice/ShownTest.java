package io.jenkins.plugins.continuousdeployment.engine.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShownTest {
    private static final byte[] BODY = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "Jefe";
    /** As RFC 4231 (4.3) gives it for this secret and body. */
    private static final String SIGNATURE = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    private static Shown signed(String signature) {
        return new Shown(signature, "", "");
    }

    private static Shown authorized(String value) {
        return new Shown("", value, "");
    }

    private static Shown token(String value) {
        return new Shown("", "", value);
    }

    @Test
    void signatureIsThatOfTheBody() {
        assertThat(signed(SIGNATURE).proves(SECRET, BODY)).isTrue();
        assertThat(signed(SIGNATURE.replace("5bd", "5bf")).proves(SECRET, BODY)).isFalse();
        assertThat(signed(SIGNATURE).proves(SECRET, "what do you want for nothing?".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(signed(SIGNATURE).proves("another", BODY)).isFalse();
        assertThat(signed("sha1=00").proves(SECRET, BODY)).isFalse();
        assertThat(signed("sha256=").proves(SECRET, BODY)).isFalse();
        assertThat(signed(SIGNATURE.substring(7)).proves(SECRET, BODY)).isFalse();
    }

    @Test
    void secretItselfIsShownInAHeaderOrInTheAddress() {
        assertThat(authorized(SECRET).proves(SECRET, BODY)).isTrue();
        assertThat(authorized("Bearer " + SECRET).proves(SECRET, BODY)).isTrue();
        assertThat(authorized("bearer " + SECRET).proves(SECRET, BODY)).isTrue();
        assertThat(authorized("Bearer " + SECRET + "!").proves(SECRET, BODY)).isFalse();
        assertThat(authorized("Bearer").proves(SECRET, BODY)).isFalse();
        assertThat(token(SECRET).proves(SECRET, BODY)).isTrue();
        assertThat(token(SECRET.substring(1)).proves(SECRET, BODY)).isFalse();
    }

    @Test
    void onlyTheFirstProofCountsAndWithoutASecretThereIsNone() {
        assertThat(new Shown("sha256=00", SECRET, SECRET).proves(SECRET, BODY)).isFalse();
        assertThat(new Shown("", "wrong", SECRET).proves(SECRET, BODY)).isFalse();
        assertThat(new Shown("", "", "").proves(SECRET, BODY)).isFalse();
        for (String none : new String[] {"", " "}) {
            assertThat(new Shown("", "", none).proves(none, BODY)).isFalse();
            assertThat(authorized("Bearer " + none).proves(none, BODY)).isFalse();
        }
    }

    @Test
    void nothingOfItIsPrinted() {
        assertThat(authorized("Bearer s3cret")).hasToString("Shown[authorization]");
        assertThat(token("s3cret")).hasToString("Shown[token]");
        assertThat(signed(SIGNATURE)).hasToString("Shown[signature]");
    }
}
