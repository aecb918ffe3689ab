package io.gemigo.gateway.tokenizer.qwen;

import java.util.Arrays;

/**
 * Counts the tokens of one piece of text by byte pair encoding: again and again the two neighbours that make the token of
 * lowest rank become one. A heap of candidates keeps the work at n log n, whatever the text. Single-owner; its memory grows to
 * the longest piece and is used again.
 */
final class BytePairs {
    private final Vocabulary vocabulary;
    /** Where the next and the previous part of the part at an index begin. */
    private int[] next = new int[64];

    private int[] previous = new int[64];
    /** Rank of the pair that begins at an index: candidates in the heap that say otherwise are out of date. */
    private int[] pairRank = new int[64];
    /** Rank in the high half, index in the low one. */
    private long[] heap = new long[64];

    private int heapSize;
    private byte[] text = new byte[0];
    private int length;

    BytePairs(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** How many tokens the bytes become. */
    int count(byte[] bytes, int from, int to) {
        length = to - from;
        if (length == 0) {
            return 0;
        }
        if (length == 1 || vocabulary.rank(bytes, from, to) != Vocabulary.NONE) {
            return 1;
        }
        text = from == 0 ? bytes : Arrays.copyOfRange(bytes, from, to);
        reset();
        int parts = length;
        while (heapSize > 0) {
            long best = pop();
            int at = (int) best;
            if (pairRank[at] == (int) (best >>> 32)) {
                merge(at);
                parts--;
            }
        }
        return parts;
    }

    private void reset() {
        if (next.length <= length) {
            int size = Math.max(length + 1, next.length * 2);
            next = new int[size];
            previous = new int[size];
            pairRank = new int[size];
            heap = new long[size];
        }
        heapSize = 0;
        for (int i = 0; i < length; i++) {
            next[i] = i + 1;
            previous[i] = i - 1;
        }
        for (int i = 0; i < length; i++) {
            offer(i);
        }
    }

    /** Looks at the pair that begins with the part at an index. */
    private void offer(int at) {
        int middle = next[at];
        int rank = middle < length ? vocabulary.rank(text, at, next[middle]) : Vocabulary.NONE;
        pairRank[at] = rank;
        if (rank != Vocabulary.NONE) {
            push((long) rank << 32 | at);
        }
    }

    private void merge(int at) {
        int gone = next[at];
        pairRank[gone] = Vocabulary.NONE;
        next[at] = next[gone];
        if (next[at] < length) {
            previous[next[at]] = at;
        }
        offer(at);
        if (previous[at] >= 0) {
            offer(previous[at]);
        }
    }

    private void push(long value) {
        if (heapSize == heap.length) {
            heap = Arrays.copyOf(heap, heap.length * 2);
        }
        int i = heapSize++;
        while (i > 0 && heap[(i - 1) / 2] > value) {
            heap[i] = heap[(i - 1) / 2];
            i = (i - 1) / 2;
        }
        heap[i] = value;
    }

    private long pop() {
        long least = heap[0];
        long last = heap[--heapSize];
        int i = 0;
        while (2 * i + 1 < heapSize) {
            int child = 2 * i + 1;
            if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= last) {
                break;
            }
            heap[i] = heap[child];
            i = child;
        }
        heap[i] = last;
        return least;
    }
}
