package io.gemigo.gateway.testkit.upstream;

import io.gemigo.gateway.testkit.transcript.HttpMessageText;
import io.gemigo.gateway.testkit.transcript.HttpMessageText.Header;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.RecordedRequest;
import okio.BufferedSink;

/**
 * The seam to mockwebserver: takes a request it has read, and has the script played where it believes to write a body.
 * Runs on the connection's thread.
 */
final class ScriptDispatcher extends Dispatcher {

    private final FakeUpstream upstream;

    ScriptDispatcher(FakeUpstream upstream) {
        this.upstream = upstream;
    }

    @Override
    public MockResponse dispatch(RecordedRequest recorded) throws InterruptedException {
        upstream.forgetRecord();
        Connection connection = upstream.connection(recorded.getConnectionIndex());
        List<Header> headers = new ArrayList<>();
        recorded.getHeaders().forEach(header -> headers.add(new Header(header.getFirst(), header.getSecond())));
        byte[] body =
                recorded.getBody() == null ? new byte[0] : recorded.getBody().toByteArray();
        HttpMessageText message = new HttpMessageText(recorded.getRequestLine(), headers, body);
        Script script = upstream.received(new ReceivedRequest(message, connection, recorded.getExchangeIndex()));
        return new MockResponse.Builder()
                .body(new PlayedBody(connection, script.steps()))
                .build();
    }

    private record PlayedBody(Connection connection, List<Step> steps) implements MockResponseBody {

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            connection.play(steps);
        }
    }
}
