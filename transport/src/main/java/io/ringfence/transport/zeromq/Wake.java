package io.ringfence.transport.zeromq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wakes the one thread that waits for its sockets. A system call only for a thread that is about to sleep, or sleeps.
 *
 * <p>The sleeper says so, looks once more for what there is to do, then waits; whoever has something to do writes it down first
 * and then {@link #signal}s. Either of the two sees the other.
 */
final class Wake implements AutoCloseable {
    private final Pipe pipe;
    private final AtomicBoolean isSleeping = new AtomicBoolean();
    /** The sleeper's. */
    private final ByteBuffer received = ByteBuffer.allocate(64);

    Wake() {
        try {
            pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            pipe.sink().configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Readable when the sleeper is to wake. */
    SelectableChannel channel() {
        return pipe.source();
    }

    /** Sleeper: from now on it is woken. */
    void beforeSleep() {
        isSleeping.set(true);
    }

    /** Sleeper: it is awake. */
    void afterSleep() {
        isSleeping.set(false);
        try {
            while (pipe.source().read(received.clear()) > 0) {
                // What is in it says nothing.
                continue;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any thread. Never waits, and never fails: a sleeper that is not woken looks by itself after a while. */
    void signal() {
        if (isSleeping.compareAndSet(true, false)) {
            try {
                pipe.sink().write(ByteBuffer.wrap(new byte[1]));
            } catch (IOException gone) {
                // Nobody sleeps there any more.
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            pipe.sink().close();
            pipe.source().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
