package io.ringfence.transport.view;

import java.util.ArrayList;
import java.util.List;

/** What belongs to one account, each in order of creation. */
final class AccountView {
    final int id;
    final List<StrategyView> strategies = new ArrayList<>();
    final List<ConditionView> conditions = new ArrayList<>();
    /** The oldest and the newest live order, or null. */
    OrderView firstOrder;

    OrderView lastOrder;
    int orderCount;

    AccountView(int id) {
        this.id = id;
    }

    void add(OrderView order) {
        order.previous = lastOrder;
        if (lastOrder == null) {
            firstOrder = order;
        } else {
            lastOrder.next = order;
        }
        lastOrder = order;
        orderCount++;
    }

    void remove(OrderView order) {
        if (order.previous == null) {
            firstOrder = order.next;
        } else {
            order.previous.next = order.next;
        }
        if (order.next == null) {
            lastOrder = order.previous;
        } else {
            order.next.previous = order.previous;
        }
        orderCount--;
    }
}
