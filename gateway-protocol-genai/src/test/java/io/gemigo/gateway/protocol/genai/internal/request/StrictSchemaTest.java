package io.gemigo.gateway.protocol.genai.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.json.RawJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictSchemaTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'object','properties':{},'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'type':'string'}},'required':['a'],'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'type':'array','items':{'type':'object','additionalProperties':false}}},"
                        + "'required':['a'],'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'anyOf':[{'type':'string'},{'type':'null'}]}},'required':['a'],"
                        + "'additionalProperties':false,'$defs':{'x':{'type':'integer'}}}",
                "{'type':'object','properties':{'a':{'type':['string','null']},'b':{'type':'string'}},'required':['a','b'],"
                        + "'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'type':['object','null'],'properties':{'b':{}},'required':['b'],"
                        + "'additionalProperties':false}},'required':['a'],'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'$ref':'#/definitions/c'}},'required':['a'],"
                        + "'additionalProperties':false,'definitions':{'c':{'type':'object','additionalProperties':false}}}",
                "{'additionalProperties':false,'type':'object'}",
                "{'description':'d','type':'object','additionalProperties':false,'required':[],'title':{'x':[]}}",
                "{'type':'object','properties':{'a':{'enum':['x']},'b':{'$ref':'#/$defs/c'}},'required':['b','a'],"
                        + "'additionalProperties':false,'$defs':{'c':{'type':'object','additionalProperties':false}}}",
            })
    void qualifies(String schema) {
        assertThat(StrictSchema.qualifies(RawJson.of(schema.replace('\'', '"'))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "true",
                "{'type':7,'additionalProperties':false}",
                "{'type':['object'],'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'type':['object','null']}},'required':['a'],"
                        + "'additionalProperties':false}",
                "{'type':'object','additionalProperties':false,'definitions':{'x':{'type':'object'}}}",
                "{'properties':{},'additionalProperties':false}",
                "{'type':'object','additionalProperties':{'type':'string'}}",
                "{'type':'object','additionalProperties':false,'required':['a']}",
                "{'type':'object','properties':{'a':{}},'required':[['a'],7],'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'properties':{'b':{}}}},'required':['a'],'additionalProperties':false}",
                "{'type':'object','properties':{'a':true},'required':['a'],'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'anyOf':{}}},'required':['a'],'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'items':[]}},'required':['a'],'additionalProperties':false}",
                "{'type':'object','additionalProperties':false,'$defs':[]}",
                "{'type':'array','items':{'type':'string'}}",
                "{'type':'object','properties':{'a':{}},'additionalProperties':false}",
                "{'type':'object','properties':{'a':{}},'required':['a']}",
                "{'type':'object','properties':{'a':{}},'required':['a'],'additionalProperties':true}",
                "{'type':'object','properties':{'a':{'type':'object'}},'required':['a'],'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'items':{'type':'object'}}},'required':['a'],"
                        + "'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'anyOf':[{'type':'object'}]}},'required':['a'],"
                        + "'additionalProperties':false}",
                "{'type':'object','properties':[],'required':7,'additionalProperties':false}",
                "{'type':'object','properties':{},'additionalProperties':false,'$defs':{'x':{'type':'object'}}}",
            })
    void doesNotQualify(String schema) {
        assertThat(StrictSchema.qualifies(RawJson.of(schema.replace('\'', '"'))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allOf",
                "oneOf",
                "not",
                "if",
                "then",
                "else",
                "prefixItems",
                "contains",
                "patternProperties",
                "propertyNames",
                "dependentSchemas",
                "unevaluatedProperties",
            })
    void doesNotQualifyWithSchemasInPlacesNobodyEnforcesStrictly(String keyword) {
        String schema = "{'type':'object','properties':{'a':{'type':'string','" + keyword
                + "':{}}},'required':['a'],'additionalProperties':false}";
        assertThat(StrictSchema.qualifies(RawJson.of(schema.replace('\'', '"'))))
                .isFalse();
    }
}
