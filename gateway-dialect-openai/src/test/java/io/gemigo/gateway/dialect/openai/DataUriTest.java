package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataUriTest {
    @Test
    void splitsTypeFromBytesWhateverTheCaseAndTheParameters() {
        assertThat(DataUri.parse("data:image/png;base64,aGk=")).isEqualTo(new DataUri("image/png", "aGk="));
        assertThat(DataUri.parse("DATA:Image/PNG;BASE64,AZaz09+/")).isEqualTo(new DataUri("image/png", "AZaz09+/"));
        assertThat(DataUri.parse("data: text/plain ;charset=utf-8;base64,aGkhIQ=="))
                .isEqualTo(new DataUri("text/plain", "aGkhIQ=="));
        assertThat(DataUri.parse("data:;base64,aGkh")).isEqualTo(new DataUri(null, "aGkh"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "data:",
                "data:image/png;base64",
                "data:image/png,aGkh",
                "data:,aGkh",
                "data:base64,aGkh",
                "data:image/png;base64;x=y,aGkh",
                "image/png;base64,aGkh",
                "data:image/png;base64,",
                "data:image/png;base64,aGk",
                "data:image/png;base64,aG=k",
                "data:image/png;base64,a===",
                "data:image/png;base64,aGk-",
                "data:image/png;base64,aG k",
                "data:image/png;base64,@GkA",
                "data:image/png;base64,[GkA",
                "data:image/png;base64,`GkA",
                "data:image/png;base64,{GkA",
                "data:image/png;base64,:GkA"
            })
    void takesNothingElse(String uri) {
        assertThat(DataUri.parse(uri)).isNull();
    }

    @Test
    void isToldFromOtherAddresses() {
        assertThat(DataUri.is("data:x")).isTrue();
        assertThat(DataUri.is("Data:")).isTrue();
        assertThat(DataUri.is("dat")).isFalse();
        assertThat(DataUri.is("https://data:")).isFalse();
    }

    @Test
    void showsNoBytesInLogs() {
        assertThat(new DataUri("image/png", "aGkh").toString()).isEqualTo("DataUri[image/png, 4 chars]");
    }
}
