package io.gemigo.gateway.conformance.answers;

import static io.gemigo.gateway.conformance.answers.Becomes.always;
import static io.gemigo.gateway.conformance.answers.Becomes.carried;
import static io.gemigo.gateway.conformance.answers.Becomes.leftOut;
import static io.gemigo.gateway.conformance.answers.Becomes.mapped;
import static io.gemigo.gateway.conformance.answers.Becomes.own;
import static io.gemigo.gateway.conformance.answers.Becomes.shown;
import static io.gemigo.gateway.conformance.answers.Row.row;

import io.gemigo.gateway.conformance.answers.UpstreamAnswers.Rows;
import java.util.List;

/** Fields of a chat's answer, but for its counts. */
final class ChatAnswerRows {
    private static final String MESSAGE = "choices[].message.";
    private static final String TEXT = "candidates[0].content.parts[0].text";
    private static final String CALL = "candidates[0].content.parts[1].functionCall.";
    private static final String TOOLS =
            "'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object'}}}],";
    private static final String DECLARATIONS = "'tools':[{'functionDeclarations':[{'name':'f'}]}],";
    private static final String FUNCTIONS = "'functions':[{'name':'f','parameters':{'type':'object'}}],";

    private ChatAnswerRows() {}

    static List<Rows> rows() {
        return List.of(document(), message(), calls(), tokens());
    }

    private static String message(String members) {
        return "{'choices':[{'message':{" + members + "}}]}";
    }

    private static Rows document() {
        return Rows.of(
                "The answer and its choices",
                "",
                "",
                row("id")
                        .given("{'id':'chatcmpl-2'}")
                        .openAi(carried())
                        .genAi(mapped("responseId", "'chatcmpl-2'"))
                        .note("Made of the request's id where the upstream gives none."),
                row("object")
                        .given("{}")
                        .openAi(always("object", "'chat.completion'"))
                        .streamed(Reader.RELAYED, always("object", "'chat.completion.chunk'"))
                        .streamed(Reader.TRANSLATED, always("object", "'chat.completion.chunk'"))
                        .genAi(leftOut()),
                row("created")
                        .given("{'created':1763800001}")
                        .relayed(carried())
                        .translated(own())
                        .genAi(leftOut())
                        .note("The same in all chunks of an answer."),
                row("model")
                        .given("{}")
                        .openAi(always("model", "'qwen3-max'").as("the name asked for"))
                        .translated(own().as("the name asked for"))
                        .genAi(always("modelVersion", "'qwen3-max'").as("`modelVersion` is the name asked for")),
                dialect("system_fingerprint", "{'system_fingerprint':'fp'}"),
                dialect("service_tier", "{'service_tier':'default'}"),
                dialect("metadata", "{'metadata':{'a':'b'}}").whole(),
                dialect("moderation", "{'moderation':{'input':{'type':'m'}}}").whole(),
                row("obfuscation")
                        .given("{'obfuscation':'xxxx'}")
                        .openAi(leftOut())
                        .genAi(leftOut())
                        .note("Padding, which says nothing once an answer is cut otherwise."),
                dialect("anything_else", "{'anything_else':{'a':1}}").whole(),
                row("choices[].index")
                        .given(
                                "{'choices':[{'index':1},{'index':0,'message':{'role':'assistant','content':'b'},'finish_reason':'stop'}]}")
                        .model(ChatAnswers.OLDER)
                        .asked("'n':2,", "'generationConfig':{'candidateCount':2},")
                        .relayed(carried())
                        .translated(shown("choices[0].message.content", "'b'", "carried"))
                        .streamed(Reader.TRANSLATED, carried())
                        .genAi(shown(TEXT, "'b'", "→ `candidates[].index`"))
                        .streamed(Reader.GENAI, mapped("candidates[0].index", "1"))
                        .note("Its place where the upstream gives none."),
                finish("'stop'", carried(), "'STOP'"),
                dialect("choices[].anything_else", "{'choices':[{'anything_else':{'a':1}}]}")
                        .whole());
    }

    private static Row dialect(String path, String members) {
        return row(path).given(members).relayed(carried()).translated(leftOut()).genAi(leftOut());
    }

    private static Row finish(String word, Becomes openAi, String genAi) {
        return row("choices[].finish_reason")
                .given("{'choices':[{'finish_reason':" + word + "}]}")
                .openAi(openAi)
                .genAi(mapped("candidates[0].finishReason", genAi))
                .given("length", "{'choices':[{'finish_reason':'length'}]}")
                .openAi(openAi)
                .genAi(mapped("candidates[0].finishReason", "'MAX_TOKENS'").as("`MAX_TOKENS`"))
                .given("content_filter", "{'choices':[{'finish_reason':'content_filter'}]}")
                .openAi(openAi)
                .genAi(mapped("candidates[0].finishReason", "'SAFETY'").as("`SAFETY`"))
                .given("tool_calls", "{'choices':[{'finish_reason':'tool_calls'}]}")
                .openAi(openAi)
                .genAi(mapped("candidates[0].finishReason", "'STOP'").as("`STOP`"))
                .given("any other word", "{'choices':[{'finish_reason':'repetition'}]}")
                .openAi(mapped("choices[0].finish_reason", "'stop'").as("`stop`"))
                .genAi(mapped("candidates[0].finishMessage", "'repetition'").as("`OTHER`, the word in `finishMessage`"))
                .note("An answer without one is an error.");
    }

    private static Rows message() {
        return Rows.of(
                "What it says: `choices[].message`, in chunks `choices[].delta`",
                "",
                MESSAGE,
                row(MESSAGE + "role")
                        .given("{}")
                        .openAi(always("choices[0].message.role", "'assistant'"))
                        .genAi(always("candidates[0].content.role", "'model'")),
                row(MESSAGE + "content")
                        .given("{}")
                        .openAi(carried())
                        .genAi(mapped(TEXT, "'hello'"))
                        .given("beside tool calls, empty", message("'content':'','tool_calls':[" + call() + "]"))
                        .asked(TOOLS, DECLARATIONS)
                        .relayed(always("choices[0].message.content", "null").as("`null`"))
                        .streamed(Reader.RELAYED, carried()),
                part("type", "'text'"),
                row(MESSAGE + "content[].text")
                        .given(message("'content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]"))
                        .openAi(mapped("choices[0].message.content", "'ab'").as("joined"))
                        .genAi(mapped(TEXT, "'ab'").as("joined")),
                part("anything_else", "1"),
                row(MESSAGE + "refusal")
                        .given(message("'content':null,'refusal':'no'"))
                        .openAi(carried())
                        .genAi(mapped(TEXT, "'no'").as("text, and `finishMessage: refusal`")),
                row(MESSAGE + "reasoning_content")
                        .given(message("'reasoning_content':'hm'"))
                        .openAi(carried())
                        .genAi(mapped("candidates[0].content.parts[0]", "{'text':'hm','thought':true}")
                                .as("→ `candidates[].content.parts[].text` with `thought`"))
                        .given("not asked for", message("'reasoning_content':'hm'"))
                        .asked("", "'generationConfig':{},")
                        .genAi(leftOut()),
                row(MESSAGE + "reasoning")
                        .given(message("'reasoning':'hm'"))
                        .openAi(mapped("choices[0].message.reasoning_content", "'hm'"))
                        .genAi(mapped("candidates[0].content.parts[0]", "{'text':'hm','thought':true}")
                                .as("as `reasoning_content`")),
                row(MESSAGE + "annotations")
                        .given(message("'annotations':[{'type':'url_citation','url_citation':{'start_index':0,"
                                + "'end_index':5,'url':'https://example.org','title':'t'}}]"))
                        .openAi(carried())
                        .genAi(leftOut())
                        .whole()
                        .note("`citationMetadata` tells of what a model repeats, not of what it has read."),
                dialect(MESSAGE + "audio", message("'audio':{'id':'a','data':'AAAA','expires_at':1,'transcript':'x'}"))
                        .whole()
                        .note("Sound is asked for only where the answer can be relayed."),
                dialect(MESSAGE + "function_call", message("'function_call':{'name':'f','arguments':'{}'}"))
                        .whole()
                        .note(
                                "The upstream is asked for `tool_calls`; clients that asked for functions read those as this."),
                dialect(MESSAGE + "anything_else", message("'anything_else':{'a':1}"))
                        .whole());
    }

    private static Row part(String name, String value) {
        return row(MESSAGE + "content[]." + name)
                .given(message("'content':[{'text':'a','" + name + "':" + value + "}]"))
                .openAi(leftOut())
                .genAi(leftOut());
    }

    private static String call() {
        return "{'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}";
    }

    private static Row called(String name, String entry) {
        return row(MESSAGE + "tool_calls[]." + name).given(calling(entry)).asked(TOOLS, DECLARATIONS);
    }

    private static String calling(String entry) {
        return "{'choices':[{'finish_reason':'tool_calls','message':{'tool_calls':[" + entry + "]}}]}";
    }

    private static Becomes numbered() {
        return always("choices[0].message.tool_calls[0].index", "0").as("from 0 without gaps");
    }

    private static Rows calls() {
        return Rows.of(
                "Tool calls: `choices[].message.tool_calls[]`",
                "",
                MESSAGE + "tool_calls[].",
                called("index", "{'index':7,'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}")
                        .openAi(leftOut())
                        .streamed(Reader.RELAYED, numbered())
                        .streamed(Reader.TRANSLATED, numbered())
                        .genAi(leftOut())
                        .note("Answers in one piece have none."),
                called("id", call())
                        .openAi(carried())
                        .genAi(mapped(CALL + "id", "'c'"))
                        .note("Made up where the upstream gives none."),
                called("type", call())
                        .openAi(always("choices[0].message.tool_calls[0].type", "'function'"))
                        .genAi(leftOut()),
                called("function.name", call())
                        .openAi(carried())
                        .genAi(mapped(CALL + "name", "'f'"))
                        .given("asked for as a function", calling(call()))
                        .asked(FUNCTIONS, "")
                        .translated(mapped("choices[0].message.function_call.name", "'f'")),
                called(
                                "function.arguments",
                                "{'id':'c','type':'function','function':{'name':'f','arguments':'{\\'a\\':1}'}}")
                        .openAi(carried())
                        .genAi(mapped(CALL + "args", "{'a':1}"))
                        .given("asked for as a function", calling(call()))
                        .asked(FUNCTIONS, "")
                        .translated(mapped("choices[0].message.function_call.arguments", "'{}'"))
                        .given(
                                "no object",
                                calling("{'id':'c','type':'function','function':{'name':'f','arguments':'[1'}}"))
                        .asked(TOOLS, DECLARATIONS)
                        .genAi(shown(
                                "candidates[0].finishReason",
                                "'MALFORMED_FUNCTION_CALL'",
                                "no call, `MALFORMED_FUNCTION_CALL`")),
                called(
                                "function.anything_else",
                                "{'id':'c','type':'function','function':{'name':'f','arguments':'{}','anything_else':1}}")
                        .relayed(carried())
                        .translated(leftOut())
                        .genAi(leftOut())
                        .whole(),
                called("custom", "{'id':'c','type':'custom','custom':{'name':'x','input':'y'}}")
                        .relayed(carried())
                        .whole()
                        .note("Custom tools are refused where a call is translated."),
                called(
                                "anything_else",
                                "{'id':'c','type':'function','function':{'name':'f','arguments':'{}'},'anything_else':1}")
                        .relayed(carried())
                        .translated(leftOut())
                        .genAi(leftOut())
                        .whole());
    }

    private static Rows tokens() {
        return Rows.of(
                "Log probabilities: `choices[].logprobs`",
                "",
                "choices[].logprobs.",
                token("content", "token", "'hello'", "chosenCandidates[0].token", "'hello'"),
                token("content", "logprob", "-0.5", "chosenCandidates[0].logProbability", "-0.5")
                        .note("Their mean is `avgLogprobs`."),
                bytes("content", "bytes"),
                token("content", "top_logprobs[].token", "'hell'", "topCandidates[0].candidates[0].token", "'hell'"),
                token("content", "top_logprobs[].logprob", "-1", "topCandidates[0].candidates[0].logProbability", "-1"),
                bytes("content", "top_logprobs[].bytes"),
                token("refusal", "token", "'no'", "chosenCandidates[0].token", "'no'"),
                token("refusal", "logprob", "-0.5", "chosenCandidates[0].logProbability", "-0.5"),
                bytes("refusal", "bytes"),
                token("refusal", "top_logprobs[].token", "'nah'", "topCandidates[0].candidates[0].token", "'nah'"),
                token("refusal", "top_logprobs[].logprob", "-1", "topCandidates[0].candidates[0].logProbability", "-1"),
                bytes("refusal", "top_logprobs[].bytes"),
                dialect(
                                "choices[].logprobs.anything_else",
                                "{'choices':[{'logprobs':{'content':null,'anything_else':1}}]}")
                        .whole());
    }

    private static Row bytes(String of, String name) {
        return token(of, name, "[104,101]").genAi(leftOut());
    }

    private static Row token(String of, String name, String value, String path, String there) {
        return token(of, name, value).genAi(mapped("candidates[0].logprobsResult." + path, there));
    }

    private static Row token(String of, String name, String value) {
        String entry = name.startsWith("top_logprobs[].")
                ? "'token':'x','logprob':-3,'top_logprobs':[{'" + name.substring("top_logprobs[].".length()) + "':"
                        + value + "}]"
                : "'" + name + "':" + value;
        String text = of.equals("refusal") ? "'content':null,'refusal':'no'" : "'content':'hello'";
        return row("choices[].logprobs." + of + "[]." + name)
                .given("{'choices':[{'message':{" + text + "},'logprobs':{'" + of + "':[{" + entry + "}]}}]}")
                .model(ChatAnswers.VISION)
                .asked("'logprobs':true,", "'generationConfig':{'responseLogprobs':true},")
                .openAi(carried());
    }
}
