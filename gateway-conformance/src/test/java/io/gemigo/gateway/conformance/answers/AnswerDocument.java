package io.gemigo.gateway.conformance.answers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the rows say of answers, for {@code docs/compatibility.md}. */
public final class AnswerDocument {
    private static final String HEAD = """

            # Answers

            First what becomes of the fields that an upstream answers with, then where every field of the gateway's own answers comes
            from, or why it never comes. These tables are proven as those above are: each line is an answer that is read by clients of
            both APIs, in one piece and streamed, with the field and without it; no answer holds a field that has no line.

            | word | what becomes of the field |
            |---|---|
            | carried | the client reads it as it is, under the same name |
            | → `name` | the client reads it there, or in another form |
            | the gateway's | the client reads the gateway's own value, whatever the upstream says |
            | left out | the client reads the same as without it |
            | never | no answer has it |

            *OpenAI*: the call is relayed, and what nobody has asked the gateway to change goes down as it came. *OpenAI, translated*: the
            model is asked otherwise than the client asks (it only streams, or cannot), so the answer is written anew, of what the
            gateway's own model of a chat holds.
            """;

    private AnswerDocument() {}

    /** All of it. */
    public static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        AllAnswers.ofUpstreams().forEach(answers -> append(answers, text));
        AllAnswers.ofTheGateway().forEach(answers -> append(answers, text));
        append(ErrorRows.all(), text);
        ErrorAnswers.all().forEach(answers -> append(answers, text));
        return text.toString();
    }

    private static void title(String level, String title, String intro, StringBuilder text) {
        text.append("\n").append(level).append(' ').append(title).append("\n\n");
        if (!intro.isEmpty()) {
            text.append(intro).append("\n\n");
        }
    }

    private static void line(StringBuilder text, Collection<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static void append(UpstreamAnswers answers, StringBuilder text) {
        text.append("\n## ").append(answers.title()).append('\n');
        for (UpstreamAnswers.Rows rows : answers.rows()) {
            title("###", rows.title(), rows.intro(), text);
            List<String> head = new ArrayList<>(List.of("field"));
            answers.readers().forEach(reader -> head.add(reader.title));
            head.add("");
            line(text, head);
            text.append("|---".repeat(head.size())).append("|\n");
            for (Row row : rows.rows()) {
                List<String> cells = new ArrayList<>();
                cells.add(name(row.name().substring(rows.prefix().length()), row.isWhole()));
                answers.readers().forEach(reader -> cells.add(cell(row, reader)));
                cells.add(row.remark());
                line(text, cells);
            }
        }
    }

    private static String name(String name, boolean whole) {
        return "`" + name + "`" + (whole ? " …" : "");
    }

    private static String cell(Row row, Reader reader) {
        List<String> said = new ArrayList<>();
        for (Row.Case request : row.cases()) {
            Becomes becomes = request.expected(reader, false);
            if (becomes == null) {
                continue;
            }
            Becomes inEvents = request.expected(reader, true);
            boolean differs = inEvents != null
                    && !inEvents.words().equals(becomes.words())
                    && inEvents.kind() != Becomes.Kind.MAPPED
                    && !Becomes.unnumbered(inEvents.path()).equals(Becomes.unnumbered(becomes.path()));
            String words =
                    words(becomes, row) + (differs && inEvents != null ? ", streamed: " + words(inEvents, row) : "");
            if (request.when.isEmpty()) {
                said.add(words);
            } else if (!said.contains(words)) {
                said.add("*" + request.when + ":* " + words);
            }
        }
        return said.isEmpty() ? "cannot come" : String.join("<br>", said);
    }

    private static String words(Becomes becomes, Row row) {
        boolean underItsName = becomes.kind() == Becomes.Kind.ALWAYS
                && Becomes.unnumbered(becomes.path()).equals(row.name())
                && becomes.equals(Becomes.always(becomes.path(), becomes.value().toString()));
        return underItsName ? Becomes.own().words() : becomes.words();
    }

    private static void append(OwnAnswers answers, StringBuilder text) {
        title("##", answers.title(), answers.intro(), text);
        text.append("| field | comes from |\n|---|---|\n");
        for (Origin origin : answers.origins()) {
            Set<String> sources = origin.never() ? Set.of() : Sources.of(origin, answers);
            String from = sources.stream().map(source -> "`" + source + "`").collect(Collectors.joining(", "));
            String words = origin.words();
            boolean goesOn = words.startsWith(";") || words.startsWith(",");
            String joint = from.isEmpty() || words.isEmpty() || goesOn ? "" : ": ";
            String all = origin.never() ? "never. " + words : from + joint + words;
            line(text, List.of(name(origin.name(), origin.isWhole()), all));
        }
    }

    private static void append(List<ErrorRow> errors, StringBuilder text) {
        title(
                "##",
                "Errors",
                "Before the first byte of an answer; after it, in a stream, an event says the same.",
                text);
        text.append(
                "| what happened | OpenAI: HTTP status, `type`, `code` | GenAI: HTTP status, `status` |\n|---|---|---|\n");
        for (ErrorRow row : errors) {
            String status = row.status().startsWith("`") ? row.status() : "`" + row.status() + "`";
            line(
                    text,
                    List.of(
                            row.when(),
                            row.openAi() + " `" + row.type() + "` `" + row.code() + "`",
                            row.genAi() + " " + status));
        }
    }
}
