package io.gemigo.gateway.conformance.dashscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemigo.gateway.conformance.clients.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The habits of the real service that a gateway has to cope with, and the means to watch it do so. */
class FakeDashScopeTest {
    private static final String KEY = "sk-key";
    private static final String APP_TOKEN = "app-token";
    private static final String TOOL = "{'type':'function','function':{'name':'f','parameters':"
            + "{'type':'object','properties':{'city':{'type':'string'},'unit':{'enum':['c','f']}}}}}";
    private static final String IMAGE = "{'type':'image_url','image_url':{'url':'" + Samples.DATA_URL + "'}}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeDashScope fake = FakeDashScope.start(KEY, List.of(APP_TOKEN));

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void everyChunkButTheLastHasANullUsage() throws Exception {
        List<JsonNode> chunks = stream("'stream_options':{'include_usage':true},'messages':[" + user("") + "]");

        assertThat(chunks.subList(0, chunks.size() - 1)).allMatch(chunk -> chunk.has("usage"));
        assertThat(chunks.subList(0, chunks.size() - 1))
                .allMatch(chunk -> chunk.path("usage").isNull());
        JsonNode last = chunks.get(chunks.size() - 1);
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.path("usage").path("total_tokens").asInt()).isPositive();
    }

    @Test
    void noUsageChunkComesUnasked() throws Exception {
        List<JsonNode> chunks = stream("'messages':[" + user("") + "]");

        assertThat(chunks).allMatch(chunk -> chunk.path("choices").size() == 1);
    }

    @Test
    void laterToolDeltasHaveEmptyIdsAndStrayNames() throws Exception {
        List<JsonNode> calls = new ArrayList<>();
        for (JsonNode chunk : stream("'messages':[" + user("[[tool]]") + "],'tools':[" + TOOL + "]")) {
            chunk.findValues("tool_calls").forEach(call -> calls.add(call.get(0)));
        }

        assertThat(calls.get(0).path("id").asText()).startsWith("call_");
        assertThat(calls.subList(1, calls.size()))
                .allMatch(call -> call.path("id").asText().isEmpty());
        assertThat(calls).anyMatch(call -> call.path("function").path("name").isNull());
        StringBuilder arguments = new StringBuilder();
        calls.forEach(
                call -> arguments.append(call.path("function").path("arguments").asText()));
        assertThat(JSON.readTree(arguments.toString())).isEqualTo(json("{'city':'Oslo','unit':'c'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'model':'gpt-5.1','messages':[{'role':'user','content':'x'}] | 404",
                "'model':'qwen3-max','messages':[] | 400",
                "'model':'qwen3-max','messages':[{'role':'developer','content':'x'}] | 400",
                "'model':'qwen3-max','messages':[{'role':'tool','tool_call_id':'a','content':'x'}] | 400",
                "'model':'qwen3-max','temperature':2,'messages':[{'role':'user','content':'x'}] | 400",
                "'model':'qwen3-max','max_tokens':65537,'messages':[{'role':'user','content':'x'}] | 400",
                "'model':'qwen3-max','tools':[],'messages':[{'role':'user','content':'x'}] | 400",
                "'model':'qwen3-max','tools':[{'type':'function','function':{'name':'a b'}}],"
                        + "'messages':[{'role':'user','content':'x'}] | 400",
                "'model':'qwen3-max','messages':[{'role':'user','content':null}] | 400",
                "'model':'qwen3-max','messages':[{'role':'user','content':[" + IMAGE + "]}] | 400",
                "'model':'qwen3-vl-plus','messages':[{'role':'user','content':[" + IMAGE + "]}] | 200",
                "'model':'qwen3-vl-plus','messages':[{'role':'user','content':[{'type':'image_url',"
                        + "'image_url':{'url':'data:image/png;base64,AAAA'}}]}] | 400",
                "'model':'qwen3-max','enable_thinking':true,'messages':[{'role':'user','content':'x'}] | 400",
                "'model':'qwen3.5-plus','enable_thinking':true,'messages':[{'role':'user','content':'x'}] | 200",
                "'model':'qwen3.5-plus','response_format':{'type':'json_object'},"
                        + "'messages':[{'role':'user','content':'json'}] | 400",
                "'model':'qwen3.5-plus','tool_choice':'required','messages':[{'role':'user','content':'x'}] | 400",
                "'model':'qwen-plus','response_format':{'type':'json_schema','json_schema':{'schema':{}}},"
                        + "'messages':[{'role':'user','content':'x'}] | 400"
            },
            quoteCharacter = '"')
    void refusesWhatTheServiceRefuses(String fields, int status) throws Exception {
        HttpResponse<String> response = client.send(call("{" + fields + "}", KEY), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(response.body()).has("error")).isEqualTo(status != 200);
    }

    @Test
    void thinksWhenToldTo() throws Exception {
        List<JsonNode> chunks =
                stream("'enable_thinking':true,'stream_options':{'include_usage':true},'messages':[" + user("") + "]");

        assertThat(chunks.get(1).findValue("reasoning_content").asText()).isNotEmpty();
        JsonNode details = chunks.get(chunks.size() - 1).path("usage").path("completion_tokens_details");
        assertThat(details.path("reasoning_tokens").asInt()).isPositive();
        assertThat(details.path("text_tokens").asInt()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"true,2", "false,1"})
    void callsSeveralToolsOnlyIfItMay(boolean parallel, int calls) throws Exception {
        List<JsonNode> chunks = stream("'parallel_tool_calls':" + parallel + ",'messages':[" + user("[[tool:2]]")
                + "],'tools':[" + TOOL + "," + TOOL.replace("'f'", "'g'") + "]");

        assertThat(chunks.stream()
                        .flatMap(chunk -> chunk.findValues("tool_calls").stream())
                        .map(call -> call.get(0).path("id").asText())
                        .filter(id -> !id.isEmpty()))
                .hasSize(calls);
    }

    @Test
    void answersInJsonThatFitsTheSchema() throws Exception {
        String schema = "{'type':'object','properties':{'a':{'$ref':'#/$defs/b'},'c':{'anyOf':[{'type':'integer'}]},"
                + "'d':{'type':['boolean','null']}},'$defs':{'b':{'type':'array','items':{'const':'x'}}}}";
        StringBuilder text = new StringBuilder();
        for (JsonNode chunk : stream("'response_format':{'type':'json_schema','json_schema':{'schema':" + schema
                + "}},'messages':[" + user("") + "]")) {
            text.append(
                    chunk.path("choices").path(0).path("delta").path("content").asText());
        }

        assertThat(JSON.readTree(text.toString())).isEqualTo(json("{'a':['x'],'c':7,'d':true}"));
    }

    @Test
    void refusesAnotherKey() throws Exception {
        HttpResponse<String> response = client.send(call("{}", "sk-other"), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void noticesAtOnceThatACallerLeaves() throws Exception {
        String body = "{'model':'qwen3-max','stream':true,'messages':[" + user("[[endless]] [[tag:gone]]") + "]}";
        try (InputStream answer =
                client.send(call(body, KEY), BodyHandlers.ofInputStream()).body()) {
            assertThat(answer.read()).isEqualTo('d');
            assertThat(fake.active()).isOne();
        }

        assertThat(fake.exchanges("gone").get(0).awaitAbandoned(2_000)).isTrue();
        assertThat(fake.active()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "reset"})
    void cutsAStreamInItsMiddle(String fault) {
        String body = "{'model':'qwen3-max','stream':true,'messages':[" + user("[[midway:" + fault + "]]") + "]}";

        assertThatThrownBy(() -> client.send(call(body, KEY), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void remembersTheAppTokenThatReachedIt() throws Exception {
        client.send(call("{'user':'" + APP_TOKEN + "'}", KEY), BodyHandlers.discarding());

        assertThat(fake.violations()).anyMatch(violation -> violation.contains("app token"));
    }

    @Test
    void aHeldAnswerWaitsForItsGate() throws Exception {
        String body = "{'model':'qwen3-max','stream':true,'messages':[" + user("[[hold]] [[tag:held]]") + "]}";
        HttpResponse<InputStream> response = client.send(call(body, KEY), BodyHandlers.ofInputStream());
        assertThat(fake.active()).isOne();
        fake.release("held");

        assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
                .endsWith("data: [DONE]\n\n");
    }

    private List<JsonNode> stream(String fields) throws Exception {
        HttpRequest call = call("{'model':'qwen3-max','stream':true," + fields + "}", KEY);
        List<JsonNode> chunks = new ArrayList<>();
        for (String line : client.send(call, BodyHandlers.ofString()).body().split("\n\n", -1)) {
            if (line.startsWith("data: {")) {
                chunks.add(JSON.readTree(line.substring("data: ".length())));
            }
        }
        return chunks;
    }

    private HttpRequest call(String body, String key) throws IOException {
        return HttpRequest.newBuilder(URI.create(fake.baseUrl() + "/chat/completions"))
                .header("authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(json(body).toString()))
                .build();
    }

    private static String user(String content) {
        return "{'role':'user','content':'" + content + "'}";
    }

    /** JSON with single quotes, for reading's sake. */
    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
