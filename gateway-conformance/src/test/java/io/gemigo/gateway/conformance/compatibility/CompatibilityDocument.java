package io.gemigo.gateway.conformance.compatibility;

import io.gemigo.gateway.conformance.answers.AnswerDocument;
import java.util.List;

/** {@code docs/compatibility.md} as the rows have it. */
final class CompatibilityDocument {
    private static final String HEAD = """
            # Compatibility

            What becomes of every field of every API, per provider. This page is written by the tests that prove it: each line is run
            through the gateway, against DashScope's contract and the demo, and a field that is known and has no line fails the build.
            (To write it anew, see [CONTRIBUTING.md](../CONTRIBUTING.md).)

            | word | what becomes of the field |
            |---|---|
            | carried | goes up as it is, under the same name |
            | → `name` | has its effect under that name, or in another form |
            | capped | is brought into range; the answer's `x-gateway-warnings` says `action=capped` |
            | warned | has no effect; `x-gateway-warnings` says `action=ignored`. Behind another word: it has its effect in another way than asked, `action=mapped` |
            | refused | 400, and the error names the field: a call is not answered as if it had not been asked |
            | here | the gateway acts on it itself; nothing goes up |
            | nothing asked | says nothing that would change the answer, with the official API neither |

            A value that asks for nothing but what happens anyway (`"store": false`) is taken in silence, and `null` is the same as not given.
            `…` behind a name: what is inside shares its fate. *Translated*: where a call of the upstream's own dialect cannot go up as it came,
            because the model must be asked otherwise than the client asks (it only streams, or cannot); then what has no place in the gateway's
            own model of a chat is warned of. The demo answers every conversation with a sentence that quotes the last text of the user:
            *carried* means that it is part of the conversation, or minded.

            `x-gateway-warnings` is cut at 1 KiB, then it says how many more there are.

            Fields of requests come first; those of [answers](#answers) and [errors](#errors) follow.
            """;

    private CompatibilityDocument() {}

    static String text(List<Api> apis) {
        StringBuilder text = new StringBuilder(HEAD);
        for (Api api : apis) {
            text.append("\n## ").append(api.title()).append('\n');
            for (Group group : api.groups()) {
                append(group, text);
            }
        }
        return text.append(AnswerDocument.text()).toString();
    }

    private static void append(Group group, StringBuilder text) {
        text.append("\n### ").append(group.title()).append("\n\n");
        if (!group.intro().isEmpty()) {
            text.append(group.intro()).append("\n\n");
        }
        boolean demo = group.fields().stream()
                .anyMatch(field -> !Cell.of(field, Column.DEMO).isEmpty());
        text.append(
                demo
                        ? "| field | DashScope | demo | |\n|---|---|---|---|\n"
                        : "| field | DashScope | |\n|---|---|---|\n");
        for (Field field : group.fields()) {
            text.append("| ")
                    .append(Cell.name(field))
                    .append(" | ")
                    .append(Cell.of(field, Column.DASHSCOPE))
                    .append(" | ");
            if (demo) {
                text.append(Cell.of(field, Column.DEMO)).append(" | ");
            }
            text.append(field.remark()).append(" |\n");
        }
    }
}
