package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderView;
import org.jspecify.annotations.Nullable;

/**
 * The codecs of an {@link HttpProvider} for chats. Immutable and thread-safe, but for the decoders it makes. Windows are
 * borrowed until the call returns; no method blocks or throws on account of what it reads.
 */
public interface UpstreamChat {
    /** The wire format spoken; a call in the same one can be relayed. */
    String dialect();

    /** Path of the operation, appended to the endpoint's base path. */
    String path();

    /**
     * Most stop sequences it takes. Of a translated call that has more, {@link #encode} sees the first so many, and core ends
     * the answer before the others.
     */
    default int maxStopSequences() {
        return Integer.MAX_VALUE;
    }

    /**
     * Writes the upstream's request body for a canonical call.
     *
     * @param request its model is the upstream's, its stream flag what is wanted of the upstream; usage is always asked for
     * @param out takes the body; what it holds after a failure is void
     * @return null, or why the call cannot be expressed, naming the field
     */
    @Nullable
    Failure encode(ChatRequest request, ModelCard model, ByteBuilder out, Warnings warnings);

    /**
     * Names the ranges of a relayed body that this upstream wants otherwise. Model, output limit, stream and usage options
     * are edited by the scan itself afterwards and win on the same range.
     *
     * @param scan made by a protocol of the same dialect
     * @return null, or why the call cannot be expressed, naming the field
     */
    @Nullable
    Failure edit(RelayScan scan, ModelCard model, Splice splice, Warnings warnings);

    /** A decoder for one streamed answer. */
    EventDecoder eventDecoder();

    /** A decoder for one answer in one piece. */
    UnaryDecoder unaryDecoder();

    /**
     * Reads an answer with a status other than 200.
     *
     * @param body as much of it as was kept, possibly empty
     */
    Failure error(int status, HeaderView headers, Window body);

    /**
     * What a refusal teaches of a model: asked for every answer with a status other than 200, beside {@link #error}. If
     * there is something to learn, core makes the call once more as the new card wants it, and keeps the card for later
     * calls of the model.
     *
     * @param model as the refused call was encoded for
     * @param body as {@link #error} gets it
     * @return a card of the same model that would not have led to this refusal, or null if it teaches nothing
     */
    default @Nullable ModelCard corrected(ModelCard model, int status, Window body) {
        return null;
    }
}
