package io.gemigo.gateway.protocol.genai.internal.reply;

import java.util.ArrayList;
import java.util.List;

/** The choices of one answer in the order of their indices, in whatever order they began. Loop-confined. */
final class Candidates {
    private final ReplyFrame frame;
    private final List<Candidate> begun = new ArrayList<>(1);

    Candidates(ReplyFrame frame) {
        this.frame = frame;
    }

    /** The candidate of an index, begun if it has not yet. There are few of them, so a list will do. */
    Candidate at(int index) {
        int at = 0;
        while (at < begun.size() && begun.get(at).index() < index) {
            at++;
        }
        if (at < begun.size() && begun.get(at).index() == index) {
            return begun.get(at);
        }
        Candidate candidate = new Candidate(index, frame);
        begun.add(at, candidate);
        return candidate;
    }

    /** All that have begun; the first one if none has, since an answer has at least one. */
    List<Candidate> all() {
        if (begun.isEmpty()) {
            at(0);
        }
        return begun;
    }
}
