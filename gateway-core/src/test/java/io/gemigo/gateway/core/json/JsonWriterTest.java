package io.gemigo.gateway.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
    private final ByteBuilder out = new ByteBuilder(0);
    private final JsonWriter json = new JsonWriter(out);

    private String valid() {
        RawJson.of(out.utf8());
        return out.utf8();
    }

    @Test
    void mindsTheCommas() {
        byte[] text = "x\"y".getBytes(StandardCharsets.US_ASCII);
        json.object().name("a").number(1).name("b\n").array();
        json.string("s").bool(true).bool(false).nullValue().number(-5L).array().endArray();
        json.object().endObject().object().name("c").string("").endObject();
        json.endArray().name("d").object().endObject().name("e").escaped(text, 0, 1);
        json.name("f").utf8(text, 0, 3).name("g").raw(RawJson.EMPTY_OBJECT);
        json.name("h").raw(new byte[] {'[', '0', ']'}, 1, 2).endObject();

        assertThat(valid())
                .isEqualTo("{\"a\":1,\"b\\n\":[\"s\",true,false,null,-5,[],{},{\"c\":\"\"}],\"d\":{},\"e\":\"x\","
                        + "\"f\":\"x\\\"y\",\"g\":{},\"h\":0}");
    }

    @Test
    void preparedNamesAreWrittenLikeOthers() {
        byte[] prepared = JsonWriter.preparedName("a\"");
        json.object().name(prepared).number(1).name("b").array().endArray().endObject();
        assertThat(valid()).isEqualTo("{\"a\\\"\":1,\"b\":[]}");
    }

    @Test
    void writesOneDocumentAfterTheOther() {
        json.object().name("a").array().number(1).number(2).endArray().endObject();
        assertThat(valid()).isEqualTo("{\"a\":[1,2]}");
        out.clear();
        json.array().string("x").object().endObject().endArray();
        assertThat(valid()).isEqualTo("[\"x\",{}]");
        out.clear();
        json.number(7);
        out.append('\n');
        json.nullValue();
        assertThat(out.utf8()).isEqualTo("7\nnull");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, 0",
        "1.0, 1",
        "-17.0, -17",
        "0.7, 0.7",
        "-0.1, -0.1",
        "999999999999999.0, 999999999999999",
        "1.0E15, 1.0E15",
        "4.9E-324, 4.9E-324",
        "1.7976931348623157E308, 1.7976931348623157E308",
        "1.0E-5, 1.0E-5"
    })
    void writesNumbersThatAreJsonAndReadTheSame(double value, String expected) {
        json.number(value);

        assertThat(valid()).isEqualTo(expected);
        assertThat(Double.parseDouble(out.utf8())).isEqualTo(value + 0.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE})
    void writesIntegersWhole(long value) {
        json.number(value);

        assertThat(valid()).isEqualTo(Long.toString(value));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void writesNullForNumbersThatJsonCannotSay(double value) {
        json.array().number(value).number(value).endArray();

        assertThat(valid()).isEqualTo("[null,null]");
    }

    @Test
    void writesTextsThatReadTheSame() {
        String text = "\"\\\u0000\u001f\n\u00e9\u20ac\ud83d\ude00\ud83d \u2028";
        json.object().name(text).string(text).endObject();

        byte[] document = out.toBytes();
        JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT).reset(document, 0, document.length);
        cursor.next();
        cursor.next();
        assertThat(cursor.text()).isEqualTo(text);
        cursor.next();
        assertThat(cursor.text()).isEqualTo(text);
        cursor.finish();
    }

    @Test
    void checksTheJsonItIsToKeepAsWritten() {
        RawJson raw = RawJson.of(" {\"a\" : 1.0} ");

        assertThat(raw.text()).isEqualTo(" {\"a\" : 1.0} ");
        assertThat(raw.window().utf8()).isEqualTo(raw.text());
        assertThat(raw).isEqualTo(RawJson.trusted(raw.bytes().clone())).hasSameHashCodeAs(RawJson.of(raw.text()));
        assertThat(raw).isNotEqualTo(RawJson.of("{\"a\":1.0}")).hasToString("RawJson[13 bytes]");
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> RawJson.of("{\"a\":}"));
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> RawJson.of(""));
    }
}
