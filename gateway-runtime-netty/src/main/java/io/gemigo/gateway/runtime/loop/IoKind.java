package io.gemigo.gateway.runtime.loop;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What moves the bytes between sockets and event loops. */
public enum IoKind {
    /** Linux's epoll, through native code. */
    EPOLL {
        @Override
        @Nullable
        Throwable missing() {
            return Epoll.unavailabilityCause();
        }

        @Override
        IoHandlerFactory handlers() {
            return EpollIoHandler.newFactory();
        }

        @Override
        Class<? extends ServerChannel> serverChannel() {
            return EpollServerSocketChannel.class;
        }

        @Override
        Class<? extends Channel> socketChannel() {
            return EpollSocketChannel.class;
        }
    },
    /** Linux's io_uring, through native code; needs a kernel of 5.14 or later that allows it. */
    IO_URING {
        @Override
        @Nullable
        Throwable missing() {
            return IoUring.unavailabilityCause();
        }

        @Override
        IoHandlerFactory handlers() {
            return IoUringIoHandler.newFactory();
        }

        @Override
        Class<? extends ServerChannel> serverChannel() {
            return IoUringServerSocketChannel.class;
        }

        @Override
        Class<? extends Channel> socketChannel() {
            return IoUringSocketChannel.class;
        }

        @Override
        boolean readsAtOnce() {
            return false;
        }
    },
    /** The JDK's selectors, everywhere. */
    NIO {
        @Override
        @Nullable
        Throwable missing() {
            return null;
        }

        @Override
        IoHandlerFactory handlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        Class<? extends ServerChannel> serverChannel() {
            return NioServerSocketChannel.class;
        }

        @Override
        Class<? extends Channel> socketChannel() {
            return NioSocketChannel.class;
        }
    };

    /** Why it does not work on this machine, null if it does. */
    abstract @Nullable Throwable missing();

    abstract IoHandlerFactory handlers();

    abstract Class<? extends ServerChannel> serverChannel();

    abstract Class<? extends Channel> socketChannel();

    /** Whether memory for a read is asked for when there is something to read, not when the read is put in a queue. */
    boolean readsAtOnce() {
        return true;
    }

    /** What serves best here: epoll where it loads, else what always does. */
    public static IoKind best() {
        return EPOLL.available() ? EPOLL : NIO;
    }

    /** Whether it works on this machine. */
    public boolean available() {
        return missing() == null;
    }

    /** Its name in configurations. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
