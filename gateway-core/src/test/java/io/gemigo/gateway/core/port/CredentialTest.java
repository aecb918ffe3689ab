package io.gemigo.gateway.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import org.junit.jupiter.api.Test;

class CredentialTest {
    @Test
    void isTheEndOfTheTextThatCarriesIt() {
        Credential credential = new Credential("Bearer t0ken", 7);
        assertThat(credential).isEqualTo(new Credential("t0ken")).hasSameHashCodeAs(new Credential("t0ken"));
        assertThat(credential.token()).isEqualTo("t0ken");
        assertThat(credential.toString()).doesNotContain("t0ken");
    }

    @Test
    void isWrittenInUtf8() {
        for (String token : new String[] {"", "t0ken", "tökén", "\u20ac\ud83d\ude00"}) {
            ByteBuilder out = new ByteBuilder(0);
            new Credential("Bearer " + token, 7).appendTo(out);
            assertThat(out.utf8()).isEqualTo(token);
        }
    }
}
