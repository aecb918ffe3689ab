package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.testkit.transcript.Operation;
import io.gemigo.gateway.testkit.transcript.Transcript;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body may hold, and how one that may not is told so (J1–J4). */
class ChatRequestScannerTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void fieldsFitTheBitsTheyAreNotedIn() {
        assertThat(ChatField.values()).hasSizeLessThanOrEqualTo(Long.SIZE);
    }

    /** One member put into an otherwise sound body, or one message, or a whole body; then code, param and message. */
    private record Refusal(String body, String code, String param, String message) {
        static Refusal member(String member, String code, String param, String message) {
            return new Refusal("{\"model\":\"m\"," + member + "," + MESSAGES + "}", code, param, message);
        }

        static Refusal message(String message, String code, String param, String text) {
            return new Refusal("{\"model\":\"m\",\"messages\":[" + message + "]}", code, param, text);
        }
    }

    private static Refusal type(String member, String param, String expected, String got) {
        return Refusal.member(
                member,
                "invalid_type",
                param,
                "Invalid type for '" + param + "': expected " + expected + ", but got " + got + " instead.");
    }

    private static Refusal missing(String body, String param) {
        return new Refusal(body, "missing_required_parameter", param, "Missing required parameter: '" + param + "'.");
    }

    private static Refusal noPart(String message, String param) {
        return missing("{\"model\":\"m\",\"messages\":[" + message + "]}", param);
    }

    private static Refusal noMember(String member, String param) {
        return missing("{\"model\":\"m\"," + member + "," + MESSAGES + "}", param);
    }

    private static Refusal range(String member, String code, String param, String problem) {
        return Refusal.member(member, code, param, "Invalid '" + param + "': " + problem);
    }

    private static Stream<Refusal> required() {
        return Stream.of(
                missing("{}", "model"),
                missing("{\"model\":\"m\"}", "messages"),
                missing("{" + MESSAGES + "}", "model"),
                new Refusal(
                        "{\"model\":null," + MESSAGES + "}",
                        "invalid_type",
                        "model",
                        "Invalid type for 'model': expected a string, but got null instead."),
                new Refusal(
                        "{\"model\":\"\"," + MESSAGES + "}",
                        "empty_string",
                        "model",
                        "Invalid 'model': empty string. Expected a string with minimum length 1,"
                                + " but got an empty string instead."),
                new Refusal(
                        "{\"model\":\"" + "m".repeat(257) + "\"," + MESSAGES + "}",
                        "string_above_max_length",
                        "model",
                        "Invalid 'model': string too long. Expected a string with maximum length 256,"
                                + " but got a string with length 257 instead."),
                new Refusal(
                        "{\"model\":\"a\\nb\"," + MESSAGES + "}",
                        "invalid_value",
                        "model",
                        "Invalid 'model': string does not match pattern. Expected a string that matches the pattern"
                                + " '^[^\\p{Cntrl}]+$'."),
                new Refusal(
                        "{\"model\":\"m\",\"messages\":null}",
                        "invalid_type",
                        "messages",
                        "Invalid type for 'messages': expected an array of objects, but got null instead."),
                new Refusal(
                        "{\"model\":\"m\",\"messages\":[]}",
                        "empty_array",
                        "messages",
                        "Invalid 'messages': empty array. Expected an array with minimum length 1,"
                                + " but got an empty array instead."));
    }

    private static Stream<Refusal> types() {
        return Stream.of(
                type("\"temperature\":\"hot\"", "temperature", "a number", "a string"),
                type("\"top_p\":true", "top_p", "a number", "a boolean"),
                type("\"n\":1.5", "n", "an integer", "a decimal number"),
                type("\"max_tokens\":\"9\"", "max_tokens", "an integer", "a string"),
                type("\"max_completion_tokens\":1e3", "max_completion_tokens", "an integer", "a decimal number"),
                type("\"stream\":\"true\"", "stream", "a boolean", "a string"),
                type("\"stream\":1", "stream", "a boolean", "an integer"),
                type("\"stream_options\":[]", "stream_options", "an object", "an array"),
                type(
                        "\"stream_options\":{\"include_usage\":1}",
                        "stream_options.include_usage",
                        "a boolean",
                        "an integer"),
                type("\"stop\":5", "stop", "a string or an array of strings", "an integer"),
                type("\"stop\":[\"a\",null]", "stop[1]", "a string", "null"),
                type("\"logit_bias\":[]", "logit_bias", "an object", "an array"),
                type("\"logprobs\":5", "logprobs", "a boolean", "an integer"),
                type("\"seed\":1.0", "seed", "an integer", "a decimal number"),
                type("\"tools\":{}", "tools", "an array of objects", "an object"),
                type("\"tools\":[1]", "tools[0]", "an object", "an integer"),
                type("\"tool_choice\":5", "tool_choice", "a string or an object", "an integer"),
                type("\"parallel_tool_calls\":\"no\"", "parallel_tool_calls", "a boolean", "a string"),
                type("\"functions\":5", "functions", "an array of objects", "an integer"),
                type("\"reasoning_effort\":5", "reasoning_effort", "a string", "an integer"),
                type("\"modalities\":\"text\"", "modalities", "an array of strings", "a string"),
                type("\"metadata\":\"x\"", "metadata", "an object", "a string"),
                type("\"user\":{}", "user", "a string", "an object"),
                type("\"response_format\":\"json\"", "response_format", "an object", "a string"),
                type(
                        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":\"{}\"}}]",
                        "tools[0].function.parameters",
                        "an object",
                        "a string"));
    }

    private static Stream<Refusal> ranges() {
        return Stream.of(
                range(
                        "\"temperature\":2.01",
                        "decimal_above_max_value",
                        "temperature",
                        "decimal above maximum value. Expected a value <= 2, but got 2.01 instead."),
                range(
                        "\"temperature\":-1",
                        "integer_below_min_value",
                        "temperature",
                        "integer below minimum value. Expected a value >= 0, but got -1 instead."),
                range(
                        "\"top_p\":1e400",
                        "decimal_above_max_value",
                        "top_p",
                        "decimal above maximum value. Expected a value <= 1, but got 1e400 instead."),
                range(
                        "\"presence_penalty\":-2.5",
                        "decimal_below_min_value",
                        "presence_penalty",
                        "decimal below minimum value. Expected a value >= -2, but got -2.5 instead."),
                range(
                        "\"frequency_penalty\":3",
                        "integer_above_max_value",
                        "frequency_penalty",
                        "integer above maximum value. Expected a value <= 2, but got 3 instead."),
                range(
                        "\"n\":0",
                        "integer_below_min_value",
                        "n",
                        "integer below minimum value. Expected a value >= 1, but got 0 instead."),
                range(
                        "\"n\":129",
                        "integer_above_max_value",
                        "n",
                        "integer above maximum value. Expected a value <= 128, but got 129 instead."),
                range(
                        "\"max_tokens\":0",
                        "integer_below_min_value",
                        "max_tokens",
                        "integer below minimum value. Expected a value >= 1, but got 0 instead."),
                range(
                        "\"max_completion_tokens\":-99999999999999999999",
                        "integer_below_min_value",
                        "max_completion_tokens",
                        "integer below minimum value. Expected a value >= 1, but got -99999999999999999999 instead."),
                range(
                        "\"max_tokens\":99999999999999999999",
                        "integer_above_max_value",
                        "max_tokens",
                        "integer above maximum value. Expected a value <= 9223372036854775807,"
                                + " but got 99999999999999999999 instead."),
                range(
                        "\"top_logprobs\":21",
                        "integer_above_max_value",
                        "top_logprobs",
                        "integer above maximum value. Expected a value <= 20, but got 21 instead."),
                range(
                        "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]",
                        "array_above_max_length",
                        "stop",
                        "array too long. Expected an array with maximum length 4, but got a longer one instead."),
                Refusal.member(
                        "\"reasoning_effort\":\"extreme\"",
                        "invalid_value",
                        "reasoning_effort",
                        "Invalid value: 'extreme'. Supported values are:"
                                + " 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', and 'max'."),
                Refusal.member(
                        "\"modalities\":[\"text\",\"video\"]",
                        "invalid_value",
                        "modalities[1]",
                        "Invalid value: 'video'. Supported values are: 'text' and 'audio'."),
                Refusal.member(
                        "\"tool_choice\":\"required\"",
                        "invalid_value",
                        "tool_choice",
                        "Invalid value for 'tool_choice': it is only allowed when 'tools' are specified."),
                Refusal.member(
                        "\"tools\":[],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}",
                        "invalid_value",
                        "tool_choice",
                        "Invalid value for 'tool_choice': it is only allowed when 'tools' are specified."),
                Refusal.member(
                        "\"function_call\":{\"name\":\"f\"}",
                        "invalid_value",
                        "function_call",
                        "Invalid value for 'function_call': it is only allowed when 'functions' are specified."),
                Refusal.member(
                        "\"verbosity\":\"loud\"",
                        "invalid_value",
                        "verbosity",
                        "Invalid value: 'loud'. Supported values are: 'low', 'medium', and 'high'."));
    }

    private static Stream<Refusal> messages() {
        return Stream.of(
                noPart("{}", "messages[0].role"),
                noPart("{\"role\":\"user\"}", "messages[0].content"),
                noPart("{\"role\":\"system\",\"content\":null}", "messages[0].content"),
                noPart("{\"role\":\"tool\",\"content\":\"x\"}", "messages[0].tool_call_id"),
                noPart("{\"role\":\"function\",\"content\":\"x\"}", "messages[0].name"),
                noPart("{\"role\":\"user\",\"content\":[{}]}", "messages[0].content[0].type"),
                noPart("{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}", "messages[0].content[0].text"),
                noPart(
                        "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}",
                        "messages[0].content[0].image_url"),
                noPart(
                        "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{}}]}",
                        "messages[0].content[0].image_url.url"),
                noPart(
                        "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"\"}}]}",
                        "messages[0].content[0].input_audio.format"),
                noPart(
                        "{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"filename\":\"x\"}}]}",
                        "messages[0].content[0].file.file_data"),
                noPart("{\"role\":\"assistant\",\"tool_calls\":[{}]}", "messages[0].tool_calls[0].id"),
                noPart(
                        "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\"}]}",
                        "messages[0].tool_calls[0].function"),
                noPart(
                        "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"f\"}}]}",
                        "messages[0].tool_calls[0].function.arguments"),
                Refusal.message(
                        "{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"bot\",\"content\":\"x\"}",
                        "invalid_value",
                        "messages[1].role",
                        "Invalid value: 'bot'. Supported values are:"
                                + " 'system', 'assistant', 'user', 'function', 'tool', and 'developer'."),
                Refusal.message(
                        "{\"role\":\"user\",\"content\":5}",
                        "invalid_type",
                        "messages[0].content",
                        "Invalid type for 'messages[0].content': expected a string or an array of objects,"
                                + " but got an integer instead."),
                Refusal.message(
                        "{\"role\":\"user\",\"content\":[\"x\"]}",
                        "invalid_type",
                        "messages[0].content[0]",
                        "Invalid type for 'messages[0].content[0]': expected an object, but got a string instead."),
                Refusal.message(
                        "{\"role\":\"user\",\"content\":[]}",
                        "empty_array",
                        "messages[0].content",
                        "Invalid 'messages[0].content': empty array. Expected an array with minimum length 1,"
                                + " but got an empty array instead."),
                Refusal.message(
                        "\"hi\"",
                        "invalid_type",
                        "messages[0]",
                        "Invalid type for 'messages[0]': expected an object, but got a string instead."),
                Refusal.message(
                        "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"f\",\"arguments\":{}}}]}",
                        "invalid_type",
                        "messages[0].tool_calls[0].function.arguments",
                        "Invalid type for 'messages[0].tool_calls[0].function.arguments':"
                                + " expected a string, but got an object instead."));
    }

    private static Stream<Refusal> tools() {
        return Stream.of(
                noMember("\"tools\":[{}]", "tools[0].type"),
                noMember("\"tools\":[{\"type\":\"function\"}]", "tools[0].function"),
                noMember("\"tools\":[{\"type\":\"function\",\"function\":{}}]", "tools[0].function.name"),
                noMember("\"tools\":[{\"type\":\"custom\"}]", "tools[0].custom"),
                noMember("\"functions\":[{}]", "functions[0].name"),
                noMember("\"function_call\":{}", "function_call.name"),
                noMember("\"tool_choice\":{}", "tool_choice.type"),
                noMember("\"tool_choice\":{\"type\":\"function\"}", "tool_choice.function"),
                noMember(
                        "\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"tools\":[]}}",
                        "tool_choice.allowed_tools.mode"),
                noMember("\"response_format\":{}", "response_format.type"),
                noMember("\"response_format\":{\"type\":\"json_schema\"}", "response_format.json_schema"),
                noMember(
                        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{}}",
                        "response_format.json_schema.name"),
                Refusal.member(
                        "\"tool_choice\":\"any\"",
                        "invalid_value",
                        "tool_choice",
                        "Invalid value: 'any'. Supported values are: 'none', 'auto', and 'required'."),
                Refusal.member(
                        "\"tools\":[{\"type\":\"web_search\"}]",
                        "invalid_value",
                        "tools[0].type",
                        "Invalid value: 'web_search'. Supported values are: 'function' and 'custom'."),
                range(
                        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"a b\"}}]",
                        "invalid_value",
                        "tools[0].function.name",
                        "string does not match pattern. Expected a string that matches the pattern"
                                + " '^[a-zA-Z0-9_-]+$'."),
                range(
                        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"" + "f".repeat(65) + "\"}}]",
                        "string_above_max_length",
                        "tools[0].function.name",
                        "string too long. Expected a string with maximum length 64,"
                                + " but got a string with length 65 instead."));
    }

    /** Bodies whose {@code %s} is filled with a member, or in messages with a message, and the field that is refused. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":5}                                                          | tools[0].type | invalid_type
            {"function":{"name":"f"}}                                           | tools[0].type | missing_required_parameter
            {"type":"custom","function":{"name":"f"}}                           | tools[0].custom | missing_required_parameter
            {"type":"function","custom":{"name":"f"}}                           | tools[0].function | missing_required_parameter
            {"type":"custom","custom":{"x":{"name":"f"}}}                       | tools[0].custom.name | missing_required_parameter
            {"type":"custom","custom":{"name":5}}                               | tools[0].custom.name | invalid_type
            {"type":"custom","custom":5}                                        | tools[0].custom | invalid_type
            {"type":"function","function":null}                                 | tools[0].function | invalid_type
            {"type":"function","function":{"x":{"name":"f"}}}                   | tools[0].function.name | missing_required_parameter
            {"type":"function","function":{"name":"f","description":5}}         | tools[0].function.description | invalid_type
            {"type":"function","function":{"name":"f","parameters":[]}}         | tools[0].function.parameters | invalid_type
            {"type":"function","function":{"name":"f","strict":"no"}}           | tools[0].function.strict | invalid_type
            {"type":"function","function":{"name":""}}                          | tools[0].function.name | empty_string
            {"type":"function","function":{"name":5}}                           | tools[0].function.name | invalid_type
            {"type":"function","function":{"name":"a.b"}}                       | tools[0].function.name | invalid_value
            {"type":"function","function":{"name":"f"}},{"type":"function"}     | tools[1].function | missing_required_parameter
            {"x":{"type":"function"},"type":"function","function":{"name":"f"}},{} | tools[1].type | missing_required_parameter
            """)
    void refusesToolsNamingTheField(String tools, String param, String code) {
        refuses("{\"model\":\"m\",\"tools\":[" + tools + "]," + MESSAGES + "}", param, code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"function":{"name":"f"}}                                           | tool_choice.type | missing_required_parameter
            {"type":5}                                                          | tool_choice.type | invalid_type
            {"type":"any"}                                                      | tool_choice.type | invalid_value
            {"type":"function","custom":{"name":"f"}}                           | tool_choice.function | missing_required_parameter
            {"type":"custom","function":{"name":"f"}}                           | tool_choice.custom | missing_required_parameter
            {"type":"allowed_tools","function":{"name":"f"}}                    | tool_choice.allowed_tools | missing_required_parameter
            {"type":"function","function":{}}                                   | tool_choice.function.name | missing_required_parameter
            {"type":"function","function":{"name":"f"},"custom":{"name":5}}     | tool_choice.custom.name | invalid_type
            {"allowed_tools":5}                                                 | tool_choice.allowed_tools | invalid_type
            {"allowed_tools":{"tools":[]}}                                      | tool_choice.allowed_tools.mode | missing_required_parameter
            {"allowed_tools":{"mode":"auto","x":{"tools":[]}}}                  | tool_choice.allowed_tools.tools | missing_required_parameter
            {"allowed_tools":{}}                                                | tool_choice.allowed_tools.mode | missing_required_parameter
            {"allowed_tools":{"mode":"none"}}                                   | tool_choice.allowed_tools.mode | invalid_value
            {"allowed_tools":{"mode":"auto","tools":{}}}                        | tool_choice.allowed_tools.tools | invalid_type
            {"allowed_tools":{"mode":"auto","tools":[5]}}                       | tool_choice.allowed_tools.tools[0] | invalid_type
            {"allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"f"}},{"type":"function"}]}} \
                                                                                | tool_choice.allowed_tools.tools[1].function | missing_required_parameter
            {"allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{}}]}} \
                                                                                | tool_choice.allowed_tools.tools[0].function.name | missing_required_parameter
            {"allowed_tools":{"mode":"auto","tools":[]},"type":5}               | tool_choice.type | invalid_type
            """)
    void refusesChoicesNamingTheField(String choice, String param, String code) {
        refuses("{\"model\":\"m\",\"tool_choice\":" + choice + "," + MESSAGES + "}", param, code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "functions":{}                                                      | functions | invalid_type
            "functions":[5]                                                     | functions[0] | invalid_type
            "functions":[{"name":"f"},{"name":"g","parameters":5}]              | functions[1].parameters | invalid_type
            "function_call":5                                                   | function_call | invalid_type
            "function_call":"required"                                          | function_call | invalid_value
            "function_call":{"name":5}                                          | function_call.name | invalid_type
            "response_format":{"type":5}                                        | response_format.type | invalid_type
            "response_format":{"type":"yaml"}                                   | response_format.type | invalid_value
            "response_format":{"type":"json_schema","json_schema":null}         | response_format.json_schema | missing_required_parameter
            "response_format":{"json_schema":{"name":"s"}}                      | response_format.type | missing_required_parameter
            "response_format":{"json_schema":{"name":"s"},"type":5}             | response_format.type | invalid_type
            "response_format":{"json_schema":5}                                 | response_format.json_schema | invalid_type
            "response_format":{"json_schema":{"name":"a b"}}                    | response_format.json_schema.name | invalid_value
            "response_format":{"json_schema":{"name":"s","description":5}}      | response_format.json_schema.description | invalid_type
            "response_format":{"json_schema":{"name":"s","schema":5}}           | response_format.json_schema.schema | invalid_type
            "response_format":{"json_schema":{"name":"s","strict":5}}           | response_format.json_schema.strict | invalid_type
            "response_format":{"json_schema":{"x":{"name":"s"}}}                | response_format.json_schema.name | missing_required_parameter
            "stream_options":{"include_obfuscation":5}                          | stream_options.include_obfuscation | invalid_type
            "modalities":["text","text",5]                                      | modalities[2] | invalid_type
            "stop":[5]                                                          | stop[0] | invalid_type
            "stop":["a","b","c",5]                                              | stop[3] | invalid_type
            "seed":9223372036854775808                                          | seed | integer_above_max_value
            "seed":-9223372036854775809                                         | seed | integer_below_min_value
            "temperature":2.0000001                                             | temperature | decimal_above_max_value
            "presence_penalty":2.5                                              | presence_penalty | decimal_above_max_value
            "top_logprobs":-1                                                   | top_logprobs | integer_below_min_value
            "top_p":-0.1                                                        | top_p | decimal_below_min_value
            """)
    void refusesMembersNamingTheField(String member, String param, String code) {
        refuses("{\"model\":\"m\"," + member + "," + MESSAGES + "}", param, code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "role":5                                                            | role | invalid_type
            "role":"user","content":"x","name":5                                | name | invalid_type
            "role":"tool","content":"x","tool_call_id":5                        | tool_call_id | invalid_type
            "role":"tool","content":"x","tool_call_id":null                     | tool_call_id | missing_required_parameter
            "role":"function","content":"x","name":null                         | name | missing_required_parameter
            "role":"developer"                                                  | content | missing_required_parameter
            "role":"tool","tool_call_id":"c","content":null                     | content | missing_required_parameter
            "role":"assistant","refusal":5                                      | refusal | invalid_type
            "role":"assistant","reasoning_content":5                            | reasoning_content | invalid_type
            "role":"assistant","audio":5                                        | audio | invalid_type
            "role":"assistant","function_call":5                                | function_call | invalid_type
            "role":"assistant","function_call":{"arguments":"{}"}               | function_call.name | missing_required_parameter
            "role":"assistant","function_call":{"name":"f"}                     | function_call.arguments | missing_required_parameter
            "role":"assistant","function_call":{"name":"f","input":"x"}         | function_call.arguments | missing_required_parameter
            "role":"assistant","function_call":{"name":"f","arguments":"{}","input":5} | function_call.input | invalid_type
            "role":"assistant","tool_calls":{}                                  | tool_calls | invalid_type
            "role":"assistant","tool_calls":[5]                                 | tool_calls[0] | invalid_type
            "role":"assistant","tool_calls":[{"id":5}]                          | tool_calls[0].id | invalid_type
            "role":"assistant","tool_calls":[{"type":5}]                        | tool_calls[0].type | invalid_type
            "role":"assistant","tool_calls":[{"type":"mcp"}]                    | tool_calls[0].type | invalid_value
            "role":"assistant","tool_calls":[{"function":{"name":"f","arguments":""}}] | tool_calls[0].id | missing_required_parameter
            "role":"assistant","tool_calls":[{"id":"a","function":null}]        | tool_calls[0].function | missing_required_parameter
            "role":"assistant","tool_calls":[{"id":"a","custom":null}]          | tool_calls[0].custom | missing_required_parameter
            "role":"assistant","tool_calls":[{"id":"a","custom":{"name":"c","input":""}}] | tool_calls[0].function | missing_required_parameter
            "role":"assistant","tool_calls":[{"id":"a","type":"custom","function":{"name":"f","arguments":""}}] | tool_calls[0].custom | missing_required_parameter
            "role":"assistant","tool_calls":[{"id":"a","type":"custom","custom":{"name":"c","arguments":""}}] | tool_calls[0].custom.input | missing_required_parameter
            "role":"assistant","tool_calls":[{"id":"a","type":"custom","custom":{"input":""}}] | tool_calls[0].custom.name | missing_required_parameter
            "role":"assistant","tool_calls":[{"id":"a","function":{"name":5}}]  | tool_calls[0].function.name | invalid_type
            "role":"assistant","tool_calls":[{"id":"a","x":{"id":5},"function":{"name":"f","arguments":"","x":{"name":5}}},{}] | tool_calls[1].id | missing_required_parameter
            "role":"user","content":true                                        | content | invalid_type
            "role":"user","content":[{"type":5}]                                | content[0].type | invalid_type
            "role":"user","content":[{"text":"a"}]                              | content[0].type | missing_required_parameter
            "role":"user","content":[{"type":"text","text":5}]                  | content[0].text | invalid_type
            "role":"user","content":[{"type":"text","refusal":"a"}]             | content[0].text | missing_required_parameter
            "role":"assistant","content":[{"type":"refusal","text":"a"}]        | content[0].refusal | missing_required_parameter
            "role":"assistant","content":[{"type":"refusal","refusal":5}]       | content[0].refusal | invalid_type
            "role":"user","content":[{"type":"input_audio"}]                    | content[0].input_audio | missing_required_parameter
            "role":"user","content":[{"type":"file"}]                           | content[0].file | missing_required_parameter
            "role":"user","content":[{"type":"image_url","image_url":"u"}]      | content[0].image_url | invalid_type
            "role":"user","content":[{"image_url":{"url":5}}]                   | content[0].image_url.url | invalid_type
            "role":"user","content":[{"image_url":{"url":"u","detail":5}}]      | content[0].image_url.detail | invalid_type
            "role":"user","content":[{"image_url":{"x":{"url":"u"}}}]           | content[0].image_url.url | missing_required_parameter
            "role":"user","content":[{"input_audio":5}]                         | content[0].input_audio | invalid_type
            "role":"user","content":[{"input_audio":{"format":"wav"}}]          | content[0].input_audio.data | missing_required_parameter
            "role":"user","content":[{"input_audio":{"data":"","x":{"format":""}}}] | content[0].input_audio.format | missing_required_parameter
            "role":"user","content":[{"input_audio":{"data":5}}]                | content[0].input_audio.data | invalid_type
            "role":"user","content":[{"input_audio":{"format":5}}]              | content[0].input_audio.format | invalid_type
            "role":"user","content":[{"file":5}]                                | content[0].file | invalid_type
            "role":"user","content":[{"file":{"file_id":5}}]                    | content[0].file.file_id | invalid_type
            "role":"user","content":[{"file":{"filename":5}}]                   | content[0].file.filename | invalid_type
            "role":"user","content":[{"file":{"file_data":5}}]                  | content[0].file.file_data | invalid_type
            "role":"user","content":[{"file":{"file_id":null,"file_data":null,"x":{"file_id":"f"}}}] | content[0].file.file_data | missing_required_parameter
            "role":"user","content":[{"type":"text","text":"a","x":{"text":5}},{}] | content[1].type | missing_required_parameter
            """)
    void refusesMessagesNamingTheField(String members, String param, String code) {
        refuses("{\"model\":\"m\",\"messages\":[{" + members + "}]}", "messages[0]." + param, code);
    }

    private static void refuses(String body, String param, String code) {
        Failure.InvalidRequest failure = refused(body);
        assertThat(failure.param()).isEqualTo(param);
        assertThat(failure.code()).isEqualTo(code);
    }

    /** Whatever has been read before it, the field that will not do is named by its whole path. */
    @Test
    void namesAFieldBehindAllThatIsFine() {
        String fine = """
                {"model":"m","stream_options":{"include_usage":null,"include_obfuscation":null,"x":{"include_usage":5}},
                 "modalities":["text"],"stop":["a","b","c","d"],"seed":-9223372036854775808,"logit_bias":{"1":1},
                 "response_format":{"x":{"type":5},"json_schema":{"name":"s","description":null,"schema":null,"strict":null,"x":{}},"type":"json_schema"},
                 "tools":[{"type":"function","function":{"name":"azAZ09_-","description":null,"parameters":null,"strict":null,"x":{"name":5}}},
                  {"type":"custom","custom":{"name":"c"}},{"custom":{"name":5,"x":1},"function":{"name":"g"},"type":"function"}],
                 "functions":[{"name":"f"}],"function_call":"auto",
                 "tool_choice":{"type":"allowed_tools","function":{"name":"azAZ09_-"},"allowed_tools":{"x":{"mode":5},"mode":"auto",
                  "tools":[{"type":"function","function":{"name":"azAZ09_-"}}]}},
                 "messages":[
                  {"role":"user","name":null,"x":{"role":5},"content":[{"type":"text","text":"a","cache_control":{},"prompt_cache_breakpoint":{}},
                   {"type":"image_url","image_url":{"url":"u","detail":null,"x":{}}},
                   {"type":"input_audio","input_audio":{"data":"","format":"","x":{}}},
                   {"type":"file","file":{"file_id":null,"filename":null,"file_data":"d","x":{}}},
                   {"type":"file","file":{"file_id":"f","file_data":null}},
                   {"type":"x","x":{}}]},
                  {"role":"assistant","content":null,"refusal":null,"reasoning_content":null,"audio":null,"tool_calls":null,"function_call":null},
                  {"role":"assistant","audio":{"id":5},"content":[{"type":"refusal","refusal":"no"}],"function_call":{"name":"f","arguments":"","x":{}},
                   "tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":""}},
                    {"id":"b","custom":{"name":"c","input":""},"type":"custom"}]},
                  {"role":"function","name":"f"},
                  %s],%s"n":1}
                """;
        String last = "{\"role\":\"user\",\"content\":\"x\"}";
        String custom = fine.replace("{\"name\":5,\"x\":1}", "{\"name\":\"x\"}");
        assertThat(accepted(custom.formatted(last, "")).messageCount()).isEqualTo(5);
        refuses(custom.formatted("{\"role\":5}", ""), "messages[4].role", "invalid_type");
        refuses(custom.formatted(last, "\"verbosity\":5,"), "verbosity", "invalid_type");
        refuses(fine.formatted(last, ""), "tools[2].custom.name", "invalid_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"temperature\":0",
                "\"temperature\":2",
                "\"top_p\":0",
                "\"top_p\":1.0",
                "\"n\":1",
                "\"n\":128",
                "\"presence_penalty\":-2",
                "\"frequency_penalty\":2",
                "\"max_tokens\":1",
                "\"max_completion_tokens\":9223372036854775807",
                "\"top_logprobs\":0",
                "\"top_logprobs\":20",
                "\"seed\":9223372036854775807",
                "\"stop\":[\"a\",\"b\",\"c\",\"d\"]",
                "\"stop\":[]",
                "\"function_call\":\"none\"",
                "\"tool_choice\":\"none\"",
                "\"tool_choice\":\"auto\""
            })
    void takesTheLimitsOfEveryRange(String member) {
        accepted("{\"model\":\"m\"," + member + "," + MESSAGES + "}");
    }

    @Test
    void readsEachBodysOwnModelWhateverWasAskedForBefore() {
        String body = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        for (String model : List.of("m", "m", "n", "mn", "\\u006d", "m\u00e9", "\ufffd", "m")) {
            Window window = Window.of(String.format(body, model));
            assertThat(ChatRequestScanner.scan(window).value().model()).isEqualTo(model.replace("\\u006d", "m"));
        }
        assertThat(refused(String.format(body, "")).param()).isEqualTo("model");
        assertThat(refused(String.format(body, "")).param()).isEqualTo("model");
    }

    @Test
    void takesNamesOfFullLength() {
        String model = "m".repeat(256);
        assertThat(accepted("{\"model\":\"" + model + "\"," + MESSAGES + "}").model())
                .isEqualTo(model);
        accepted("{\"model\":\"m\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"" + "f".repeat(64)
                + "\"}}]," + MESSAGES + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u001f", "\\u007f", "\\u009f", "\\ud800", "\ud83d\ude00"})
    void refusesModelsThatNoHeaderCouldShow(String c) {
        refuses("{\"model\":\"m" + c + "\"," + MESSAGES + "}", "model", "invalid_value");
    }

    @Test
    void quotesNoMoreOfAValueThanItsBeginning() {
        String quoted = "x".repeat(64);
        String body = "{\"model\":\"m\",\"verbosity\":\"%s\"," + MESSAGES + "}";
        assertThat(refused(body.formatted(quoted)).message()).startsWith("Invalid value: '" + quoted + "'.");
        assertThat(refused(body.formatted(quoted + "y")).message()).startsWith("Invalid value: '" + quoted + "…'.");
    }

    private static Refusal twice(String body, String param) {
        return new Refusal(
                body,
                "invalid_value",
                param,
                "Invalid '" + param + "': it is given twice. Expected every member of an object once.");
    }

    private static Stream<Refusal> duplicates() {
        return Stream.of(
                twice("{\"model\":\"m\",\"model\":\"n\"," + MESSAGES + "}", "model"),
                twice("{\"model\":\"m\",\"mod\\u0065l\":\"n\"," + MESSAGES + "}", "model"),
                twice("{\"mod\\u0065l\":\"m\",\"model\":\"n\"," + MESSAGES + "}", "model"),
                twice("{\"model\":\"m\",\"x_vendor\":1,\"x_vendor\":1," + MESSAGES + "}", "x_vendor"),
                twice(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"role\":\"system\",\"content\":\"x\"}]}",
                        "messages[0].role"),
                twice(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":"
                                + "[{\"type\":\"text\",\"text\":\"a\",\"text\":\"b\"}]}]}",
                        "messages[0].content[0].text"),
                twice(
                        "{\"model\":\"m\",\"stream_options\":{\"include_usage\":true,\"include_usage\":false},"
                                + MESSAGES + "}",
                        "stream_options.include_usage"),
                twice(
                        "{\"model\":\"m\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"name\":\"g\"}}],"
                                + MESSAGES + "}",
                        "tools[0].function.name"));
    }

    private static Stream<Refusal> refusals() {
        return Stream.of(required(), types(), ranges(), messages(), tools(), duplicates())
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesNamingTheField(Refusal expected) {
        Failure.InvalidRequest failure = refused(expected.body());
        assertThat(failure.param()).isEqualTo(expected.param());
        assertThat(failure.code()).isEqualTo(expected.code());
        assertThat(failure.message()).isEqualTo(expected.message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"api_base", "base_url", "api_key", "extra_headers", "url", "proxy", "callbacks"})
    void refusesFieldsThatWouldSteerTheUpstreamCall(String field) {
        for (String value : List.of("\"x\"", "null", "{}")) {
            Failure.InvalidRequest failure =
                    refused("{\"model\":\"m\",\"" + field + "\":" + value + "," + MESSAGES + "}");
            assertThat(failure.code()).isEqualTo("unsupported_parameter");
            assertThat(failure.param()).isEqualTo(field);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|unexpected end of the document at byte 0",
                "[]|expected an object at byte 0",
                "\"x\"|expected an object at byte 0",
                "{\"model\": \"m\", |unexpected end of the document at byte 14",
                "{\"model\":\"m\"} x|unexpected content after the document at byte 14",
                "{\"n\":01}|number with a leading zero at byte 5",
                "{\"n\":NaN}|expected a value at byte 5",
                "{\"a\":\"\\x\"}|unknown escape at byte 6",
                "{\"a\":1,}|expected a member name at byte 7",
                "{/**/}|expected a member name at byte 1"
            })
    void refusesWhatIsNotJson(String body, String flaw) {
        Failure.InvalidRequest failure = refused(body);
        assertThat(failure.code()).isEqualTo("invalid_json");
        assertThat(failure.param()).isNull();
        assertThat(failure.message()).isEqualTo(flaw);
    }

    @Test
    void refusesRawControlBytesBadUtf8AndDeepNesting() {
        assertThat(refused("{\"a\":\"\n\"}").message()).isEqualTo("raw control character in a string at byte 6");
        byte[] cut = {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};
        Failure failure = ChatRequestScanner.scan(Window.of(cut)).failure();
        assertThat(failure).isNotNull();
        assertThat(failure.message()).isEqualTo("malformed UTF-8 at byte 2");
        String deep = "{\"x\":" + "[".repeat(200) + "]".repeat(200) + "}";
        assertThat(refused(deep).message()).startsWith("nested too deeply (limit 200)");
    }

    @Test
    void limitsTheNumberOfMembers() {
        List<String> members = new ArrayList<>(List.of("\"model\":\"m\"", MESSAGES));
        for (int i = members.size(); i < 200; i++) {
            members.add("\"x" + i + "\":" + i);
        }
        assertThat(accepted("{" + String.join(",", members) + "}").memberCount())
                .isEqualTo(200);
        members.add("\"one\":1");
        assertThat(refused("{" + String.join(",", members) + "}").message())
                .startsWith("too many members in one object (limit 200)");
    }

    @Test
    void takesNullForEveryOptionalFieldAsNotGiven() {
        StringBuilder body = new StringBuilder("{\"model\":\"m\"," + MESSAGES);
        for (ChatField field : ChatField.values()) {
            if (field != ChatField.MODEL && field != ChatField.MESSAGES) {
                body.append(",\"").append(field.wireName()).append("\":null");
            }
        }
        ChatRequestScan scan = accepted(body + "}");
        assertThat(scan.stream()).isFalse();
        assertThat(scan.usageWanted()).isFalse();
        assertThat(scan.maxOutputTokens()).isNull();
        assertThat(scan.candidateCount()).isEqualTo(1);
        assertThat(scan.toolChoice()).isEqualTo(ToolChoiceKind.UNSET);
        assertThat(scan.has(ChatField.TEMPERATURE)).isFalse();
        assertThat(scan.member(ChatField.TEMPERATURE)).isPositive();
        assertThat(scan.usesFunctions()).isFalse();
    }

    private static final String TWO_TOOLS = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}},"
            + "{\"custom\":{\"name\":\"c\",\"x\":1},\"allowed_tools\":[],\"x\":{\"name\":\"y\"},\"type\":\"custom\"}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"function\",\"function\":{\"name\":\"%s\"}}|f|tool_choice.function.name",
                "{\"custom\":{\"x\":{\"name\":\"f\"},\"name\":\"%s\"},\"type\":\"custom\"}|c|tool_choice.custom.name",
                "{\"type\":\"allowed_tools\",\"x\":{},\"allowed_tools\":{\"mode\":\"auto\",\"tools\":["
                        + "{\"type\":\"custom\",\"custom\":{\"name\":\"c\"},\"allowed_tools\":{\"tools\":[]}},"
                        + "{\"type\":\"function\",\"function\":{\"name\":\"%s\"}}]}}|f|"
                        + "tool_choice.allowed_tools.tools[1].function.name"
            })
    void takesAChoiceOfDeclaredToolsOnly(String choice, String declared, String param) {
        String body = "{\"tool_choice\":" + choice + "," + TWO_TOOLS + ",\"model\":\"m\"," + MESSAGES + "}";
        assertThat(accepted(body.formatted(declared)).toolCount()).isEqualTo(2);
        Failure refusal = refused(body.formatted("y"));
        assertThat(refusal.param()).isEqualTo(param);
        assertThat(refusal.code()).isEqualTo("invalid_value");
        assertThat(refusal.message()).isEqualTo("Invalid value: 'y'. It is not among 'tools'.");
        assertThat(refused(body.formatted("y").replace(TWO_TOOLS, "\"tools\":null"))
                        .param())
                .isEqualTo("tool_choice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"functions\":[],\"model\":\"m\"," + MESSAGES + "}",
                "{\"function_call\":\"auto\",\"model\":\"m\"," + MESSAGES + "}",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"function\",\"name\":\"f\",\"content\":\"1\"}]}",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}}]}"
            })
    void noticesTheOlderFunctionFormsWhereverTheyAre(String body) {
        assertThat(accepted(body).usesFunctions()).isTrue();
    }

    @Test
    void leavesUnreadWhatItNeedNotUnderstand() {
        ChatRequestScan scan = accepted(
                "{\"model\":\"m\",\"x\":{\"a\":1,\"a\":2},\"logit_bias\":{\"1\":2,\"1\":3},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"hologram\",\"hologram\":[]}],\"y\":{\"b\":1,\"b\":1}}]}");
        assertThat(scan.textOnly(0)).isFalse();
        assertThat(scan.hasMedia(MediaType.VIDEO)).isTrue();
        assertThat(scan.field(1)).isNull();
        assertThat(scan.name(1)).isEqualTo("x");
    }

    @Test
    void tellsWhatAnEditorMustKnow() {
        ChatRequestScan scan = accepted("""
                {"model":"m\\u00e9","stream":true,"stream_options":{"include_usage":true},"n":3,
                 "max_tokens":5,"max_completion_tokens":6,"temperature":0.25,"service_tier":"flex",
                 "tools":[{"type":"function","function":{"name":"f"}},{"type":"custom","custom":{"name":"c"}}],
                 "tool_choice":{"type":"function","function":{"name":"f"}},
                 "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{}}},
                 "messages":[
                  {"role":"developer","content":[{"type":"text","text":"a","cache_control":{"type":"ephemeral"}}]},
                  {"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"u"}}]},
                  {"role":"assistant","content":null,"tool_calls":[{"id":"1","function":{"name":"f","arguments":""}}]},
                  {"role":"tool","tool_call_id":"1","content":"x"},
                  {"role":"assistant"}]}
                """);
        assertThat(scan.model()).isEqualTo("mé");
        assertThat(scan.stream()).isTrue();
        assertThat(scan.usageWanted()).isTrue();
        assertThat(scan.candidateCount()).isEqualTo(3);
        assertThat(scan.maxOutputTokens()).isEqualTo(6);
        assertThat(scan.doubleValue(ChatField.TEMPERATURE)).isEqualTo(0.25);
        assertThat(scan.text(ChatField.SERVICE_TIER)).isEqualTo("flex");
        assertThat(scan.text(ChatField.USER)).isNull();
        assertThat(scan.toolCount()).isEqualTo(2);
        assertThat(scan.customTool()).isEqualTo(1);
        assertThat(scan.toolChoice()).isEqualTo(ToolChoiceKind.FUNCTION);
        assertThat(scan.responseFormat()).isEqualTo(ResponseFormat.Kind.JSON_SCHEMA);
        assertThat(scan.messageCount()).isEqualTo(5);
        assertThat(scan.role(0)).isEqualTo(MessageRole.DEVELOPER);
        assertThat(scan.hasCacheMark(0)).isTrue();
        assertThat(scan.hasCacheMark(1)).isFalse();
        assertThat(scan.textOnly(1)).isFalse();
        assertThat(scan.hasMedia(MediaType.IMAGE)).isTrue();
        assertThat(scan.hasMedia(MediaType.AUDIO)).isFalse();
        assertThat(scan.content(2)).isEqualTo(ContentKind.NULL);
        assertThat(scan.hasToolCalls(2)).isTrue();
        assertThat(scan.hasToolCalls(3)).isFalse();
        assertThat(scan.content(3)).isEqualTo(ContentKind.STRING);
        assertThat(scan.content(4)).isEqualTo(ContentKind.ABSENT);
        assertThat(scan.textOnly(4)).isTrue();
        byte[] role = Arrays.copyOfRange(scan.array(), scan.roleFrom(3), scan.roleTo(3));
        assertThat(new String(role, StandardCharsets.UTF_8)).isEqualTo("\"tool\"");
    }

    @Test
    void findsVendorFieldsHoweverTheyAreEscaped() {
        ChatRequestScan scan = accepted("""
                {"\\u0061b":1,"a\\u0062c":true,"abcd":false,"user":"u","model":"m",
                 "messages":[{"role":"user","content":"hi"}]}
                """);
        assertThat(scan.vendorMember("ab")).isZero();
        assertThat(scan.vendorMember("abc")).isEqualTo(1);
        assertThat(scan.vendorMember("abcd")).isEqualTo(2);
        assertThat(scan.vendorMember("abcde")).isEqualTo(-1);
        assertThat(scan.vendorMember("a")).isEqualTo(-1);
        assertThat(scan.vendorMember("user")).isEqualTo(-1);
        assertThat(scan.flag("ab")).isNull();
        assertThat(scan.flag("abc")).isTrue();
        assertThat(scan.flag("abcd")).isFalse();
        assertThat(scan.flag("x")).isNull();
    }

    @Test
    void tellsWhatMessagesHold() {
        ChatRequestScan scan = accepted("""
                {"model":"m","messages":[
                 {"role":"assistant","content":"a"},
                 {"role":"assistant","content":"a","refusal":"no"},
                 {"role":"assistant","content":[{"type":"refusal","refusal":"no"}]},
                 {"role":"assistant","content":"a","refusal":""},
                 {"role":"assistant","content":"a","tool_calls":[]},
                 {"role":"assistant","content":"a","function_call":{"name":"f","arguments":""}},
                 {"role":"assistant","content":"a","audio":{"id":"x"}},
                 {"role":"assistant","content":"a","name":null},
                 {"role":"user","content":[{"type":"text","text":"a","x":1}]},
                 {"role":"user","content":[{"type":"text","text":"a","prompt_cache_breakpoint":{}}]},
                 {"role":"user","content":[{"type":"input_audio","input_audio":{"data":"","format":"wav"}}]}]}
                """);
        assertThat(messagesOf(scan, scan::hasRefusal)).containsExactly(1, 2);
        assertThat(messagesOf(scan, scan::hasToolCalls)).containsExactly(5);
        assertThat(messagesOf(scan, scan::hasLooseMembers)).containsExactly(4, 6, 7);
        assertThat(messagesOf(scan, scan::hasVendorMembers)).containsExactly(8);
        assertThat(messagesOf(scan, scan::hasCacheMark)).containsExactly(9);
        assertThat(messagesOf(scan, i -> !scan.textOnly(i))).containsExactly(10);
        assertThat(scan.hasMedia()).isTrue();
        assertThat(scan.hasMedia(MediaType.AUDIO)).isTrue();
        assertThat(scan.hasMedia(MediaType.FILE)).isFalse();
        byte[] last = Arrays.copyOfRange(scan.array(), scan.messageFrom(10), scan.messageTo(10));
        assertThat(new String(last, StandardCharsets.UTF_8))
                .startsWith("{\"role\":\"user\"")
                .endsWith("}}]}");
    }

    private static List<Integer> messagesOf(ChatRequestScan scan, IntPredicate has) {
        return IntStream.range(0, scan.messageCount()).filter(has).boxed().toList();
    }

    @Test
    void findsFieldsBehindManyMembers() {
        StringBuilder body = new StringBuilder("{");
        for (int i = 0; i < 150; i++) {
            body.append("\"x").append(i).append("\":").append(i).append(',');
        }
        ChatRequestScan scan = accepted(body + "\"model\":\"m\",\"n\":2,\"verbosity\":\"low\"," + MESSAGES + "}");
        assertThat(scan.candidateCount()).isEqualTo(2);
        assertThat(scan.text(ChatField.VERBOSITY)).isEqualTo("low");
        assertThat(scan.member(ChatField.MESSAGES)).isEqualTo(153);
        assertThat(scan.vendorMember("x149")).isEqualTo(149);
        assertThat(scan.field(151)).isEqualTo(ChatField.N);
        assertThat(scan.field(149)).isNull();
    }

    @Test
    void tellsEmptyArraysFromOthers() {
        ChatRequestScan scan =
                accepted("{\"model\":\"m\",\"tools\":[ \n],\"stop\":[\"]\"],\"functions\":[],\"metadata\":{},"
                        + "\"user\":\"[]\"," + MESSAGES + "}");
        assertThat(scan.isEmpty(ChatField.TOOLS)).isTrue();
        assertThat(scan.isEmpty(ChatField.FUNCTIONS)).isTrue();
        assertThat(scan.isEmpty(ChatField.STOP)).isFalse();
        assertThat(scan.isEmpty(ChatField.METADATA)).isFalse();
        assertThat(scan.isEmpty(ChatField.USER)).isFalse();
        assertThat(scan.isEmpty(ChatField.MODALITIES)).isFalse();
    }

    @Test
    void tellsWhatIsWantedOfToolsAndOutput() {
        ChatRequestScan scan = accepted("""
                {"model":"m","modalities":["text","audio"],"stream_options":{"include_obfuscation":true,"x":1},"max_tokens":5,
                 "tools":[{"type":"function","function":{"name":"f","parameters":{}}},{"type":"custom","custom":{"name":"c"}},
                  {"type":"custom","custom":{"name":"d"}}],"functions":[{"name":"g","parameters":null}],
                 "messages":[{"role":"assistant","tool_calls":[{"id":"a","function":{"name":"f","arguments":""}},
                  {"id":"b","type":"custom","custom":{"name":"c","input":""}},{"id":"c","type":"custom","custom":{"name":"c","input":""}}]}]}
                """);
        assertThat(scan.wantsAudio()).isTrue();
        assertThat(scan.unservedOptions()).containsExactly("include_obfuscation", "x");
        assertThat(scan.maxOutputTokens()).isEqualTo(5);
        assertThat(scan.toolCount()).isEqualTo(4);
        assertThat(scan.customTool()).isEqualTo(1);
        assertThat(scan.customCall()).isEqualTo("messages[0].tool_calls[1].type");
        assertThat(scan.hasBareFunctions()).isTrue();
        assertThat(scan.stream()).isFalse();
        assertThat(scan.toString()).isEqualTo("ChatRequestScan[m, 1 messages, 4 tools]");

        ChatRequestScan plain = accepted("{\"model\":\"m\",\"modalities\":[\"text\"],\"tools\":[{\"type\":\"function\","
                + "\"function\":{\"name\":\"f\",\"parameters\":{}}}]," + MESSAGES + "}");
        assertThat(plain.wantsAudio()).isFalse();
        assertThat(plain.unservedOptions()).isEmpty();
        assertThat(plain.maxOutputTokens()).isNull();
        assertThat(plain.customTool()).isEqualTo(-1);
        assertThat(plain.customCall()).isNull();
        assertThat(plain.hasBareFunctions()).isFalse();
        assertThat(plain.hasMedia()).isFalse();
        assertThat(plain.usesFunctions()).isFalse();
    }

    private static Stream<Transcript> recorded() {
        return Stream.of("openai", "dashscope")
                .flatMap(dialect -> Transcripts.load(dialect).stream())
                .filter(each -> each.info().operation() == Operation.CHAT
                        && each.response().status() == 200);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void acceptsEveryRecordedRequest(Transcript transcript) {
        accepted(transcript.request().bodyText());
    }

    private static Failure.InvalidRequest refused(String body) {
        Failure failure = ChatRequestScanner.scan(Window.of(body)).failure();
        assertThat(failure).as(body).isInstanceOf(Failure.InvalidRequest.class);
        return (Failure.InvalidRequest) Objects.requireNonNull(failure);
    }

    private static ChatRequestScan accepted(String body) {
        Outcome<ChatRequestScan> scanned = ChatRequestScanner.scan(Window.of(body));
        assertThat(scanned.failure()).as(body).isNull();
        return scanned.value();
    }

    @Test
    void findsWhatStandsFirst() {
        assertThat(accepted("{\"tools\":[],\"model\":\"m\"," + MESSAGES + "}").isEmpty(ChatField.TOOLS))
                .isTrue();
        assertThat(accepted("{\"user\":\"u\",\"model\":\"m\"," + MESSAGES + "}").text(ChatField.USER))
                .isEqualTo("u");
        ChatRequestScan scan = accepted("{\"x\":true,\"model\":\"m\",\"modalities\":[\"audio\"],\"tools\":["
                + "{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}},{\"type\":\"custom\",\"custom\":{\"name\":\"d\"}}],"
                + "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}}]}]}");
        assertThat(scan.flag("x")).isTrue();
        assertThat(scan.wantsAudio()).isTrue();
        assertThat(scan.customTool()).isZero();
        assertThat(scan.hasMedia(MediaType.FILE)).isTrue();
        assertThat(scan.hasMedia(MediaType.VIDEO)).isFalse();
        assertThat(scan.dialect()).isEqualTo("openai");
    }

    @Test
    void takesNoNameForADeclaredOneThatOnlyLooksLikeIt() {
        String tools =
                "\"tools\":[{\"x\":{\"custom\":{\"name\":\"y\"}},\"type\":\"function\",\"function\":{\"name\":\"f\"}}],";
        String choice =
                "\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"x\":{\"tools\":[{\"function\":{\"name\":\"y\"}}]},"
                        + "\"mode\":\"auto\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"%s\"}}]}},";
        String body = "{\"model\":\"m\"," + tools + choice + MESSAGES + "}";
        accepted(body.formatted("f"));
        refuses(body.formatted("y"), "tool_choice.allowed_tools.tools[0].function.name", "invalid_value");
    }
}
