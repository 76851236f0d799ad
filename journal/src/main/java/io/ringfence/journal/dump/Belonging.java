package io.ringfence.journal.dump;

import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.EventFields;
import io.ringfence.core.event.FieldVisitor;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.StrategyCreatedDecoder;
import io.ringfence.journal.dump.EventFilter.Subject;
import io.ringfence.journal.dump.Subjects.Condition;
import io.ringfence.journal.dump.Subjects.Strategy;
import org.agrona.DirectBuffer;

/**
 * Tells whether an event is about a subject: it names it, or a strategy or condition of it, or is the one that creates it.
 */
final class Belonging implements FieldVisitor {
    private static final FieldVisitor NOBODY = new FieldVisitor() {};

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventFields fields = new EventFields();
    private final EventFields innerFields = new EventFields();
    private final Subjects subjects;
    private final Subject wanted;
    private int templateId;
    private boolean isInner;
    private boolean isSymbol;
    private boolean isAccount;
    private boolean isStrategy;

    Belonging(Subjects subjects, Subject wanted) {
        this.subjects = subjects;
        this.wanted = wanted;
    }

    /** Whether an event is about whom is wanted; one that belongs to an account is about that, even if it does not name it. */
    boolean test(long sequence, int accountId, DirectBuffer buffer, int offset) {
        isSymbol = wanted.symbol() == null;
        isAccount = wanted.account() == null || subjects.isAccount(wanted.account(), accountId);
        isStrategy = wanted.strategy() == null;
        if (isSymbol && isAccount && isStrategy) {
            return true;
        }
        templateId = header.wrap(buffer, offset).templateId();
        if (templateId == StrategyCreatedDecoder.TEMPLATE_ID) {
            strategy("strategyId", sequence);
        } else if (templateId == ConditionCreatedDecoder.TEMPLATE_ID) {
            condition("conditionId", sequence);
        }
        isInner = false;
        try {
            fields.visit(buffer, offset, this);
        } catch (IllegalArgumentException | IndexOutOfBoundsException valueOfNewerSchemaOrCutShort) {
            // What it named before that counts.
        }
        return isSymbol && isAccount && isStrategy;
    }

    @Override
    public void instrument(String name, int instrumentId) {
        isSymbol |= wanted.symbol() != null && wanted.symbol().equals(subjects.symbol(instrumentId));
    }

    @Override
    public void account(String name, int accountId) {
        isAccount |= subjects.isAccount(wanted.account(), accountId);
    }

    @Override
    public void strategy(String name, long strategyId) {
        if (strategyId == 0) {
            return;
        }
        isStrategy |= subjects.isStrategy(wanted.strategy(), strategyId);
        Strategy strategy = subjects.strategy(strategyId);
        if (strategy != null) {
            account(name, strategy.accountId());
            instrument(name, strategy.instrumentId());
        }
    }

    @Override
    public void condition(String name, long conditionId) {
        Condition condition = subjects.condition(conditionId);
        if (condition != null) {
            account(name, condition.accountId());
            strategy(name, condition.strategyId());
            condition.instrumentIds().forEach(instrumentId -> instrument(name, instrumentId));
        }
    }

    /** Whom an event is for counts, and the event that another message carries; what that carries does not. */
    @Override
    public void text(String name, String value) {
        isAccount |= name.equals("target") && subjects.isAccountNamed(wanted.account(), value);
    }

    @Override
    public void message(String name, DirectBuffer value) {
        if (!isInner && value.capacity() > 0) {
            isInner = true;
            templateId = header.wrap(value, 0).templateId();
            innerFields.visit(value, 0, this);
        }
    }

    /** A condition's nodes have an instrument even when they are no comparison; those that are, it is known for. */
    @Override
    public FieldVisitor beginGroup(String name, int entryCount) {
        return templateId == ConditionCreatedDecoder.TEMPLATE_ID ? NOBODY : this;
    }
}
