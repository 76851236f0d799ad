package io.ringfence.transport.view;

import io.ringfence.core.account.AccountRow;
import io.ringfence.core.account.Accounts;
import io.ringfence.core.event.GroupDefinedDecoder;
import io.ringfence.core.event.GroupDefinedDecoder.MembersDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.UserRegisteredDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** Accounts and groups by name, and who may send to whom: as the core judges it of events, for what does not go through it. */
final class TargetNames {
    private final Map<String, Integer> accounts = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, List<String>> groups = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UserRegisteredDecoder registered = new UserRegisteredDecoder();
    private final GroupDefinedDecoder defined = new GroupDefinedDecoder();

    TargetNames(List<AccountRow> rows) {
        rows.forEach(row -> add(row.accountId(), row.name()));
    }

    private void add(int accountId, String name) {
        accounts.put(name, accountId);
        names.put(accountId, name);
    }

    void define(String group, List<String> members) {
        if (members.isEmpty()) {
            groups.remove(group);
        } else {
            groups.put(group, List.copyOf(members));
        }
    }

    /** Takes an input that was found to hold. */
    void take(DirectBuffer in) {
        int template = header.wrap(in, 0).templateId();
        if (template == UserRegisteredDecoder.TEMPLATE_ID) {
            registered.wrapAndApplyHeader(in, 0, header);
            add(registered.accountId(), registered.name());
        } else if (template == GroupDefinedDecoder.TEMPLATE_ID) {
            defined.wrapAndApplyHeader(in, 0, header);
            String name = defined.name();
            List<String> members = new ArrayList<>();
            for (MembersDecoder member = defined.members(); member.hasNext(); ) {
                members.add(member.next().member());
            }
            define(name, members);
        }
    }

    /** Null where there is no such account. */
    String name(int accountId) {
        return names.get(accountId);
    }

    /** Whether it is an account's or a group's. */
    boolean isKnown(String name) {
        return accounts.containsKey(name) || groups.containsKey(name);
    }

    /** The accounts that a name means to a sender, none where it is nobody's, or nobody's that the sender may send to. */
    Set<Integer> recipients(int senderId, String name) {
        Integer account = accounts.get(name);
        Set<Integer> found = new TreeSet<>();
        if (account != null) {
            found.add(account);
        } else {
            for (String member : groups.getOrDefault(name, List.of())) {
                Integer ofMember = accounts.get(member);
                if (ofMember != null) {
                    found.add(ofMember);
                }
            }
        }
        boolean maySend = senderId == Accounts.HOST_ACCOUNT || found.contains(senderId);
        return maySend ? found : Set.of();
    }
}
