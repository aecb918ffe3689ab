package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Warnings;
import org.jspecify.annotations.Nullable;

/** How many tokens an answer may have: what the client asks for, within the model's limit and the gateway's. */
final class OutputLimit {
    private OutputLimit() {}

    /**
     * The limit to set upstream, null to set none. A client that asks for more than it gets is warned.
     *
     * @param cap the gateway's own, null if none
     */
    static @Nullable Long of(
            ChatIntake intake, ModelCard card, @Nullable Long cap, String protocol, Warnings warnings) {
        long most = card.outputTokenLimit() > 0 ? card.outputTokenLimit() : Long.MAX_VALUE;
        if (cap != null) {
            most = Math.min(most, cap);
        }
        Long asked = intake.maxOutputTokens();
        if (asked == null) {
            return cap == null ? null : (Long) most;
        }
        if (asked <= most) {
            return asked;
        }
        warnings.capped(protocol, intake.maxOutputTokensField());
        return most;
    }
}
