package io.gemigo.gateway.runtime.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.runtime.loop.IoKind;
import io.gemigo.gateway.runtime.loop.Loops;
import io.gemigo.gateway.runtime.testing.LeakCheck;
import io.gemigo.gateway.testkit.port.HttpTransportTck;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakCheck.class)
class NettyTransportTckTest extends HttpTransportTck {
    /** What moves the bytes. */
    IoKind kind() {
        return IoKind.best();
    }

    @Override
    protected Subject start() {
        try {
            return new NettySubject(Loops.start(1, kind()));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static final class NettySubject implements Subject {
        private final Loops loops;
        private final NettyTransport transport;

        NettySubject(Loops loops) throws IOException, GeneralSecurityException {
            this.loops = loops;
            transport = new NettyTransport(
                    loops, TransportSettings.DEFAULT, Map.of(), TlsContext.create(null), "gateway-test");
        }

        @Override
        public HttpTransport transport() {
            return transport;
        }

        @Override
        public Scheduler loop() {
            return loops.all().get(0);
        }

        /** Buffers are the leak check's; of connections, no test needs more than these at a time. */
        @Override
        public void assertNothingLeaked() {
            assertThat(transport.connections()).isLessThanOrEqualTo(2);
        }

        @Override
        public void close() {
            transport.close();
            loops.close();
        }
    }
}
