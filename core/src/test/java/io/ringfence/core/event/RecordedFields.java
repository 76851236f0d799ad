package io.ringfence.core.event;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;

/** What a visitor was called with, a line a call. */
final class RecordedFields implements FieldVisitor {
    final List<String> calls;
    private final FieldVisitor entries;

    RecordedFields() {
        calls = new ArrayList<>();
        entries = new RecordedFields(calls);
    }

    /** Who takes the entries is not who takes the rest, but both write to one list. */
    private RecordedFields(List<String> calls) {
        this.calls = calls;
        entries = this;
    }

    @Override
    public void absent(String name) {
        calls.add("absent " + name);
    }

    @Override
    public void integer(String name, long value) {
        calls.add("integer " + name + " " + value);
    }

    @Override
    public void decimal(String name, long scaled) {
        calls.add("decimal " + name + " " + scaled);
    }

    @Override
    public void time(String name, long timeNs) {
        calls.add("time " + name + " " + timeNs);
    }

    @Override
    public void timeOfDay(String name, long sinceMidnightNs) {
        calls.add("timeOfDay " + name + " " + sinceMidnightNs);
    }

    @Override
    public void duration(String name, long durationNs) {
        calls.add("duration " + name + " " + durationNs);
    }

    @Override
    public void text(String name, String value) {
        calls.add("text " + name + " " + value);
    }

    @Override
    public void bytes(String name, DirectBuffer value) {
        calls.add("bytes " + name + " " + hex(value));
    }

    @Override
    public void message(String name, DirectBuffer value) {
        calls.add("message " + name + " " + hex(value));
    }

    private static String hex(DirectBuffer value) {
        byte[] bytes = new byte[value.capacity()];
        value.getBytes(0, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void named(String name, Enum<?> value) {
        calls.add("named " + name + " " + value);
    }

    @Override
    public void instrument(String name, int instrumentId) {
        calls.add("instrument " + name + " " + instrumentId);
    }

    @Override
    public void account(String name, int accountId) {
        calls.add("account " + name + " " + accountId);
    }

    @Override
    public void strategy(String name, long strategyId) {
        calls.add("strategy " + name + " " + strategyId);
    }

    @Override
    public void condition(String name, long conditionId) {
        calls.add("condition " + name + " " + conditionId);
    }

    @Override
    public void order(String name, long clientOrderId) {
        calls.add("order " + name + " " + clientOrderId);
    }

    @Override
    public FieldVisitor beginGroup(String name, int entryCount) {
        calls.add("group " + name + " " + entryCount);
        return entries;
    }

    @Override
    public void beginEntry() {
        calls.add("{");
    }

    @Override
    public void endEntry() {
        calls.add("}");
    }

    @Override
    public void endGroup(String name) {
        calls.add("end " + name);
    }
}
