package io.gemigo.gateway.conformance.frameworks;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Listens to one stream of LangChain4j and keeps what came. Thread-safe. */
final class StreamedAnswer implements StreamingChatResponseHandler {
    private static final long LIMIT_SECONDS = 20;

    private final boolean cancels;
    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final List<String> thoughts = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> firstPiece = new CompletableFuture<>();
    private final CompletableFuture<ChatResponse> end = new CompletableFuture<>();

    private StreamedAnswer(boolean cancels) {
        this.cancels = cancels;
    }

    static StreamedAnswer of(StreamingChatModel model, String prompt) {
        return ask(model, prompt, false);
    }

    static StreamedAnswer cancelledAtItsFirstPiece(StreamingChatModel model, String prompt) {
        return ask(model, prompt, true);
    }

    private static StreamedAnswer ask(StreamingChatModel model, String prompt, boolean cancels) {
        StreamedAnswer answer = new StreamedAnswer(cancels);
        model.chat(prompt, answer);
        return answer;
    }

    List<String> pieces() {
        return pieces;
    }

    List<String> thoughts() {
        return thoughts;
    }

    /** The whole answer, once it is there. */
    ChatResponse await() {
        return end.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    void awaitFirstPiece() {
        firstPiece.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    /** What the stream failed with; fails itself if the stream did not. */
    Throwable awaitError() {
        return end.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .handle((whole, error) -> {
                    if (error == null) {
                        throw new AssertionError("it looked complete: " + whole);
                    }
                    return error;
                })
                .join();
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        pieces.add(piece.text());
        firstPiece.complete(piece.text());
        if (cancels) {
            context.streamingHandle().cancel();
        }
    }

    @Override
    public void onPartialThinking(PartialThinking thought) {
        thoughts.add(thought.text());
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        end.complete(response);
    }

    @Override
    public void onError(Throwable error) {
        end.completeExceptionally(error);
    }
}
