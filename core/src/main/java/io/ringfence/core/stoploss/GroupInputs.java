package io.ringfence.core.stoploss;

import io.ringfence.core.account.Directory;
import io.ringfence.core.event.GroupDefinedDecoder;
import io.ringfence.core.event.GroupDefinedDecoder.MembersDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageTail;
import io.ringfence.core.event.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Takes groups in. */
final class GroupInputs {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final GroupDefinedDecoder defined = new GroupDefinedDecoder();
    private final MessageTail tail = new MessageTail();
    private final Directory directory;

    GroupInputs(Directory directory) {
        this.directory = directory;
    }

    /** Defines a group; LIMIT_REACHED also for one that has more members than it says, or more than it may have. */
    Verdict judge(DirectBuffer buffer, int length) {
        boolean isWhole =
                tail.begin(buffer, 0, length) && tail.group(MembersDecoder.sbeBlockLength(), Directory.MAX_MEMBERS);
        if (!isWhole) {
            return Verdict.LIMIT_REACHED;
        }
        defined.wrapAndApplyHeader(buffer, 0, header);
        List<String> members = new ArrayList<>();
        for (MembersDecoder member : defined.members()) {
            members.add(member.member());
        }
        return directory.define(defined.name(), members);
    }
}
