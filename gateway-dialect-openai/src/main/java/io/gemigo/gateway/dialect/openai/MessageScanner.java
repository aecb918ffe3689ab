package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import java.util.Arrays;

/** Checks {@code messages} and notes where roles and contents stand. Reused; loop-confined. */
final class MessageScanner {
    private static final MessageRole[] ROLES = MessageRole.values();
    private static final JsonNames ROLE_NAMES =
            JsonNames.of(Arrays.stream(ROLES).map(MessageRole::wireName).toArray(String[]::new));
    private static final String ROLE_LIST = "'system', 'assistant', 'user', 'function', 'tool', and 'developer'";

    private static final JsonNames MEMBERS = JsonNames.of(
            "role",
            "content",
            "name",
            "tool_call_id",
            "tool_calls",
            "function_call",
            "refusal",
            "reasoning_content",
            "audio");
    private static final JsonNames PART_MEMBERS = JsonNames.of(
            "type", "text", "refusal", "image_url", "input_audio", "file", "cache_control", "prompt_cache_breakpoint");
    /** In the order of the part members they need, which begin at {@link #FIRST_PAYLOAD}. */
    private static final JsonNames PART_TYPES = JsonNames.of("text", "refusal", "image_url", "input_audio", "file");

    private static final int FIRST_PAYLOAD = 1;
    private static final String[] PAYLOADS = {"text", "refusal", "image_url", "input_audio", "file"};

    private static final JsonNames IMAGE_MEMBERS = JsonNames.of("url", "detail");
    private static final JsonNames AUDIO_MEMBERS = JsonNames.of("data", "format");
    private static final JsonNames FILE_MEMBERS = JsonNames.of("file_id", "filename", "file_data");

    private final CheckedReader in;
    private final JsonCursor json;

    // The message under way.
    private int roleFrom;
    private int roleTo;
    private int role;
    private ContentKind content = ContentKind.ABSENT;
    private int contentFrom;
    private int contentTo;
    private int facts;
    private boolean named;
    private boolean answersCall;

    MessageScanner(CheckedReader in) {
        this.in = in;
        json = in.json();
    }

    void scan(ChatRequestScan scan) {
        in.requireArray("an array of objects");
        int i = 0;
        while (json.next() != JsonToken.ARRAY_END) {
            in.path().enter(i++);
            message(scan);
            in.leave();
        }
        if (i == 0) {
            throw BadField.emptyArray(in.path().toString());
        }
    }

    private void message(ChatRequestScan scan) {
        int from = json.outerFrom();
        int opened = in.open();
        role = -1;
        content = ContentKind.ABSENT;
        facts = 0;
        named = false;
        answersCall = false;
        while (in.nextName(opened)) {
            member(scan);
        }
        check(scan);
        scan.addMessage(
                from,
                json.outerTo(),
                roleFrom,
                roleTo,
                contentFrom,
                contentTo,
                facts | ChatRequestScan.facts(ROLES[role], content));
    }

    private void member(ChatRequestScan scan) {
        switch (MEMBERS.find(json)) {
            case 0 -> {
                in.enter("role");
                role = in.requireOneOf(ROLE_NAMES, ROLE_LIST);
                roleFrom = json.outerFrom();
                roleTo = json.outerTo();
                in.leave();
            }
            case 1 -> content(scan);
            case 2 -> named = text("name");
            case 3 -> answersCall = text("tool_call_id");
            case 4 -> loose(new ToolScanner(in, scan).calls() > 0, ChatRequestScan.TOOL_CALLS);
            case 5 -> {
                boolean called = new ToolScanner(in, scan).call("function_call", "arguments");
                loose(called, ChatRequestScan.TOOL_CALLS);
                if (called) {
                    scan.foundFunctions();
                }
            }
            case 6 -> {
                if (text("refusal") && json.to() > json.from()) {
                    facts |= ChatRequestScan.REFUSAL;
                }
            }
            case 7 -> text("reasoning_content");
            case 8 -> {
                in.optionalObject("audio");
                loose(false, 0);
            }
            default -> in.skip();
        }
    }

    /** A string or null; whether it is given. */
    private boolean text(String name) {
        in.optionalString(name);
        boolean given = json.token() == JsonToken.STRING;
        loose(given, 0);
        return given;
    }

    /** Notes that a member says something, or that it says nothing. */
    private void loose(boolean says, int fact) {
        facts |= says ? fact : ChatRequestScan.LOOSE;
    }

    /** What depends on the role, which may come last. */
    private void check(ChatRequestScan scan) {
        if (role < 0) {
            throw in.missing("role");
        }
        MessageRole speaker = ROLES[role];
        if (speaker == MessageRole.TOOL && !answersCall) {
            throw in.missing("tool_call_id");
        }
        if (speaker == MessageRole.FUNCTION && !named) {
            throw in.missing("name");
        }
        if (speaker == MessageRole.FUNCTION) {
            scan.foundFunctions();
        }
        boolean mayBeSilent = speaker == MessageRole.ASSISTANT || speaker == MessageRole.FUNCTION;
        if (!mayBeSilent && (content == ContentKind.ABSENT || content == ContentKind.NULL)) {
            throw in.missing("content");
        }
    }

    private void content(ChatRequestScan scan) {
        JsonToken token = in.enter("content");
        contentFrom = json.outerFrom();
        switch (token) {
            case STRING -> content = ContentKind.STRING;
            case NULL -> content = ContentKind.NULL;
            case ARRAY_START -> {
                content = ContentKind.PARTS;
                parts(scan);
            }
            default -> throw in.wrong("a string or an array of objects");
        }
        contentTo = json.outerTo();
        in.leave();
    }

    private void parts(ChatRequestScan scan) {
        int i = 0;
        while (json.next() != JsonToken.ARRAY_END) {
            in.path().enter(i++);
            part(scan);
            in.leave();
        }
        if (i == 0) {
            throw BadField.emptyArray(in.path().toString());
        }
    }

    private void part(ChatRequestScan scan) {
        int opened = in.open();
        int type = -2;
        int given = 0;
        while (in.nextName(opened)) {
            int member = PART_MEMBERS.find(json);
            given |= member < 0 ? 0 : 1 << member;
            switch (member) {
                case 0 -> {
                    in.enter("type");
                    in.requireString();
                    type = PART_TYPES.find(json);
                    in.leave();
                }
                case 1 -> in.string("text");
                case 2 -> in.string("refusal");
                case 3 -> image();
                case 4 -> audio();
                case 5 -> file();
                case 6, 7 -> {
                    facts |= ChatRequestScan.CACHE_MARK;
                    in.skip();
                }
                default -> {
                    facts |= ChatRequestScan.VENDOR;
                    in.skip();
                }
            }
        }
        if (type == -2) {
            throw in.missing("type");
        }
        if (type >= 0 && (given & 1 << type + FIRST_PAYLOAD) == 0) {
            throw in.missing(PAYLOADS[type]);
        }
        if (type == 1) {
            facts |= ChatRequestScan.REFUSAL;
        } else if (type != 0) {
            facts |= ChatRequestScan.NOT_TEXT;
        }
        switch (type) {
            case 0, 1 -> {}
            case 2 -> scan.media(MediaType.IMAGE);
            case 3 -> scan.media(MediaType.AUDIO);
            case 4 -> scan.media(MediaType.FILE);
            default -> scan.media(MediaType.VIDEO);
        }
    }

    private void image() {
        in.enter("image_url");
        int opened = in.open();
        boolean url = false;
        while (in.nextName(opened)) {
            switch (IMAGE_MEMBERS.find(json)) {
                case 0 -> {
                    in.string("url");
                    url = true;
                }
                case 1 -> in.optionalString("detail");
                default -> in.skip();
            }
        }
        if (!url) {
            throw in.missing("url");
        }
        in.leave();
    }

    private void audio() {
        in.enter("input_audio");
        int opened = in.open();
        boolean data = false;
        boolean format = false;
        while (in.nextName(opened)) {
            switch (AUDIO_MEMBERS.find(json)) {
                case 0 -> {
                    in.string("data");
                    data = true;
                }
                case 1 -> {
                    in.string("format");
                    format = true;
                }
                default -> in.skip();
            }
        }
        if (!data || !format) {
            throw in.missing(data ? "format" : "data");
        }
        in.leave();
    }

    private void file() {
        in.enter("file");
        int opened = in.open();
        boolean source = false;
        while (in.nextName(opened)) {
            switch (FILE_MEMBERS.find(json)) {
                case 0 -> {
                    in.optionalString("file_id");
                    source |= json.token() == JsonToken.STRING;
                }
                case 1 -> in.optionalString("filename");
                case 2 -> {
                    in.optionalString("file_data");
                    source |= json.token() == JsonToken.STRING;
                }
                default -> in.skip();
            }
        }
        if (!source) {
            throw in.missing("file_data");
        }
        in.leave();
    }
}
