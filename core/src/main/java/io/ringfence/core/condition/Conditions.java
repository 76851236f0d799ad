package io.ringfence.core.condition;

import io.ringfence.core.account.AccountCounts;
import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionCreatedDecoder.NodesDecoder;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.heap.IndexedHeap;
import io.ringfence.core.heap.Positions;
import io.ringfence.core.ring.StopFindings;
import io.ringfence.core.ring.StopFindings.Kind;
import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.Object2ObjectHashMap;

/** All conditions that stand. The rules stand in the package's page. One thread. */
public final class Conditions {
    /** Nodes that a condition may have. */
    public static final int MAX_NODES = 64;

    /** Whose owner may do anything. */
    private static final int HOST_ACCOUNT = 0;

    private static final ConditionField[] FIELDS = {
        ConditionField.LAST, ConditionField.BID, ConditionField.ASK, ConditionField.MID
    };

    private final List<LeafBooks> instruments = new ArrayList<>();
    private final Positions positions = new Positions();
    private final Long2ObjectHashMap<Condition> standing = new Long2ObjectHashMap<>();
    /** Those that an event goes out with, by its key. */
    private final Object2ObjectHashMap<String, Condition> byEventKey = new Object2ObjectHashMap<>();

    /** By handle, null where a handle is free. */
    private final List<Leaf> leaves = new ArrayList<>();

    private final IntArrayList freeHandles = new IntArrayList();
    /** Those that the prices in hand have flipped, in this order; in no book until they are settled. */
    private final List<Leaf> flipped = new ArrayList<>();

    private final AccountCounts counts = new AccountCounts();
    private int maxConditions;
    private int maxPerAccount;
    private long armingOrder;

    /** Sets the number of conditions that may stand at once, and of one account, 0 for any. */
    public void limit(int conditions, int perAccount) {
        maxConditions = conditions;
        maxPerAccount = perAccount;
    }

    /** Adds the instrument with the next number. */
    public void addInstrument(InstrumentPrices prices) {
        instruments.add(new LeafBooks(prices, positions));
    }

    /**
     * Whether a condition may stand: {@code INVALID_CONDITION}, else {@code UNKNOWN_INSTRUMENT}, else {@code LIMIT_REACHED}. When
     * there are too many, those whose event is over make way.
     */
    public Verdict judge(ConditionCreatedDecoder created, long nowNs) {
        Verdict verdict = ConditionCheck.check(created, instruments.size());
        if (verdict == Verdict.ACCEPTED && isFull(created.accountId())) {
            removeExpired(nowNs);
        }
        return verdict == Verdict.ACCEPTED && isFull(created.accountId()) ? Verdict.LIMIT_REACHED : verdict;
    }

    private boolean isFull(int accountId) {
        return standing.size() >= maxConditions || counts.isFull(accountId, maxPerAccount);
    }

    private void removeExpired(long nowNs) {
        // In order of creation, so that the handles that are free are so in an order of the state's.
        byEventKey.values().stream()
                .filter(condition -> condition.eventExpireNs <= nowNs)
                .sorted(Comparator.comparingLong(condition -> condition.id))
                .toList()
                .forEach(this::remove);
    }

    /** Lets a condition stand that has been judged to hold, and fires it when it is true. */
    public void create(long id, ConditionCreatedDecoder created, StopFindings findings) {
        create(id, created, "", Condition.NEVER, findings);
    }

    /** The same of one that an event goes out with, whose key none that stands has; until it is over. */
    public void create(
            long id, ConditionCreatedDecoder created, String eventKey, long eventExpireNs, StopFindings findings) {
        Condition condition = build(id, created, eventKey, eventExpireNs);
        put(condition);
        condition.leaves.forEach(this::arm);
        condition.settle();
        if (condition.isTrue()) {
            long price = inForce(condition.leaves.get(0));
            fire(condition, 0, price == InstrumentPrices.NONE ? 0 : price, findings);
        }
    }

    private void put(Condition condition) {
        standing.put(condition.id, condition);
        counts.add(condition.accountId);
        if (!condition.eventKey.isEmpty()) {
            byEventKey.put(condition.eventKey, condition);
        }
    }

    private Condition build(long id, ConditionCreatedDecoder created, String eventKey, long eventExpireNs) {
        Condition condition = new Condition(id, created, eventKey, eventExpireNs);
        List<Node> open = new ArrayList<>();
        created.sbeRewind();
        for (NodesDecoder nodes = created.nodes(); nodes.hasNext(); ) {
            nodes.next();
            boolean isLeaf = nodes.kind() == ConditionNodeKind.PRICE;
            condition.add(isLeaf ? leaf(condition, nodes) : new Node(nodes.kind(), nodes.operandCount()), open);
        }
        return condition;
    }

    private Leaf leaf(Condition condition, NodesDecoder node) {
        boolean isReused = !freeHandles.isEmpty();
        int handle = isReused ? freeHandles.popInt() : leaves.size();
        Leaf leaf = new Leaf(condition, handle, node);
        if (isReused) {
            leaves.set(handle, leaf);
        } else {
            leaves.add(leaf);
        }
        long price = inForce(leaf);
        leaf.isTrue = price != InstrumentPrices.NONE && leaf.isTrueAt(price);
        return leaf;
    }

    private long inForce(Leaf leaf) {
        return instruments.get(leaf.instrumentId).prices.inForce(leaf.field);
    }

    private void arm(Leaf leaf) {
        leaf.armingOrder = ++armingOrder;
        instruments.get(leaf.instrumentId).arm(leaf);
    }

    /** Takes a condition away: {@code UNKNOWN_CONDITION} when it does not stand, {@code NOT_OWNER} for another account. */
    public Verdict remove(long id, int accountId) {
        Condition condition = standing.get(id);
        if (condition == null) {
            return Verdict.UNKNOWN_CONDITION;
        }
        if (condition.accountId != accountId && accountId != HOST_ACCOUNT) {
            return Verdict.NOT_OWNER;
        }
        remove(condition);
        return Verdict.ACCEPTED;
    }

    /** The condition that the event of this key goes out with, 0 where none stands. */
    public long conditionOf(String eventKey) {
        Condition condition = byEventKey.get(eventKey);
        return condition == null ? 0 : condition.id;
    }

    /** The same; but one whose event is over makes way. */
    public long conditionOf(String eventKey, long nowNs) {
        Condition condition = byEventKey.get(eventKey);
        if (condition != null && condition.eventExpireNs <= nowNs) {
            remove(condition);
        }
        return conditionOf(eventKey);
    }

    private void remove(Condition condition) {
        condition.isRemoved = true;
        standing.remove(condition.id);
        counts.remove(condition.accountId);
        if (!condition.eventKey.isEmpty()) {
            byEventKey.remove(condition.eventKey);
        }
        for (int i = 0; i < condition.leaves.size(); i++) {
            Leaf leaf = condition.leaves.get(i);
            instruments.get(leaf.instrumentId).disarm(leaf);
            leaves.set(leaf.handle, null);
            freeHandles.addInt(leaf.handle);
        }
    }

    /** Flips what a valid tick of an instrument touches, and fires what is true for that. */
    public void onTick(int instrumentId, StopFindings findings) {
        LeafBooks books = instruments.get(instrumentId);
        if (!books.isUsed()) {
            return;
        }
        for (ConditionField field : FIELDS) {
            flipAll(books.falling(field), -1, books.prices.low(field));
            flipAll(books.rising(field), 1, books.prices.high(field));
        }
        if (flipped.isEmpty()) {
            return;
        }
        settle(findings);
        for (ConditionField field : FIELDS) {
            long price = books.prices.inForce(field);
            flipAll(books.falling(field), -1, price);
            flipAll(books.rising(field), 1, price);
        }
        settle(findings);
    }

    /** Of one book, those that a price touches, nearest level first, then in arming order. */
    private void flipAll(IndexedHeap book, long sign, long price) {
        if (book == null || price == InstrumentPrices.NONE) {
            return;
        }
        while (book.size() > 0 && book.firstKey() <= sign * price) {
            Leaf leaf = leaves.get(book.poll());
            leaf.condition.flip(leaf, price);
            flipped.add(leaf);
        }
    }

    /** Fires what has come true with the flips, and lets what has flipped wait for the way back. */
    private void settle(StopFindings findings) {
        for (int i = 0; i < flipped.size(); i++) {
            Leaf leaf = flipped.get(i);
            Condition condition = leaf.condition;
            if (condition.isMadeTrueBy(leaf)) {
                fire(condition, condition.decidingLevel, condition.decidingPrice, findings);
            }
        }
        for (int i = 0; i < flipped.size(); i++) {
            Leaf leaf = flipped.get(i);
            if (!leaf.condition.isRemoved) {
                leaf.condition.settle();
                arm(leaf);
            }
        }
        flipped.clear();
    }

    private void fire(Condition condition, long level, long price, StopFindings findings) {
        findings.add(Kind.CONDITION_TRUE, condition.id, level, price);
        if (!condition.isRepeating) {
            remove(condition);
        }
    }

    /** All that stand, in order of creation. Only while no thread uses them. */
    public List<ConditionTermsRow> rows() {
        return standing.values().stream()
                .map(Condition::termsRow)
                .sorted(Comparator.comparingLong(ConditionTermsRow::conditionId))
                .toList();
    }

    /** Writes the state, canonically: all that stand in order of creation, with what each comparison last was. */
    public void writeTo(StateSink sink) {
        sink.putLong(maxConditions);
        sink.putLong(maxPerAccount);
        sink.putLong(armingOrder);
        sink.putLong(standing.size());
        List<Condition> all = new ArrayList<>(standing.values());
        all.sort(Comparator.comparingLong(condition -> condition.id));
        all.forEach(condition -> condition.writeTo(sink));
    }

    /** Reads back what was written; the instruments are those that it was written with, and nothing stands yet. */
    public void readFrom(StateSource source) {
        maxConditions = source.getInt();
        maxPerAccount = source.version() >= StateFormat.ACCOUNTS_APART ? source.getInt() : 0;
        armingOrder = source.getLong();
        long before = Long.MIN_VALUE;
        for (int left = source.getCount(); left > 0; left--) {
            Condition condition = Condition.readFrom(source, leaves.size());
            if (condition.id <= before) {
                throw new StateFormatException(
                        "condition " + condition.id + " stands behind " + before + " in the state");
            }
            if (!condition.eventKey.isEmpty() && byEventKey.containsKey(condition.eventKey)) {
                throw new StateFormatException("the event of condition " + condition.id + " stands twice in the state");
            }
            put(condition);
            condition.leaves.forEach(this::putBack);
            before = condition.id;
        }
    }

    /** Lets a comparison that was read wait where it did: arming orders differ, so how a book came about makes no difference. */
    private void putBack(Leaf leaf) {
        boolean isKnown = leaf.instrumentId >= 0 && leaf.instrumentId < instruments.size();
        if (!isKnown || leaf.armingOrder <= 0 || leaf.armingOrder > armingOrder) {
            throw new StateFormatException("a comparison of condition " + leaf.condition.id + " cannot wait anywhere");
        }
        leaves.add(leaf);
        instruments.get(leaf.instrumentId).arm(leaf);
    }
}
