package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;
import io.ringfence.core.event.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What one client listens to: begun at a place of a stream that is known to the event, with what was missed or a snapshot
 * first, and ended. Every call on its event loop.
 *
 * <p>A subscription and what goes out before it are of one moment: where the stream stands, what is kept of it and what the
 * account has are read under the lock of {@link Streams}, and from then on the core's thread hands over what comes. Events that
 * were on their way to the loop at that moment are told by their place.
 */
final class ClientSubscriptions {
    private final Client client;
    private final Fanout fanout;
    private final EdgeConfig config;
    private final Publications publications;
    private final EdgeCounters counters;
    private final List<Subscription> all = new ArrayList<>(4);

    ClientSubscriptions(
            Client client, Fanout fanout, EdgeConfig config, Publications publications, EdgeCounters counters) {
        this.client = client;
        this.fanout = fanout;
        this.config = config;
        this.publications = publications;
        this.counters = counters;
    }

    /** Those that stand; not to be changed. */
    List<Subscription> all() {
        return all;
    }

    /** Whether any is of a stream, or of what follows from one. */
    boolean hasStreams() {
        for (Subscription subscription : all) {
            if (subscription.channel != Channel.PRICES) {
                return true;
            }
        }
        return false;
    }

    /** Begins a channel and answers; null, or why not. */
    Request.Refused subscribe(Request.Subscribe request) {
        Channel channel = request.channel();
        int accountId = client.session().accountOf(channel, request.account());
        if (channel != Channel.PRICES && !client.session().maySee(accountId)) {
            return client.session().isKnown()
                    ? refused(request, ErrorCode.FORBIDDEN, "account " + accountId + ": expected your own")
                    : refused(
                            request,
                            ErrorCode.UNAUTHORIZED,
                            "channel \"" + channel.wireName() + "\": expected a message of type auth before");
        }
        Request.Refused wrongAccount = wrongAccount(request, accountId);
        if (wrongAccount != null) {
            return wrongAccount;
        }
        Subscription old = find(channel, accountId);
        int count = request.filter().weight();
        for (Subscription subscription : all) {
            count += subscription == old ? 0 : subscription.filter.weight();
        }
        int max = config.messages().maxSubscriptionsPerConnection();
        if (count > max) {
            return refused(
                    request,
                    ErrorCode.TOO_MANY_SUBSCRIPTIONS,
                    "subscriptions " + count + ": expected at most " + max + " on a connection");
        }
        // Ended behind the new one, so that the account is not without a session in between.
        long oldSession = old instanceof StreamSubscription stream ? stream.takeSession() : 0;
        end(old);
        try {
            switch (channel) {
                case PRICES -> beginPrices(request);
                case PORTFOLIO -> beginPortfolio(request, accountId);
                default -> beginStream(request, accountId);
            }
        } finally {
            sessionClosed(accountId, oldSession);
        }
        return null;
    }

    /** Whoever takes the events of its own account is a session of it. */
    private void openSession(StreamSubscription subscription) {
        boolean isOwn = subscription.accountId == client.session().accountId();
        if (subscription.channel == Channel.EVENTS && isOwn) {
            long sessionId = publications.newSessionId();
            subscription.session(sessionId);
            counters.increment(EdgeCounter.SESSIONS_OPEN);
            publications.sessions().opened(subscription.accountId, sessionId);
        }
    }

    private void sessionClosed(int accountId, long sessionId) {
        if (sessionId != 0) {
            counters.decrement(EdgeCounter.SESSIONS_OPEN);
            publications.sessions().closed(accountId, sessionId);
        }
    }

    /** One that is not there, or a second one of the same channel, whose events nobody could tell from the first one's. */
    private Request.Refused wrongAccount(Request.Subscribe request, int accountId) {
        if (accountId == Streams.EVERYBODY) {
            return null;
        }
        if (request.account().isPresent()) {
            synchronized (publications.streams()) {
                if (!publications.state().isAccount(accountId)) {
                    return refused(
                            request, ErrorCode.INVALID_FIELD, "account " + accountId + ": expected one that there is");
                }
            }
        }
        for (Subscription subscription : all) {
            if (subscription.channel == request.channel() && subscription.accountId != accountId) {
                return refused(
                        request,
                        ErrorCode.INVALID_FIELD,
                        "account " + accountId + ": expected " + subscription.accountId + ", whose "
                                + request.channel().wireName() + " come on this connection until you unsubscribe");
            }
        }
        return null;
    }

    private static Request.Refused refused(Request.Subscribe request, ErrorCode code, String message) {
        return new Request.Refused(request.id(), code, message);
    }

    private void beginPrices(Request.Subscribe request) {
        PriceSubscription prices = new PriceSubscription(client, request.filter(), request.pacing(), fanout, counters);
        client.reply(Replies.subscribed(Channel.PRICES, request.id()));
        begin(prices);
        fanout.add(prices);
        if (!request.wantsSnapshot()) {
            return;
        }
        // Behind the first look of the core's thread at who listens, so that no price falls between the two.
        List<PriceBoard.Price> newest = publications.prices().prices();
        List<String> objects = new ArrayList<>();
        for (PriceBoard.Price price : newest) {
            if (request.filter().admits(price.instrument())) {
                fanout.events().price(price.instrument(), price.price(), price.timeNs(), price.sequence());
                objects.add(fanout.json().object());
            }
        }
        if (!objects.isEmpty()) {
            prices.hasSeen(newest);
            client.reply(Replies.priceSnapshot(objects));
        }
    }

    private void beginPortfolio(Request.Subscribe request, int accountId) {
        PortfolioSubscription portfolio = new PortfolioSubscription(client, accountId, request.pacing(), publications);
        Streams streams = publications.streams();
        long position;
        synchronized (streams) {
            position = streams.of(Channel.ORDERS, accountId).position();
            Stream stream = streams.of(Channel.PORTFOLIO, accountId);
            stream.wanted(fanout.index(), 1);
            stream.subscriptions(fanout.index()).add(portfolio);
        }
        portfolio.beginsAt(position);
        Boolean recovered = request.recover() == null ? null : isOurs(request.recover());
        client.reply(Replies.subscribed(Channel.PORTFOLIO, request.id(), streams.epoch(), position, recovered, 0));
        begin(portfolio);
        if (request.wantsSnapshot()) {
            portfolio.send();
        }
    }

    private boolean isOurs(Request.Recover recover) {
        return recover.epoch().equals(publications.streams().epoch());
    }

    private void beginStream(Request.Subscribe request, int accountId) {
        Streams streams = publications.streams();
        Request.Recover recover = request.recover();
        List<History.Kept> replayed = List.of();
        List<String> snapshot = List.of();
        Boolean recovered = null;
        Stream stream;
        long position;
        synchronized (streams) {
            stream = streams.of(request.channel(), accountId);
            position = stream.position();
            if (recover != null) {
                recovered = isOurs(recover) && stream.history().reaches(recover.seq() + 1) && recover.seq() <= position;
                replayed = recovered ? stream.history().from(recover.seq() + 1) : replayed;
            } else if (request.history() > 0) {
                int count = Math.min(request.history(), stream.history().count());
                replayed = stream.history().from(position - count + 1);
            }
            if (request.wantsSnapshot() && !Boolean.TRUE.equals(recovered)) {
                snapshot = publications.state().snapshot(request.channel(), accountId);
            }
            stream.wanted(fanout.index(), 1);
        }
        // Before anything that may fail, so that it is ended with the connection; on this loop nothing comes in
        // between.
        StreamSubscription subscription = new StreamSubscription(
                client,
                request.channel(),
                accountId,
                request.filter(),
                request.pacing(),
                position,
                publications.instruments(),
                config.streams().highFrequencyMaxHz());
        begin(subscription);
        stream.subscriptions(fanout.index()).add(subscription);
        openSession(subscription);
        if (recover != null) {
            counters.increment(recovered ? EdgeCounter.CLIENTS_RESUMED : EdgeCounter.CLIENTS_NOT_RESUMED);
        }
        List<ByteBuf> frames = frames(stream, replayed, request.filter());
        client.reply(Replies.subscribed(
                request.channel(), request.id(), streams.epoch(), position, recovered, frames.size()));
        frames.forEach(client::write);
        for (int i = 0; i < snapshot.size(); i++) {
            client.reply(Replies.snapshot(
                    request.channel(), streams.epoch(), position, snapshot.get(i), i + 1, snapshot.size()));
        }
    }

    /** Events that were kept, as the client would have got them. */
    private List<ByteBuf> frames(Stream stream, List<History.Kept> kept, Filter filter) {
        List<ByteBuf> frames = new ArrayList<>(kept.size());
        FrameInfo info = new FrameInfo();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
        for (History.Kept event : kept) {
            buffer.wrap(event.message());
            header.wrap(buffer, 0);
            int block = MessageHeaderDecoder.ENCODED_LENGTH;
            info.event(stream, event.sequence(), event.position(), event.timeNs(), 0);
            EventTraits.of(header.templateId()).read(buffer, block, header.templateId(), info);
            boolean isWritten = filter.admits(info, publications.instruments())
                    && fanout.events()
                            .event(
                                    buffer,
                                    block,
                                    header,
                                    event.timeNs(),
                                    event.sequence(),
                                    event.index(),
                                    event.position());
            if (isWritten) {
                JsonFrame json = fanout.json();
                json.end();
                frames.add(client.allocate(json.length()).writeBytes(json.bytes(), json.offset(), json.length()));
            }
        }
        return frames;
    }

    private void begin(Subscription subscription) {
        if (all.isEmpty()) {
            fanout.add(client);
        }
        all.add(subscription);
    }

    /** Ends a channel; one that is not there is no error. */
    void unsubscribe(Request.Unsubscribe request) {
        end(find(request.channel(), client.session().accountOf(request.channel(), request.account())));
        client.reply(Replies.unsubscribed(request.channel(), request.id()));
    }

    private Subscription find(Channel channel, int accountId) {
        for (Subscription subscription : all) {
            if (subscription.channel == channel && subscription.accountId == accountId) {
                return subscription;
            }
        }
        return null;
    }

    private void end(Subscription subscription) {
        if (subscription == null) {
            return;
        }
        all.remove(subscription);
        if (subscription instanceof PriceSubscription prices) {
            fanout.remove(prices);
        } else {
            Streams streams = publications.streams();
            synchronized (streams) {
                Stream stream = streams.of(subscription.channel, subscription.accountId);
                stream.wanted(fanout.index(), -1);
                Fanout.removeUnordered(stream.subscriptions(fanout.index()), (EventSubscription) subscription);
            }
        }
        if (subscription instanceof StreamSubscription stream) {
            sessionClosed(stream.accountId, stream.takeSession());
        }
        subscription.close();
        if (all.isEmpty()) {
            fanout.remove(client);
        }
    }

    /** Ends all of them. */
    void closeAll() {
        while (!all.isEmpty()) {
            end(all.get(all.size() - 1));
        }
    }

    /** The connection takes bytes again. */
    void writabilityChanged() {
        for (Subscription subscription : all) {
            if (subscription instanceof PriceSubscription prices) {
                prices.writabilityChanged();
                return;
            }
        }
    }
}
