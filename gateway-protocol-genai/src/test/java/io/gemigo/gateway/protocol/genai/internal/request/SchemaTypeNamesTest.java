package io.gemigo.gateway.protocol.genai.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.json.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTypeNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type':'OBJECT','properties':{'a':{'type':'STRING'},'type':{'type':'NULL'}}} |"
                        + " {'type':'object','properties':{'a':{'type':'string'},'type':{'type':'null'}}}",
                "{'type':['ARRAY','null'],'items':{'type':'NUMBER'}} | {'type':['array','null'],'items':{'type':'number'}}",
                "{'anyOf':[{'type':'INTEGER'},{'$ref':'#/$defs/b'}],'$defs':{'b':{'type':'BOOLEAN'}}} |"
                        + " {'anyOf':[{'type':'integer'},{'$ref':'#/$defs/b'}],'$defs':{'b':{'type':'boolean'}}}",
                "{'enum':['STRING'],'const':{'type':'NULL'},'type':'STRING'} |"
                        + " {'enum':['STRING'],'const':{'type':'NULL'},'type':'string'}",
                "{'properties':{'properties':{'type':'STRING'}}} | {'properties':{'properties':{'type':'string'}}}",
                "{'properties':{'default':{'type':'STRING'}}} | {'properties':{'default':{'type':'string'}}}",
            })
    void writesTheWordsOfJsonSchema(String schema, String lowered) {
        assertThat(lowered(schema)).isEqualTo(lowered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ 'type' : 'object' }",
                "{'type':'Object'}",
                "{'type':7}",
                "{'type':'\\u0053TRING'}",
                "{'type':[7,{'type':'STRING'}]}",
                "{'title':'STRING','required':['type','OBJECT']}",
                "{'default':{'type':'OBJECT'},'const':{'type':'OBJECT'},'enum':[{'type':'OBJECT'},'STRING']}",
            })
    void leavesAllElseAsItIs(String schema) {
        assertThat(lowered(schema)).isEqualTo(schema);
    }

    @Test
    void doesNotWriteToTheBytesItWasGiven() {
        RawJson schema = RawJson.of("{\"type\":\"OBJECT\"}");
        SchemaTypeNames.lowered(schema);

        assertThat(schema.text()).isEqualTo("{\"type\":\"OBJECT\"}");
    }

    private static String lowered(String schema) {
        return SchemaTypeNames.lowered(RawJson.of(schema.replace('\'', '"')))
                .text()
                .replace('"', '\'');
    }
}
