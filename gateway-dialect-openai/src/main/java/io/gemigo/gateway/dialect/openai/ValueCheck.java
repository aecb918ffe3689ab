package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;

/** What a field's value must be. Immutable, thread-safe. */
@FunctionalInterface
interface ValueCheck {
    /** True or false. */
    ValueCheck BOOLEAN = body -> body.in().requireBoolean();
    /** Any string. */
    ValueCheck TEXT = body -> body.in().requireString();
    /** Any object, which stays opaque. */
    ValueCheck OBJECT = body -> body.in().requireObject();

    /**
     * Checks the value the scanner's reader has entered, which is not null but for the required fields, notes what of it is needed
     * later, and leaves the cursor on the value's last token.
     *
     * @throws BadField if it will not do
     */
    void check(ChatRequestScanner body);

    /** A whole number in this range, limits included. */
    static ValueCheck integer(long minimum, long maximum) {
        return body -> body.in().requireInteger(minimum, maximum);
    }

    /** A number in this range, limits included. */
    static ValueCheck number(int minimum, int maximum) {
        return body -> body.in().requireNumber(minimum, maximum);
    }

    /** One of these words. */
    static ValueCheck oneOf(String... words) {
        JsonNames names = JsonNames.of(words);
        String list = listed(words);
        return body -> body.in().requireOneOf(names, list);
    }

    /** Words as error messages list them: {@code 'a', 'b', and 'c'}. */
    private static String listed(String[] words) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            list.append(i == 0 ? "" : i < words.length - 1 ? ", " : ", and ");
            list.append('\'').append(words[i]).append('\'');
        }
        return list.toString();
    }

    /** A string, or up to so many of them. */
    static ValueCheck textOrTexts(int most) {
        return body -> {
            CheckedReader in = body.in();
            if (in.json().token() == JsonToken.STRING) {
                return;
            }
            in.requireArray("a string or an array of strings");
            for (int i = 0; in.json().next() != JsonToken.ARRAY_END; i++) {
                if (i == most) {
                    throw BadField.longArray(in.path().toString(), most);
                }
                in.path().enter(i);
                in.requireString();
                in.leave();
            }
        };
    }
}
