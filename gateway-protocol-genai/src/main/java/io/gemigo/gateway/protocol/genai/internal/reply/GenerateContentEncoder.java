package io.gemigo.gateway.protocol.genai.internal.reply;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.protocol.genai.internal.wire.JsonMediaType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects an answer and writes it in one piece once it is known to be whole; before that nothing is staged. Thoughts come
 * first, then text, media and calls. Loop-confined.
 */
final class GenerateContentEncoder implements ChatReplyEncoder {
    /** What an answer has around its texts, ids and counts of the usual length. */
    private static final int FRAME_BYTES = 640;

    private final ReplyFrame frame;
    private final Stage stage;
    private final Warnings warnings;
    private final Candidates candidates;
    private final List<Content> contents = new ArrayList<>(1);

    private @Nullable Usage usage;

    /** The parts of one candidate so far; texts escaped. */
    private static final class Content {
        private final int choice;
        private final ByteBuilder thoughts = new ByteBuilder(0);
        // Grows at once to what it mostly comes as: one piece.
        private final ByteBuilder text = new ByteBuilder(0);
        private final ByteBuilder media = new ByteBuilder(0);

        Content(int choice) {
            this.choice = choice;
        }

        int length() {
            return thoughts.length() + text.length() + media.length();
        }
    }

    GenerateContentEncoder(ReplyFrame frame, Stage stage, Warnings warnings) {
        this.frame = frame;
        this.stage = stage;
        this.warnings = warnings;
        candidates = new Candidates(frame);
    }

    @Override
    public void head(HeaderList headers) {
        headers.add("content-type", JsonMediaType.VALUE);
    }

    @Override
    public void started(byte[] a, int from, int to) {
        frame.responseId(a, from, to);
    }

    @Override
    public void text(int choice, byte[] a, int from, int to) {
        content(choice).text.append(a, from, to);
    }

    @Override
    public void thinking(int choice, byte[] a, int from, int to) {
        Content content = content(choice);
        if (frame.settings().thoughts()) {
            content.thoughts.append(a, from, to);
        }
    }

    @Override
    public void refusal(int choice, byte[] a, int from, int to) {
        candidates.at(choice).refused();
        text(choice, a, from, to);
    }

    @Override
    public void toolCall(int choice, int call, String id, String name) {
        candidates.at(choice).calls().begin(call, id, name);
    }

    @Override
    public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {
        candidates.at(choice).calls().arguments(call, a, from, to);
    }

    @Override
    public void media(int choice, String mimeType, byte[] a, int from, int to) {
        ByteBuilder media = content(choice).media;
        if (media.length() > 0) {
            media.append(',');
        }
        MediaPart.write(new JsonWriter(media), mimeType, a, from, to);
    }

    @Override
    public void logprobs(int choice, byte[] a, int from, int to) {
        candidates.at(choice).logprobs(a, from, to);
    }

    /** A refusal is text here. */
    @Override
    public void refusalLogprobs(int choice, byte[] a, int from, int to) {
        logprobs(choice, a, from, to);
    }

    /** Citations of this API are of what a model has learnt, not of what it has read: there is no place for these. */
    @Override
    public void annotations(int choice, byte[] a, int from, int to) {}

    @Override
    public void finished(int choice, FinishReason reason) {
        candidates.at(choice).finished(reason);
    }

    @Override
    public void usage(Usage counts) {
        usage = counts;
        if (counts.estimated()) {
            warnings.estimated("genai", "usageMetadata");
        }
    }

    @Override
    public void endOfRead() {}

    @Override
    public void completed() {
        write(false);
    }

    @Override
    public void failed(Failure failure) {
        if (failure.kind() == Failure.Kind.CONTENT_BLOCKED) {
            write(true);
            return;
        }
        ByteBuilder out = new ByteBuilder(256);
        frame.writeError(out, failure);
        stage.write(out.array(), 0, out.length());
    }

    @Override
    public Ending failureEnding() {
        return Ending.CLEAN;
    }

    private void write(boolean blocked) {
        ByteBuilder out = new ByteBuilder(room());
        byte[] open = Fragments.PARTS;
        for (Candidate candidate : candidates.all()) {
            out.append(open);
            open = Fragments.MORE_PARTS;
            candidate.writeEnd(out, writeParts(content(candidate.index()), out), blocked);
        }
        out.append(']');
        frame.writeUsage(out, usage);
        frame.writeTail(out);
        stage.write(out.array(), 0, out.length());
    }

    /** Enough for an answer that calls nothing. */
    private int room() {
        int room = FRAME_BYTES;
        for (int i = 0; i < contents.size(); i++) {
            room += contents.get(i).length();
        }
        return room;
    }

    private static boolean writeParts(Content content, ByteBuilder out) {
        int before = out.length();
        if (content.thoughts.length() > 0) {
            out.append(Fragments.TEXT).append(content.thoughts.array(), 0, content.thoughts.length());
            out.append("\",\"thought\":true}");
        }
        if (content.text.length() > 0) {
            comma(out, before);
            out.append(Fragments.TEXT).append(content.text.array(), 0, content.text.length());
            out.append('"').append('}');
        }
        if (content.media.length() > 0) {
            comma(out, before);
            out.append(content.media.array(), 0, content.media.length());
        }
        return out.length() > before;
    }

    private static void comma(ByteBuilder out, int before) {
        if (out.length() > before) {
            out.append(',');
        }
    }

    private Content content(int choice) {
        for (int i = 0; i < contents.size(); i++) {
            if (contents.get(i).choice == choice) {
                return contents.get(i);
            }
        }
        candidates.at(choice);
        Content content = new Content(choice);
        contents.add(content);
        return content;
    }
}
