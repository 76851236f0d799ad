package io.ringfence.core.command;

import io.ringfence.core.state.StateFormat;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The newest commands that were carried out, by account and id, each with its answer. A refused command is not among them, so
 * that its id may be used again. Bounded: the oldest of the account that has most is forgotten first, and carried out anew
 * should it come once more, so that no account makes the host forget what others have sent. Under rules before {@link
 * Rules#ACCOUNTS_APART} it is the oldest of all accounts.
 */
public final class CommandIds {
    /**
     * What ids begin with that the host makes up for commands that came without one. They are answered, and nobody can send them
     * again, so they are not remembered. It ends with a space, which no client's id has.
     */
    public static final String MADE_UP_PREFIX = "made-up ";

    /**
     * What came of a command.
     *
     * @param subjectId strategy or condition, 0 where there is none
     * @param sequence of the input that was carried out
     */
    public record Answer(long subjectId, long sequence) {}

    private record Key(int accountId, String id) {}

    /** Ids of one account, oldest first, each with its place among all that were ever added. */
    private static final class Share {
        private record Place(Key key, long number) {}

        final ArrayDeque<Place> places = new ArrayDeque<>();

        int size() {
            return places.size();
        }

        long oldest() {
            return places.getFirst().number();
        }
    }

    private static final Comparator<Share> LARGEST_FIRST =
            Comparator.comparingInt(Share::size).reversed().thenComparingLong(Share::oldest);

    private final Map<Key, Answer> answers = new LinkedHashMap<>();
    private final Int2ObjectHashMap<Share> byAccount = new Int2ObjectHashMap<>();
    private final TreeSet<Share> bySize = new TreeSet<>(LARGEST_FIRST);
    private long addedCount;
    private int capacity;
    private boolean isShared;

    /** Sets how many are remembered, and under which rules; forgets what is beyond that. */
    public void limit(int newCapacity, int ruleVersion) {
        capacity = newCapacity;
        isShared = ruleVersion >= Rules.ACCOUNTS_APART;
        forgetBeyondCapacity();
    }

    /** The answer that a command got, null when there was none or it came without an id. */
    public Answer find(int accountId, String id) {
        return id.isEmpty() ? null : answers.get(new Key(accountId, id));
    }

    /** Remembers a command that was carried out, unless it came without an id, or with one that was made up. */
    public void add(int accountId, String id, long subjectId, long sequence) {
        if (!id.isEmpty() && !(isShared && id.startsWith(MADE_UP_PREFIX))) {
            put(new Key(accountId, id), new Answer(subjectId, sequence));
            forgetBeyondCapacity();
        }
    }

    /** Returns whether it is a new one; any other keeps its place. */
    private boolean put(Key key, Answer answer) {
        if (answers.put(key, answer) != null) {
            return false;
        }
        Share share = byAccount.computeIfAbsent(key.accountId(), accountId -> new Share());
        if (share.size() > 0) {
            bySize.remove(share);
        }
        share.places.addLast(new Share.Place(key, addedCount++));
        bySize.add(share);
        return true;
    }

    private void forgetBeyondCapacity() {
        while (answers.size() > Math.max(0, capacity)) {
            forgetOldestOf(isShared ? bySize.first() : shareOfOldest());
        }
    }

    private Share shareOfOldest() {
        return byAccount.get(answers.keySet().iterator().next().accountId());
    }

    private void forgetOldestOf(Share share) {
        bySize.remove(share);
        Key oldest = share.places.removeFirst().key();
        answers.remove(oldest);
        if (share.size() > 0) {
            bySize.add(share);
        } else {
            byAccount.remove(oldest.accountId());
        }
    }

    /** Writes how many are remembered and the ids, oldest first. */
    public void writeTo(StateSink sink) {
        sink.putLong(capacity);
        sink.putFlag(isShared);
        sink.putLong(answers.size());
        answers.forEach((key, answer) -> {
            sink.putLong(key.accountId());
            sink.putText(key.id());
            sink.putLong(answer.subjectId());
            sink.putLong(answer.sequence());
        });
    }

    /** Reads back what was written; nothing may be remembered yet. */
    public void readFrom(StateSource source) {
        capacity = source.getInt();
        isShared = source.version() >= StateFormat.ACCOUNTS_APART && source.getFlag();
        int count = source.getCount();
        if (count > Math.max(0, capacity)) {
            throw new StateFormatException(count + " command ids stand in the state, of at most " + capacity);
        }
        for (int i = 0; i < count; i++) {
            Key key = new Key(source.getInt(), source.getText());
            if (!put(key, new Answer(source.getLong(), source.getLong()))) {
                throw new StateFormatException("the command id " + key.id() + " stands twice in the state");
            }
        }
    }
}
