package io.ringfence.core.account;

import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.ChannelsDecoder;
import io.ringfence.core.event.EventSubmittedDecoder.TargetsDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Whom the targets of events mean: accounts, and groups of them, no two of one name. Each stage that has to know keeps one of
 * its own, from the same inputs.
 *
 * <p>The host's own account may send to anyone; another to itself, and to groups that it is a member of. A member of a group
 * that is no account's name means nobody until it is.
 */
public final class Directory {
    /** Groups that may be defined. */
    public static final int MAX_GROUPS = 1_024;

    /** Members that a group may have. */
    public static final int MAX_MEMBERS = 512;

    private final Map<String, Integer> accounts = new TreeMap<>();
    private final Int2ObjectHashMap<String> names = new Int2ObjectHashMap<>();
    private final Map<String, List<String>> groups = new TreeMap<>();
    private int[] found = new int[16];
    private int foundCount;

    /** The host's own account alone. */
    public Directory() {
        register(Accounts.HOST_ACCOUNT, Accounts.HOST_NAME);
    }

    /** Takes in an account that was registered; its name is no group's. */
    public void register(int accountId, String name) {
        accounts.put(name, accountId);
        names.put(accountId, name);
    }

    /** An account's name, null where there is none of this id. */
    public String nameOf(int accountId) {
        return names.get(accountId);
    }

    /** Names of the groups, in order; a copy. */
    public List<String> groupNames() {
        return List.copyOf(groups.keySet());
    }

    /** Whether a group has this name. */
    public boolean isGroup(String name) {
        return groups.containsKey(name);
    }

    /**
     * Gives a name to several accounts, in place of what it stood for before; without members it stands for nothing any more.
     *
     * @return NAME_TAKEN for an empty name or an account's; LIMIT_REACHED
     */
    public Verdict define(String name, List<String> members) {
        if (name.isEmpty() || accounts.containsKey(name)) {
            return Verdict.NAME_TAKEN;
        }
        if (members.isEmpty()) {
            groups.remove(name);
            return Verdict.ACCEPTED;
        }
        if (members.size() > MAX_MEMBERS || !isGroup(name) && groups.size() >= MAX_GROUPS) {
            return Verdict.LIMIT_REACHED;
        }
        groups.put(name, List.copyOf(members));
        return Verdict.ACCEPTED;
    }

    /**
     * Finds out to whom an event goes, for {@link #recipients()}.
     *
     * @param event whole; its groups are read from the first
     * @return UNKNOWN_TARGET for a name that is nobody's, or when all of them mean nobody; NOT_OWNER where the sender may not send
     */
    public Verdict resolve(EventSubmittedDecoder event) {
        foundCount = 0;
        int senderId = event.accountId();
        event.sbeRewind();
        for (ChannelsDecoder channels = event.channels(); channels.hasNext(); ) {
            channels.next();
        }
        for (TargetsDecoder targets = event.targets(); targets.hasNext(); ) {
            Verdict verdict = find(targets.next().target(), senderId);
            if (verdict != Verdict.ACCEPTED) {
                return verdict;
            }
        }
        return foundCount == 0 ? Verdict.UNKNOWN_TARGET : Verdict.ACCEPTED;
    }

    private Verdict find(String name, int senderId) {
        Integer account = accounts.get(name);
        boolean isHost = senderId == Accounts.HOST_ACCOUNT;
        if (account != null) {
            add(account);
            return isHost || account == senderId ? Verdict.ACCEPTED : Verdict.NOT_OWNER;
        }
        List<String> members = groups.get(name);
        if (members == null) {
            return Verdict.UNKNOWN_TARGET;
        }
        boolean isMember = false;
        for (int i = 0; i < members.size(); i++) {
            Integer member = accounts.get(members.get(i));
            if (member != null) {
                add(member);
                isMember |= member == senderId;
            }
        }
        return isHost || isMember ? Verdict.ACCEPTED : Verdict.NOT_OWNER;
    }

    private void add(int accountId) {
        if (foundCount == found.length) {
            found = Arrays.copyOf(found, 2 * foundCount);
        }
        found[foundCount++] = accountId;
    }

    /** The accounts that the last event resolved goes to, each once, in ascending order; the caller's to keep. */
    public int[] recipients() {
        Arrays.sort(found, 0, foundCount);
        int count = 0;
        for (int i = 0; i < foundCount; i++) {
            if (count == 0 || found[i] != found[count - 1]) {
                found[count++] = found[i];
            }
        }
        foundCount = count;
        return Arrays.copyOf(found, count);
    }

    /** Writes the groups, by name; accounts are written with their ledgers. */
    public void writeTo(StateSink sink) {
        sink.putLong(groups.size());
        groups.forEach((name, members) -> {
            sink.putText(name);
            sink.putLong(members.size());
            members.forEach(sink::putText);
        });
    }

    /** Reads back what was written, where the accounts are registered already. */
    public void readFrom(StateSource source) {
        String before = "";
        for (int left = source.getCount(); left > 0; left--) {
            String name = source.getText();
            if (name.compareTo(before) <= 0) {
                throw new StateFormatException("group " + name + " stands behind " + before + " in the state");
            }
            List<String> members = new ArrayList<>();
            for (int more = source.getCount(); more > 0; more--) {
                members.add(source.getText());
            }
            if (members.isEmpty() || define(name, members) != Verdict.ACCEPTED) {
                throw new StateFormatException("group " + name + " cannot be one as the state has it");
            }
            before = name;
        }
    }
}
