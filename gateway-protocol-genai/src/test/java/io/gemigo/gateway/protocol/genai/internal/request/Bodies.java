package io.gemigo.gateway.protocol.genai.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.protocol.genai.ChatRequestText;
import io.gemigo.gateway.protocol.genai.internal.reply.ReplySettings;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.util.Set;

/** Reads bodies the way the codec does. Single quotes stand for double ones, so that tests can be read. */
final class Bodies {
    /** The shortest contents, as a member. */
    static final String HI = "'contents':[{'parts':[{'text':'hi'}]}]";

    private final Warnings warnings = new Warnings();
    private final Outcome<GenerateContentInput> outcome;

    private Bodies(String body) {
        outcome = GenerateContentReader.read("m", false, Window.of(body.replace('\'', '"')), warnings);
    }

    static Bodies read(String body) {
        return new Bodies(body);
    }

    /** A body of the shortest contents and these members. */
    static Bodies hi(String members) {
        return new Bodies("{" + HI + "," + members + "}");
    }

    /** A body of these contents. */
    static Bodies contents(String contents) {
        return new Bodies("{'contents':" + contents + "}");
    }

    ChatRequest chat() {
        assertThat(outcome.failure()).isNull();
        return outcome.value().chat();
    }

    /** Upstream names of the functions that an answer may call. */
    Set<String> callable() {
        assertThat(outcome.failure()).isNull();
        return outcome.value().reply().callable();
    }

    /** What of the request the answer depends on. */
    ReplySettings reply() {
        assertThat(outcome.failure()).isNull();
        return outcome.value().reply();
    }

    /** The canonical request, as JSON. */
    Json json() {
        return Json.parse(ChatRequestText.of(chat()));
    }

    /** Asserts on one member of the canonical request. */
    Bodies has(String member, String expected) {
        JsonAssert.assertSame(Json.parse(expected.replace('\'', '"')), json().at(member));
        return this;
    }

    Bodies hasNot(String member) {
        assertThat(json().has(member)).as(member).isFalse();
        return this;
    }

    Bodies messages(String expected) {
        return has("messages", expected);
    }

    /** Asserts that nothing was warned of. */
    Bodies quietly() {
        assertThat(outcome.failure()).isNull();
        assertThat(warnings.header()).isNull();
        return this;
    }

    Bodies warns(String field, String action) {
        assertThat(outcome.failure()).isNull();
        assertThat(warnings.header()).contains("genai; field=" + field + "; action=" + action);
        return this;
    }

    /** Asserts that nothing else was warned of. */
    Bodies warnsOnly(String field) {
        assertThat(outcome.failure()).isNull();
        assertThat(warnings.header()).isEqualTo("genai; field=" + field + "; action=ignored");
        return this;
    }

    InvalidRequest failure() {
        Failure failure = outcome.failure();
        assertThat(failure).isInstanceOf(InvalidRequest.class);
        return (InvalidRequest) failure;
    }

    /** Asserts that it was refused on account of a field. */
    InvalidRequest refuses(String param) {
        InvalidRequest failure = failure();
        assertThat(failure.param()).isEqualTo(param);
        if (param != null) {
            assertThat(failure.message()).contains(param);
        }
        return failure;
    }
}
