package io.gemigo.gateway.tokenizer.qwen;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.TokenCount;
import io.gemigo.gateway.core.port.TokenCounter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts prompts of Qwen models. Text is exact for the generations whose vocabulary is the published one (Qwen 2 to Qwen 3);
 * tools, media, answers to be continued, later generations and models that always think are marked as estimated. The
 * vocabulary is read at the first count. Counting runs on one daemon thread that ends when idle; what finds its queue full is
 * told to come again. Thread-safe.
 */
public final class QwenTokenCounter implements TokenCounter {
    private static final Pattern QWEN = Pattern.compile("(?:qwen|qwq|qvq).*", Pattern.CASE_INSENSITIVE);
    /** Qwen3.5 and later have a larger vocabulary, of which no Java library has a copy. */
    private static final Pattern LATER = Pattern.compile("qwen(?:3\\.[5-9]|[4-9]).*", Pattern.CASE_INSENSITIVE);

    private static final int QUEUE = 64;

    private final ThreadPoolExecutor worker;
    private @Nullable Vocabulary vocabulary;

    /** For {@link java.util.ServiceLoader}. */
    public QwenTokenCounter() {
        worker = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
            Thread thread = new Thread(task, "token-counter");
            thread.setDaemon(true);
            return thread;
        });
        worker.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean knows(ModelCard model) {
        return QWEN.matcher(model.id()).matches();
    }

    @Override
    public void count(ChatRequest request, ModelCard model, Callback callback) {
        try {
            worker.execute(() -> run(request, model, callback));
        } catch (RejectedExecutionException full) {
            callback.failed(new Failure.Overloaded("Too many tokens are being counted.", Duration.ofSeconds(1)));
        }
    }

    private void run(ChatRequest request, ModelCard model, Callback callback) {
        TokenCount count;
        try {
            ChatTemplate template = new ChatTemplate(tokenizer(), MediaTokens.of(model.id()));
            template.count(request);
            boolean guessed =
                    isInexact(model) || template.mediaTokens() > 0 || usesTools(request) || isContinued(request);
            count = new TokenCount(template.textTokens(), template.mediaTokens(), guessed);
        } catch (RuntimeException bug) {
            callback.failed(new Failure.Internal());
            return;
        }
        callback.counted(count);
    }

    /** Whether the vocabulary is another one, or the turn to be written begins with a thought in a form of its own. */
    private static boolean isInexact(ModelCard model) {
        return LATER.matcher(model.id()).matches() || model.thinking() == ModelCard.Thinking.ALWAYS;
    }

    /** Whether the answer goes on with a turn begun, which is not closed then. */
    private static boolean isContinued(ChatRequest request) {
        List<Message> messages = request.messages();
        return messages.get(messages.size() - 1).role() == Role.ASSISTANT;
    }

    private static boolean usesTools(ChatRequest request) {
        for (Tool tool : request.tools()) {
            if (tool.kind() == Tool.Kind.FUNCTION) {
                return true;
            }
        }
        for (Message message : request.messages()) {
            for (Part part : message.parts()) {
                if (part.kind() == Part.Kind.TOOL_CALL || part.kind() == Part.Kind.TOOL_RESULT) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A fresh one each time, so that a long text's memory is not kept; the vocabulary stays. */
    private synchronized QwenTokenizer tokenizer() {
        Vocabulary read = vocabulary;
        if (read == null) {
            read = Vocabulary.load();
            vocabulary = read;
        }
        return new QwenTokenizer(read);
    }
}
