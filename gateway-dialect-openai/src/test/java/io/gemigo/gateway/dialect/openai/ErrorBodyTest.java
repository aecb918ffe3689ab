package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBodyTest {
    private static final ErrorBody WHOLE = new ErrorBody("c", "t", "p", "m");

    private static ErrorBody read(String body) {
        return ErrorBody.read(Window.of(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"m\",\"type\":\"t\",\"param\":\"p\",\"code\":\"c\"},\"request_id\":\"r\"}",
                "{\"code\":\"c\",\"message\":\"m\",\"type\":\"t\",\"param\":\"p\"}",
                "data: {\"error\":{\"message\":\"m\",\"type\":\"t\",\"param\":\"p\",\"code\":\"c\"}}\n\ndata: [DONE]\n\n",
                "id:1\nevent:error\n:HTTP_STATUS/429\ndata:{\"code\":\"c\",\"message\":\"m\",\"type\":\"t\",\"param\":\"p\"}\n",
                " [{\"error\":{\"code\":\"c\",\"type\":\"t\",\"param\":\"p\",\"message\":\"m\"}}]",
                "{\"code\":\"outer\",\"error\":{\"code\":\"c\",\"type\":\"t\",\"param\":\"p\",\"message\":\"m\"},\"message\":\"outer\"}",
                "{\"error\":{\"code\":\"c\",\"type\":\"t\",\"param\":\"p\",\"message\":\"m\"},\"cut"
            })
    void readsEveryShape(String body) {
        assertThat(read(body)).isEqualTo(WHOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "<html><style>b{color:red}</style></html>", "404 page not found", "{", "[]", "{}"})
    void makesNothingOfWhatIsNoError(String body) {
        assertThat(read(body)).isEqualTo(ErrorBody.NONE);
    }

    @Test
    void takesNumbersForWordsAndSkipsTheRest() {
        assertThat(read("{\"error\":{\"code\":429,\"message\":[1],\"type\":null,\"param\":{}}}"))
                .isEqualTo(new ErrorBody("429", null, null, null));
        assertThat(read("{\"error\":\"m\"}")).isEqualTo(new ErrorBody(null, null, null, "m"));
    }

    @Test
    void showsNoMessageInLogs() {
        assertThat(WHOLE.toString()).isEqualTo("ErrorBody[c, t]");
    }

    @Test
    void keepsTheFirstWordsOfAnErrorAndSkipsWhatIsNoWord() {
        assertThat(read(
                        "{\"error\":{\"x\":{\"code\":\"no\"},\"code\":\"c\",\"message\":{\"code\":\"no\"},\"param\":[[\"p\"]],"
                                + "\"error\":{\"code\":\"no\"},\"type\":\"t\"}}"))
                .isEqualTo(new ErrorBody("c", "t", null, null));
        assertThat(read("{\"code\":\"c\",\"error\":null,\"message\":\"m\"}"))
                .isEqualTo(new ErrorBody("c", null, null, "m"));
        assertThat(read("{\"error\":[{\"code\":\"no\"}],\"x\":{\"code\":\"no\"},\"code\":\"c\"}"))
                .isEqualTo(new ErrorBody("c", null, null, null));
        assertThat(read("{\"error\":\"m\",\"code\":\"outer\"}")).isEqualTo(new ErrorBody(null, null, null, "m"));
    }
}
