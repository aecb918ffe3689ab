package io.gemigo.gateway.runtime.upstream;

import io.gemigo.gateway.runtime.loop.IoKind;
import io.gemigo.gateway.runtime.testing.NeededIo;
import org.junit.jupiter.api.BeforeAll;

class NioTransportTckTest extends NettyTransportTckTest {
    @BeforeAll
    static void check() {
        NeededIo.check(IoKind.NIO);
    }

    @Override
    IoKind kind() {
        return IoKind.NIO;
    }
}
