package io.ringfence.transport.broker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/** A process that sends one order after the other, saying each id after the call has returned, until it is killed. */
final class SubmittingChild {
    private SubmittingChild() {}

    public static void main(String[] args) {
        long id = Long.parseLong(args[1]);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
        try (BrokerFixture broker = new BrokerFixture(Path.of(args[0]))) {
            broker.partialFillRate = BrokerFixture.scaled("0.5");
            broker.start();
            broker.tick(Quote.last(1_000));
            while (true) {
                broker.submit(Terms.buy(id, 1_000_000_000));
                out.println(id++);
                broker.tick(Quote.last(1_000));
                broker.reports();
            }
        }
    }
}
