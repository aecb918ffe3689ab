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
    /** What usually stands behind an answer's text, with its counts and ids. */
    private static final int FRAME_BYTES = 512;

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
        ByteBuilder out = new ByteBuilder(FRAME_BYTES);
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

    /** Whether there are any. */
    private boolean writeParts(Content content, ByteBuilder out) {
        boolean any = false;
        if (content.thoughts.length() > 0) {
            out.append(Fragments.TEXT);
            pass(out, content.thoughts);
            out.append("\",\"thought\":true}");
            any = true;
        }
        if (content.text.length() > 0) {
            out.append(any ? "," : "").append(Fragments.TEXT);
            pass(out, content.text);
            out.append("\"}");
            any = true;
        }
        if (content.media.length() > 0) {
            out.append(any ? "," : "");
            pass(out, content.media);
            any = true;
        }
        return any;
    }

    /** Stages what has been written so far, then what has been collected, which is not copied once more. */
    private void pass(ByteBuilder out, ByteBuilder collected) {
        stage.write(out.array(), 0, out.length());
        out.clear();
        stage.write(collected.array(), 0, collected.length());
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
