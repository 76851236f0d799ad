package io.ringfence.journal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a journal to one host: a lock of the operating system on the file {@code lock}, which goes with the process that
 * holds it, however it ends. The file's text names the holder.
 *
 * <p>On POSIX systems a process loses its lock when it closes any other handle of the same file. So this process never
 * opens the file of a journal it holds a second time: {@link #HELD} is asked first.
 */
final class JournalLock implements AutoCloseable {
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();
    private static final int HOLDER_BYTES_LIMIT = 1024;

    private final Path directory;
    private final FileChannel channel;

    private JournalLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Takes the lock of an existing directory. */
    static JournalLock take(Path directory) throws IOException {
        Path real = directory.toRealPath();
        String holder = describeThisProcess();
        String held = HELD.putIfAbsent(real, holder);
        if (held != null) {
            throw new JournalLockedException(directory, held + ", this process");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            // A byte far behind the text, so that the text stays readable where locks are mandatory.
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (lock == null) {
                throw new JournalLockedException(directory, read(channel));
            }
            write(channel, holder);
            return new JournalLock(real, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            HELD.remove(real);
            throw e;
        }
    }

    /** Always as much, over what was there, so that a full disk keeps no host from coming back. */
    private static void write(FileChannel channel, String holder) throws IOException {
        byte[] text = Arrays.copyOf((holder + "\n").getBytes(StandardCharsets.UTF_8), HOLDER_BYTES_LIMIT);
        channel.write(ByteBuffer.wrap(text), 0);
    }

    private static String describeThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        Instant started = self.info().startInstant().orElseGet(Instant::now);
        return "pid " + self.pid() + " on " + hostName() + ", started " + started;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unnamed host";
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(HOLDER_BYTES_LIMIT);
        channel.read(text, 0);
        String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).trim();
        return holder.isEmpty() ? "one that is just starting" : holder;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(directory);
    }
}
