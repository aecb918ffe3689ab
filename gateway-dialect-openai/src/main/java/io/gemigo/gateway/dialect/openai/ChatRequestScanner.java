package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import java.util.Arrays;

/**
 * Checks a whole request body in one pass: the grammar, every documented field's type and range, members given twice.
 *
 * <p>What the gateway need not understand stays opaque: unknown top-level fields (vendor extensions), schemas, token
 * biases, unknown part types. Fields that would turn a proxy against its owner (an upstream's address, key or headers)
 * are refused. String contents are skipped, never copied. Single-owner, for one use.
 */
public final class ChatRequestScanner {
    private static final ChatField[] FIELDS = ChatField.values();
    private static final JsonNames NAMES =
            JsonNames.of(Arrays.stream(FIELDS).map(ChatField::wireName).toArray(String[]::new));

    /** A reader grows with the names of the objects it is in, and these are limited. */
    private static final Spare<CheckedReader> READERS = new Spare<>(CheckedReader::new, 1 << 20);

    private final CheckedReader in;
    private final JsonCursor json;
    private final ChatRequestScan scan;

    private ChatRequestScanner(CheckedReader reader, Window body) {
        in = reader.reset(body);
        json = in.json();
        scan = new ChatRequestScan(body.array());
    }

    /**
     * Scans a body.
     *
     * @param body its bytes must stay as they are for as long as the scan is used
     * @return the scan, or {@link Failure.InvalidRequest} naming the field; of code {@code invalid_json} with the flaw as
     *     its message if the body is not a JSON object
     */
    public static Outcome<ChatRequestScan> scan(Window body) {
        CheckedReader reader = READERS.take();
        Outcome<ChatRequestScan> outcome = scan(reader, body);
        reader.forget();
        READERS.giveBack(reader, body.length());
        return outcome;
    }

    private static Outcome<ChatRequestScan> scan(CheckedReader reader, Window body) {
        try {
            return Outcome.of(new ChatRequestScanner(reader, body).document());
        } catch (JsonException notJson) {
            return Outcome.failed(CheckedReader.notJson(notJson));
        } catch (BadField refused) {
            return Outcome.failed(refused.failure());
        }
    }

    private ChatRequestScan document() {
        in.begin();
        int opened = in.open();
        while (in.nextName(opened)) {
            int number = NAMES.find(json);
            ChatField field = number == JsonNames.UNKNOWN ? null : FIELDS[number];
            if (field == null) {
                in.refuseForbidden();
            }
            int member = scan.beginMember(json.outerFrom(), json.outerTo(), field);
            JsonToken token = in.enter(field == null ? "" : field.wireName());
            int from = json.outerFrom();
            if (field == null) {
                json.skipValue();
            } else if (token != JsonToken.NULL || field == ChatField.MODEL || field == ChatField.MESSAGES) {
                field.check().check(in, scan);
            }
            in.leave();
            scan.endMember(member, from, json.outerTo(), token);
        }
        scan.endObject(json.outerFrom());
        json.finish();
        require(ChatField.MODEL);
        require(ChatField.MESSAGES);
        if (scan.toolCount() == 0 && scan.forcesCall()) {
            boolean older = scan.toolChoice() == ToolChoiceKind.UNSET;
            throw older
                    ? BadField.nothingToChoose("function_call", "functions")
                    : BadField.nothingToChoose("tool_choice", "tools");
        }
        switch (scan.toolChoice()) {
            case FUNCTION, CUSTOM, ALLOWED_TOOLS -> {
                if (scan.has(ChatField.TOOLS)) {
                    new ToolNames(scan).check();
                }
            }
            case UNSET, NONE, AUTO, REQUIRED -> {}
        }
        return scan;
    }

    private void require(ChatField field) {
        if (scan.member(field) < 0) {
            throw in.missing(field.wireName());
        }
    }
}
