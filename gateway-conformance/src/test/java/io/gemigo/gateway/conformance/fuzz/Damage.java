package io.gemigo.gateway.conformance.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong with streams: cut off, bits flipped, events lost, doubled, swapped, foreign ones put in, values of a wrong
 * kind, other line ends. Streams are strings of bytes here, in ISO 8859-1. For one case.
 */
final class Damage {
    private static final String[] FOREIGN = {
        ": keep-alive\n\n",
        ":\n\n",
        "data: [DONE]\n\n",
        "data:[DONE]\n\n",
        "data: \n\n",
        "data\n\n",
        "\n\n",
        "event: message\nid: 7\nretry: 10\n",
        "data: {}\n\n",
        "data: null\n\n",
        "data: [1,2]\n\n",
        "data: <html>\n\n",
        "data: {\"choices\":null}\n\n",
        "data: {\"choices\":[]}\n\n",
        "data: {\"choices\":[{}]}\n\n",
        "data: {\"choices\":[null]}\n\n",
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"late\"},\"finish_reason\":null}]}\n\n",
        "data: {\"choices\":[{\"index\":127,\"delta\":{\"content\":\"x\"}}]}\n\n",
        "data: {\"choices\":[{\"index\":128,\"delta\":{\"content\":\"x\"}}]}\n\n",
        "data: {\"choices\":[{\"index\":-1,\"delta\":{\"content\":\"x\"}},{\"index\":1e9,\"delta\":{\"content\":\"y\"}}]}\n\n",
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":99999999999999999999}}\n\n",
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n",
        "data: {\"error\":{\"message\":\"m\",\"code\":\"internal_error\"}}\n\n",
        "data: {\"error\":\"overloaded\"}\n\n",
        "data: {\"error\":null,\"choices\":[]}\n\n",
        "data: {\"code\":\"Throttling\",\"message\":\"m\"}\n\n",
        "id:1\nevent:error\n:HTTP_STATUS/429\ndata:{\"request_id\":\"1\",\"code\":\"Throttling\",\"message\":\"m\"}\n\n",
        "event:error\ndata:{}\n\n",
        "\u00ef\u00bb\u00bf",
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"}\"}}]}}]}\n\n",
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":70000,\"id\":\"\",\"function\":{}},{}]}}]}\n\n",
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":[{\"text\":\"p\"},{\"text\":null},7]}}]}\n\n",
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\\ud83d\"},\"logprobs\":{\"content\":[{\"token\":\"a\",\"logprob\":-1e400}]}}]}\n\n",
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"no\"},\"logprobs\":{\"content\":[{\"token\":\"a\",\"logprob\":-1.7e308,\"top_logprobs\":[1]}]}}]}\n\n",
    };

    private static final String[] VALUES = {
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e999",
        "65536",
        "99999999999999999999",
        "\"\"",
        "\"x\"",
        "\"\\ud800\"",
        "[]",
        "[[]]",
        "{}",
        "{\"a\":1}",
        "\"stop\"",
        "\"null\"",
    };
    private static final String NASTY = "\u0000\"\\{}[],:\n\r-9e\u0080\u00ff\u00ed ";

    private final Dice dice;
    private final List<String> bases;

    /**
     * Chance for one case.
     *
     * @param bases streams that others are mixed with
     */
    Damage(Dice dice, List<String> bases) {
        this.dice = dice;
        this.bases = bases;
    }

    /** The bytes of a stream. */
    static byte[] bytes(String stream) {
        return stream.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A stream of bytes. */
    static String stream(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The stream after what happens to it. */
    String of(String stream) {
        String damaged = stream;
        for (int i = dice.chance(60) ? 1 : dice.below(4); i > 0; i--) {
            damaged = damaged.isEmpty() ? damaged : once(damaged);
        }
        return damaged;
    }

    private String once(String stream) {
        int at = dice.below(stream.length());
        int to = Math.min(stream.length(), at + 1 + dice.below(8));
        return switch (dice.below(13)) {
            case 0 -> stream.substring(0, at);
            case 1 ->
                stream.substring(0, at) + (char) (stream.charAt(at) ^ 1 << dice.below(8)) + stream.substring(at + 1);
            case 2 -> stream.substring(0, at) + NASTY.charAt(dice.below(NASTY.length())) + stream.substring(at);
            case 3 -> stream.substring(0, at) + stream.substring(to);
            case 4 -> stream.substring(0, to) + stream.substring(at);
            case 5, 6 -> events(stream);
            case 7, 8 -> insert(stream, dice.pick(FOREIGN));
            case 9 -> lineEnds(stream);
            case 10 -> {
                String other = dice.pick(bases);
                yield stream.substring(0, at) + other.substring(dice.below(other.length()));
            }
            default -> value(stream, at);
        };
    }

    private static List<String> blocks(String stream) {
        List<String> blocks = new ArrayList<>();
        int from = 0;
        while (from < stream.length()) {
            int end = stream.indexOf("\n\n", from);
            int to = end < 0 ? stream.length() : end + 2;
            blocks.add(stream.substring(from, to));
            from = to;
        }
        return blocks;
    }

    private String events(String stream) {
        List<String> blocks = blocks(stream);
        int one = dice.below(blocks.size());
        int other = dice.below(blocks.size());
        switch (dice.below(4)) {
            case 0 -> blocks.remove(one);
            case 1 -> blocks.add(one, blocks.get(one));
            case 2 -> blocks.add(other, blocks.get(one));
            default -> java.util.Collections.swap(blocks, one, other);
        }
        return String.join("", blocks);
    }

    private String insert(String stream, String foreign) {
        List<String> blocks = blocks(stream);
        blocks.add(dice.below(blocks.size() + 1), foreign);
        return String.join("", blocks);
    }

    private String lineEnds(String stream) {
        StringBuilder ends = new StringBuilder(stream.length() + 64);
        String all = dice.pick("\r\n", "\r", "");
        for (int i = 0; i < stream.length(); i++) {
            char c = stream.charAt(i);
            if (c == '\n') {
                ends.append(all.isEmpty() ? dice.pick("\n", "\r\n", "\r") : all);
            } else {
                ends.append(c);
            }
        }
        return ends.toString();
    }

    /** Puts another value in the place of the one after the next colon. */
    private String value(String stream, int at) {
        int colon = stream.indexOf("\":", at);
        if (colon < 0) {
            return stream;
        }
        int from = colon + 2;
        int to = from;
        if (to < stream.length() && stream.charAt(to) == '"') {
            to++;
            while (to < stream.length() && stream.charAt(to) != '"' && stream.charAt(to) != '\n') {
                to += stream.charAt(to) == '\\' ? 2 : 1;
            }
            to = Math.min(stream.length(), to + 1);
        } else {
            while (to < stream.length() && ",}]\n".indexOf(stream.charAt(to)) < 0) {
                to++;
            }
        }
        return stream.substring(0, from) + dice.pick(VALUES) + stream.substring(to);
    }
}
