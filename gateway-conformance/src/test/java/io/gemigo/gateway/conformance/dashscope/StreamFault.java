package io.gemigo.gateway.conformance.dashscope;

import io.gemigo.gateway.conformance.http.RawResponse;
import java.io.IOException;
import java.util.Locale;

/** The ways a stream of status 200 goes wrong after all, by the name a marker gives them. */
enum StreamFault {
    /** The connection closes without the final chunk. */
    CUT {
        @Override
        void strike(EventStream events, RawResponse response, Answer answer) {
            response.cut();
        }
    },
    /** The connection is reset. */
    RESET {
        @Override
        void strike(EventStream events, RawResponse response, Answer answer) throws IOException {
            response.reset();
        }
    },
    /** An error event in OpenAI's manner, and a {@code [DONE]} as if nothing had happened. */
    ERROR {
        @Override
        void strike(EventStream events, RawResponse response, Answer answer) throws IOException {
            Fault fault = new Fault(
                    400,
                    "data_inspection_failed",
                    "data_inspection_failed",
                    "Output data may contain inappropriate content.");
            events.data(fault.body(answer.requestId()).put("id", answer.id()).toString());
            events.data("[DONE]");
            events.finish();
        }
    },
    /** The frame of the native protocol: status in a comment, no {@code error} key. */
    NATIVE {
        @Override
        void strike(EventStream events, RawResponse response, Answer answer) throws IOException {
            events.write("id:3\nevent:error\n:HTTP_STATUS/429\ndata:{\"request_id\":\"" + answer.requestId()
                    + "\",\"code\":\"Throttling.AllocationQuota\","
                    + "\"message\":\"Allocated quota exceeded, please increase your quota limit.\"}\n\n");
            events.finish();
        }
    },
    /** The stream ends in good order but never says why it finished. */
    UNFINISHED {
        @Override
        void strike(EventStream events, RawResponse response, Answer answer) throws IOException {
            events.data("[DONE]");
            events.finish();
        }
    };

    /** Ends the stream in this way. */
    abstract void strike(EventStream events, RawResponse response, Answer answer) throws IOException;

    static StreamFault named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
