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
        scanner.in.forget();
        SCANNERS.giveBack(scanner, body.length());
        return outcome;
    }

    private Outcome<ChatRequestScan> outcome(Window body) {
        try {
            in.reset(body);
            ChatRequestScan scan = new ChatRequestScan(body.array(), room);
            document(scan);
            return Outcome.of(scan);
        } catch (JsonException notJson) {
            return Outcome.failed(CheckedReader.notJson(notJson));
        } catch (BadField refused) {
            return Outcome.failed(refused.failure());
        }
    }

    private void document(ChatRequestScan scan) {
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
        scan.complete(json.outerFrom());
        json.finish();
        require(ChatField.MODEL, scan);
        require(ChatField.MESSAGES, scan);
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
    }

    private void require(ChatField field, ChatRequestScan scan) {
        if (scan.member(field) < 0) {
            throw in.missing(field.wireName());
        }
    }
}
