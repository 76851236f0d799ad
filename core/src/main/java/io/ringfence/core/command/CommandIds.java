package io.ringfence.core.command;

import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest commands that were carried out, by account and id, each with its answer. A refused command is not among them, so
 * that its id may be used again. Bounded: the oldest is forgotten first, and carried out anew should it come once more.
 */
public final class CommandIds {
    /**
     * What came of a command.
     *
     * @param subjectId strategy or condition, 0 where there is none
     * @param sequence of the input that was carried out
     */
    public record Answer(long subjectId, long sequence) {}

    private record Key(int accountId, String id) {}

    private final Map<Key, Answer> answers = new LinkedHashMap<>();
    private int capacity;

    /** Sets how many are remembered; forgets the oldest beyond that. */
    public void capacity(int newCapacity) {
        capacity = newCapacity;
        forgetBeyondCapacity();
    }

    /** The answer that a command got, null when there was none or it came without an id. */
    public Answer find(int accountId, String id) {
        return id.isEmpty() ? null : answers.get(new Key(accountId, id));
    }

    /** Remembers a command that was carried out, unless it came without an id. */
    public void add(int accountId, String id, long subjectId, long sequence) {
        if (!id.isEmpty()) {
            answers.put(new Key(accountId, id), new Answer(subjectId, sequence));
            forgetBeyondCapacity();
        }
    }

    private void forgetBeyondCapacity() {
        Iterator<Key> oldest = answers.keySet().iterator();
        for (int excess = answers.size() - capacity; excess > 0; excess--) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Writes how many are remembered and the ids, oldest first. */
    public void writeTo(StateSink sink) {
        sink.putLong(capacity);
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
        int count = source.getCount();
        if (count > Math.max(0, capacity)) {
            throw new StateFormatException(count + " command ids stand in the state, of at most " + capacity);
        }
        for (int i = 0; i < count; i++) {
            Key key = new Key(source.getInt(), source.getText());
            if (answers.put(key, new Answer(source.getLong(), source.getLong())) != null) {
                throw new StateFormatException("the command id " + key.id() + " stands twice in the state");
            }
        }
    }
}
