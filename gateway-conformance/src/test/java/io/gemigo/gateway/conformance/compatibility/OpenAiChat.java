package io.gemigo.gateway.conformance.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.dialect.openai.ChatField;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code POST /v1/chat/completions}. */
final class OpenAiChat implements Api {
    private final Gateways gateways = new Gateways();

    @Override
    public String dialect() {
        return "openai";
    }

    @Override
    public String title() {
        return "OpenAI: `POST /v1/chat/completions`";
    }

    @Override
    public String knownFields() {
        return "openai-chat.txt";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.values());
    }

    @Override
    public List<Group> groups() {
        List<Group> groups = new ArrayList<>(OpenAiCallRows.groups());
        groups.addAll(OpenAiMessageRows.groups());
        groups.addAll(OpenAiToolRows.groups());
        return groups;
    }

    @Override
    public List<String> nullable() {
        return Arrays.stream(ChatField.values())
                .filter(field -> field != ChatField.MODEL && field != ChatField.MESSAGES)
                .map(ChatField::wireName)
                .toList();
    }

    @Override
    public Json body(Field.Case request, Column column) {
        boolean streamed = request.given.find("stream") instanceof Json.BooleanValue stream && stream.value();
        String model = request.model.isEmpty() ? Gateways.TEXT : request.model;
        Json smallest = Expect.json("{'model':'" + Gateways.model(model, column, streamed)
                + "','messages':[{'role':'user','content':'hi'}]}");
        return Api.with(smallest, request.given);
    }

    @Override
    public Answered ask(Column column, Field.Case request, Json body) {
        return gateways.ask(column, Pipeline.OPENAI, body, request.answer);
    }

    @Override
    public String refusedField(Answered refusal) {
        return refusedFieldOf(refusal);
    }

    /** The field a refusal of this dialect names. */
    static String refusedFieldOf(Answered refusal) {
        Json error = Json.parse(refusal.body()).at("error");
        assertThat(error.at("type")).isEqualTo(Json.parse("\"invalid_request_error\""));
        assertThat(error.at("message").asString()).isNotEmpty();
        assertThat(error.has("code")).isTrue();
        return error.at("param").asString();
    }

    @Override
    public String spelled(String path) {
        return path;
    }
}
