package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole request body in one pass: the grammar, every documented field's type and range, members given twice.
 *
 * <p>What the gateway need not understand stays opaque: unknown top-level fields (vendor extensions), schemas, token
 * biases, unknown part types. Fields that would turn a proxy against its owner (an upstream's address, key or headers)
 * are refused. String contents are skipped, never copied. Single-owner; reused.
 */
public final class ChatRequestScanner {
    private static final ChatField[] FIELDS = ChatField.values();
    private static final JsonNames NAMES =
            JsonNames.of(Arrays.stream(FIELDS).map(ChatField::wireName).toArray(String[]::new));

    /** A reader grows with the names of the objects it is in, and these are limited. */
    private static final Spare<ChatRequestScanner> SCANNERS = new Spare<>(ChatRequestScanner::new, 1 << 20);

    private final CheckedReader in = new CheckedReader();
    private final JsonCursor json = in.json();
    private final ChatRequestScan.Room room = new ChatRequestScan.Room();
    private final MessageScanner messages = new MessageScanner(in);

    private @Nullable ChatRequestScan scan;

    private ChatRequestScanner() {}

    /**
     * Scans a body.
     *
     * @param body its bytes must stay as they are for as long as the scan is used
     * @return the scan, or {@link Failure.InvalidRequest} naming the field; of code {@code invalid_json} with the flaw as
     *     its message if the body is not a JSON object
     */
    public static Outcome<ChatRequestScan> scan(Window body) {
        ChatRequestScanner scanner = SCANNERS.take();
        Outcome<ChatRequestScan> outcome = scanner.outcome(body);
        scanner.forget();
        SCANNERS.giveBack(scanner, body.length());
        return outcome;
    }

    private Outcome<ChatRequestScan> outcome(Window body) {
        try {
            in.reset(body);
            ChatRequestScan noted = new ChatRequestScan(body.array(), room);
            scan = noted;
            document(noted);
            return Outcome.of(noted);
        } catch (JsonException notJson) {
            return Outcome.failed(CheckedReader.notJson(notJson));
        } catch (BadField refused) {
            return Outcome.failed(refused.failure());
        }
    }

    private void forget() {
        in.forget();
        scan = null;
    }

    /** Reads the body in progress. */
    CheckedReader in() {
        return in;
    }

    /** Where that is noted. */
    ChatRequestScan scan() {
        return Objects.requireNonNull(scan, "no body in progress");
    }

    /** Checks the messages, which every body has. */
    void messages() {
        messages.scan(scan());
    }

    ToolScanner tools() {
        return new ToolScanner(in, scan());
    }

    AnswerFormScanner form() {
        return new AnswerFormScanner(in, scan());
    }

    private void document(ChatRequestScan noted) {
        in.begin();
        int opened = in.open();
        while (in.nextName(opened)) {
            int number = NAMES.find(json);
            ChatField field = number == JsonNames.UNKNOWN ? null : FIELDS[number];
            if (field == null) {
                in.refuseForbidden();
            }
            int member = noted.beginMember(json.outerFrom(), json.outerTo(), field);
            JsonToken token = in.enter(field == null ? "" : field.wireName());
            int from = json.outerFrom();
            if (field == null) {
                json.skipValue();
            } else if (token != JsonToken.NULL || field == ChatField.MODEL || field == ChatField.MESSAGES) {
                field.check().check(this);
            }
            in.leave();
            noted.endMember(member, from, json.outerTo(), token);
        }
        noted.complete(json.outerFrom());
        json.finish();
        require(ChatField.MODEL, noted);
        require(ChatField.MESSAGES, noted);
        if (noted.toolCount() == 0 && noted.forcesCall()) {
            boolean older = noted.toolChoice() == ToolChoiceKind.UNSET;
            throw older
                    ? BadField.nothingToChoose("function_call", "functions")
                    : BadField.nothingToChoose("tool_choice", "tools");
        }
        switch (noted.toolChoice()) {
            case FUNCTION, CUSTOM, ALLOWED_TOOLS -> {
                if (noted.has(ChatField.TOOLS)) {
                    new ToolNames(noted).check();
                }
            }
            case UNSET, NONE, AUTO, REQUIRED -> {}
        }
    }

    private void require(ChatField field, ChatRequestScan scan) {
        if (scan.member(field) < 0) {
            throw in.missing(field.wireName());
        }
    }
}
