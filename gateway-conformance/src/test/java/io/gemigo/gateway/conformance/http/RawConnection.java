package io.gemigo.gateway.conformance.http;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One accepted connection. Reading goes on while an answer is being written, so that a peer that leaves is noticed at
 * once and not at the next write: this is what lets a test say when a call was really given up.
 */
final class RawConnection {
    private final Socket socket;
    private final RawHandler handler;
    private final BlockingQueue<Optional<RawRequest>> requests = new LinkedBlockingQueue<>();
    private final CountDownLatch peerGone = new CountDownLatch(1);

    RawConnection(Socket socket, RawHandler handler) {
        this.socket = socket;
        this.handler = handler;
    }

    /** Reads until the peer leaves. Runs on the reading thread. */
    void readRequests() {
        try {
            RawRequestReader reader = new RawRequestReader(socket.getInputStream());
            for (Optional<RawRequest> next = reader.next(); next.isPresent(); next = reader.next()) {
                requests.add(next);
            }
        } catch (IOException e) {
            close();
        } finally {
            peerGone.countDown();
            requests.add(Optional.empty());
        }
    }

    /** Answers in order of arrival until the peer leaves. Runs on the answering thread. */
    void answerRequests() {
        try {
            for (Optional<RawRequest> next = requests.take(); next.isPresent(); next = requests.take()) {
                handler.handle(next.get(), new RawResponse(this, socket.getOutputStream()));
            }
        } catch (IOException e) {
            // The peer has left or the handler cut the connection: nobody is there to tell.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    boolean isPeerGone() {
        return peerGone.getCount() == 0;
    }

    /** Waits for the peer to leave; true when it did so in time. */
    boolean awaitPeerGone(long timeoutMillis) throws InterruptedException {
        return peerGone.await(timeoutMillis, TimeUnit.MILLISECONDS);
    }

    /** Closes with a TCP reset instead of an orderly end. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket refused to close", e);
        }
    }
}
