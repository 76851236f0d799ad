package io.ringfence.transport.view;

import io.ringfence.core.account.AccountRow;
import io.ringfence.core.account.HoldingRow;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Side;
import io.ringfence.transport.edge.AssetPair;
import io.ringfence.transport.json.JsonText;
import java.math.RoundingMode;
import java.util.TreeMap;

/** Writes what an account has: cash and what it bought as balances, what it holds as positions. */
final class PortfolioJson {
    private static final String CASH_WITHOUT_QUOTE = "USD";

    private final Books books;

    PortfolioJson(Books books) {
        this.books = books;
    }

    /** Adds the fields {@code balances} and {@code positions}, the cash first, then by instrument. */
    void portfolio(JsonText json, AccountView account) {
        AccountRow row = books.accounts.row(account.id);
        TreeMap<Integer, Long> lockedByInstrument = new TreeMap<>();
        long lockedCash = locked(account, lockedByInstrument);
        json.array("balances");
        balance(json, cashAsset(), row.cash(), lockedCash);
        for (HoldingRow holding : row.holdings()) {
            if (holding.netQuantity() > 0) {
                long locked = lockedByInstrument.getOrDefault(holding.instrumentId(), 0L);
                balance(json, base(holding), holding.netQuantity(), Math.min(locked, holding.netQuantity()));
            }
        }
        json.endArray().array("positions");
        for (HoldingRow holding : row.holdings()) {
            if (holding.netQuantity() != 0) {
                json.object()
                        .text("asset", base(holding))
                        .decimal("size", holding.netQuantity())
                        .decimal("avgEntryPrice", holding.averageCost())
                        .text("symbol", books.symbol(holding.instrumentId()))
                        .endObject();
            }
        }
        json.endArray();
    }

    /** Adds the fields of {@code GET /positions}. */
    void positions(JsonText json, AccountView account) {
        AccountRow row = books.accounts.row(account.id);
        json.text("asset", cashAsset())
                .decimal("cash", row.cash())
                .decimal("equity", row.equity())
                .decimal("realizedPnl", row.realizedPnl())
                .decimal("fees", row.fees())
                .array("positions");
        for (HoldingRow holding : row.holdings()) {
            long price = books.accounts.lastPrice(holding.instrumentId());
            json.object()
                    .text("symbol", books.symbol(holding.instrumentId()))
                    .text("asset", base(holding))
                    .decimal("size", holding.netQuantity())
                    .decimal("avgEntryPrice", holding.netQuantity() == 0 ? Decimal.INVALID : holding.averageCost())
                    .decimal("price", price == 0 ? Decimal.INVALID : price)
                    .decimal("unrealizedPnl", holding.openPnl())
                    .decimal("realizedPnl", holding.realizedPnl())
                    .decimal("fees", holding.fees())
                    .endObject();
        }
        json.endArray();
    }

    private String base(HoldingRow holding) {
        String symbol = books.symbol(holding.instrumentId());
        return AssetPair.of(symbol == null ? Integer.toString(holding.instrumentId()) : symbol)
                .base();
    }

    /** The core counts in one currency: that of the first instrument. */
    private String cashAsset() {
        String quote = books.symbols.isEmpty()
                ? ""
                : AssetPair.of(books.symbols.get(0)).quote();
        return quote.isEmpty() ? CASH_WITHOUT_QUOTE : quote;
    }

    private static void balance(JsonText json, String asset, long total, long locked) {
        json.object()
                .text("asset", asset)
                .decimal("available", total - locked)
                .decimal("locked", locked)
                .endObject();
    }

    /** What live orders have reserved: of sells the quantities, by instrument; of buys the cash, at the limit or the last price. */
    private long locked(AccountView account, TreeMap<Integer, Long> byInstrument) {
        long cash = 0;
        for (OrderView order = account.firstOrder; order != null; order = order.next) {
            int instrumentId = order.strategy.instrumentId;
            if (order.side == Side.SELL) {
                byInstrument.merge(instrumentId, order.leavesQuantity(), PortfolioJson::plus);
            } else {
                boolean isLimited = order.limitPrice != TermsView.NONE;
                long price = isLimited ? order.limitPrice : books.accounts.lastPrice(instrumentId);
                cash = plus(
                        cash,
                        Decimal.multiplyDivideSaturated(
                                order.leavesQuantity(), price, Decimal.ONE, RoundingMode.HALF_EVEN));
            }
        }
        return cash;
    }

    private static long plus(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
