package io.gemigo.gateway.protocol.genai.internal.reply;

import java.util.ArrayList;
import java.util.List;

/** The choices of one answer in the order they began. Loop-confined. */
final class Candidates {
    private final ReplyFrame frame;
    private final List<Candidate> begun = new ArrayList<>(1);

    Candidates(ReplyFrame frame) {
        this.frame = frame;
    }

    /** The candidate of an index, begun if it has not yet. There are few of them, so a list will do. */
    Candidate at(int index) {
        for (int i = 0; i < begun.size(); i++) {
            if (begun.get(i).index() == index) {
                return begun.get(i);
            }
        }
        Candidate candidate = new Candidate(index, frame);
        begun.add(candidate);
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
