package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.json.RawJson;
import io.gemigo.gateway.core.port.TokenCount;
import java.util.List;

/**
 * A guess at the tokens of a prompt where nothing can count them: four Latin characters a token, one or two of any other
 * script, a few for every message.
 */
final class TokenEstimate {
    private static final int TOKENS_PER_MESSAGE = 4;
    private static final int TOKENS_PER_MEDIA = 1024;

    private TokenEstimate() {}

    /** Estimated input tokens, at least 1. */
    static long of(ChatRequest request) {
        return count(request).total();
    }

    /** The same by kind. */
    static TokenCount count(ChatRequest request) {
        long quarters = 0;
        long tokens = 0;
        long media = 0;
        for (Message message : request.messages()) {
            tokens += TOKENS_PER_MESSAGE;
            for (Part part : message.parts()) {
                if (part.kind() == Part.Kind.MEDIA) {
                    media += TOKENS_PER_MEDIA;
                } else {
                    quarters += quarters(part);
                }
            }
        }
        for (Tool tool : request.tools()) {
            if (tool instanceof Tool.Function function) {
                quarters += quarters(function.name());
                quarters += function.description() == null ? 0 : quarters(function.description());
                RawJson parameters = function.parameters();
                quarters += parameters == null ? 0 : parameters.bytes().length;
            }
        }
        return new TokenCount(Math.max(1, tokens + (quarters + 3) / 4), media, true);
    }

    /** Estimated tokens of some texts, at least one each. */
    static long of(List<String> texts) {
        long tokens = 0;
        for (String text : texts) {
            tokens += Math.max(1, (quarters(text) + 3) / 4);
        }
        return tokens;
    }

    private static long quarters(Part part) {
        return switch (part.kind()) {
            case TEXT -> quarters(((Part.Text) part).text());
            case THINKING -> quarters(((Part.Thinking) part).text());
            case REFUSAL -> quarters(((Part.Refusal) part).text());
            case TOOL_CALL -> quarters(((Part.ToolCall) part).name()) + quarters(((Part.ToolCall) part).arguments());
            case TOOL_RESULT -> {
                long sum = 0;
                for (Part inner : ((Part.ToolResult) part).content()) {
                    sum += quarters(inner);
                }
                yield sum;
            }
            case MEDIA -> TOKENS_PER_MEDIA * 4L;
        };
    }

    private static long quarters(String text) {
        long quarters = 0;
        for (int i = 0; i < text.length(); i++) {
            quarters += text.charAt(i) < 0x250 ? 1 : 3;
        }
        return quarters;
    }
}
