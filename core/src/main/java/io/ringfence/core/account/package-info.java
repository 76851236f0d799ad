/**
 * Accounts and their ledger: who trades here, what each holds and what it is worth.
 *
 * <p>{@link io.ringfence.core.account.Accounts} is called by the trade stage, on its thread: instruments and prices as they
 * come, registrations, and each fill once, through the risk chain.
 *
 * <pre>
 *   InstrumentDefined ──► onInstrumentDefined ─┐
 *   PriceTick ──────────► onPrice ─────────────┤  last price of each instrument: one array store a tick
 *   UserRegistered ─────► register ────────────┼─► account ──► cash, fees
 *   fill ───────────────► book ────────────────┘      └─────► holding of each instrument: net, cost, realized, fees
 * </pre>
 *
 * <p><b>What holds after every fill</b>, of each account:
 *
 * <pre>
 *   cash               = start cash + notional of sells − notional of buys − fees
 *   equity             = cash + Σ net × last price, each product rounded down
 *   equity − start cash = Σ (realized + open) − fees
 * </pre>
 *
 * <p><b>Cost.</b> A fill that adds to a holding adds its notional to the holding's cost. One that takes from it takes the
 * same share of the cost, rounded half-even, so that the average cost stays; the difference to its notional is realized. One
 * that turns it round does both, its notional divided by quantity. Rounding moves result between realized and open, never
 * their sum. Realized figures are before fees. An instrument that has had no price yet is worth what it cost.
 *
 * <p><b>Size.</b> Booking is O(1) whatever is held, and allocates only for the first fill of an instrument by an account.
 * Equity is O(instruments that the account holds). Sums are kept in 128 bits, so they are exact for any history of fills and
 * saturate at the largest figure only where they are read; what one instrument is worth counts no more than the largest
 * quantity. A share of a cost or a holding beyond 63 bits is taken through {@code BigInteger}.
 *
 * <p>{@link io.ringfence.core.account.Directory} has the names of accounts and of groups of them, for those who send events.
 *
 * <p>Accounts are never removed. Account 0 is the host's own and always stands, named {@code host}, with no cash to start.
 */
package io.ringfence.core.account;
