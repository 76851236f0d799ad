// The tables: strategies, positions, open orders, stops, latency.

import { $, Table } from "./dom.js";
import { clock, decimal, fixed, money, number, sign, words } from "./format.js";

const BUSY = new Set(["entering", "exiting"]);
export const isRunning = (strategy) => !strategy.stopped && !["created", "closed"].includes(strategy.state);
export const isHolding = (strategy) => strategy.position != null;

/** What a strategy does now, in a person's words. */
function stateOf(strategy) {
  if (strategy.stopped && isHolding(strategy)) return "stopped, holding";
  return strategy.stopped ? "stopped" : words(strategy.state);
}

function tagOf(strategy) {
  if (BUSY.has(strategy.state)) return "tag busy";
  if (["stoploss", "aborted", "kill_switch", "entry_rejected"].includes(strategy.reason) && !isRunning(strategy)) return "tag bad";
  return isRunning(strategy) ? "tag on" : "tag";
}

export function stopText(terms) {
  if (!terms) return "none";
  const away = terms.percent != null ? `${terms.percent} %` : terms.amount != null ? decimal(terms.amount) : `at ${decimal(terms.level)}`;
  return terms.trailing ? `${away} trailing` : away;
}

/** Gain of what is held at the newest price the page has. */
export function openPnl(quantity, average, price, isLong = true) {
  return Number.isFinite(price) ? number(quantity) * (isLong ? price - number(average) : number(average) - price) : NaN;
}

export class Panels {
  constructor(model, actions) {
    const strategyPnl = (strategy) => (isHolding(strategy)
      ? openPnl(strategy.position.quantity, strategy.position.averagePrice, model.price(strategy.symbol), strategy.side !== "short") : NaN);
    this.strategies = new Table($("strategies"), {
      label: "Strategies", key: (row) => row.strategyId,
      empty: "No strategy yet. Create one with POST /strategies or in the host's strategies file; then start, stop and watch it here.",
      columns: [
        { title: "Name", text: (row) => row.name, className: () => "strong" },
        { title: "Symbol", text: (row) => row.symbol },
        { title: "Side", opt: true, text: (row) => row.side },
        { title: "State", text: stateOf, className: tagOf },
        { title: "Holds", num: true, opt: true, text: (row) => decimal(row.position?.quantity) },
        { title: "Entry", num: true, opt: true, text: (row) => decimal(row.position?.averagePrice) },
        { title: "Stop", num: true, opt: true, text: (row) => (row.stopLevel != null ? decimal(row.stopLevel) : stopText(row.stop)) },
        { title: "Open P&L", num: true, text: (row) => money(strategyPnl(row)), className: (row) => sign(strategyPnl(row)) },
        { title: "Realised", num: true, opt: true, text: (row) => money(number(row.realizedPnl)), className: (row) => sign(number(row.realizedPnl)) },
        { title: "Rounds", num: true, opt: true, text: (row) => row.roundCount },
        { title: "Actions", actions: [
          { label: (row) => (isRunning(row) ? "Stop" : "Start"), title: (row) => `${isRunning(row) ? "Stop" : "Start"} ${row.name}`,
            enabled: () => true, run: (row) => (isRunning(row) ? actions.stop(row) : actions.start(row)) },
          { label: () => "Exit", title: (row) => `Exit ${row.name}: sell what it holds`, enabled: isHolding, run: actions.exit },
        ] },
      ],
    });
    const positionPnl = (row) => openPnl(row.size, row.avgEntryPrice, model.price(row.symbol));
    this.positions = new Table($("positions"), {
      label: "Positions", key: (row) => row.symbol ?? row.asset,
      empty: "Nothing is held. What a strategy or an order buys is shown here with its gain.",
      columns: [
        { title: "Asset", text: (row) => row.asset, className: () => "strong" },
        { title: "Size", num: true, text: (row) => decimal(row.size) },
        { title: "Entry", num: true, opt: true, text: (row) => decimal(row.avgEntryPrice) },
        { title: "Price", num: true, text: (row) => model.priceText(row.symbol) },
        { title: "Open P&L", num: true, text: (row) => money(positionPnl(row)), className: (row) => sign(positionPnl(row)) },
      ],
    });
    this.orders = new Table($("orders"), {
      label: "Open orders", key: (row) => row.orderId,
      empty: "No open order. Place one with “New order”; it stands here until it is filled or cancelled.",
      columns: [
        { title: "Order", text: (row) => row.orderId, className: () => "strong" },
        { title: "Time", opt: true, text: (row) => clock(row.createdTime) },
        { title: "Symbol", text: (row) => row.symbol },
        { title: "Side", text: (row) => row.side, className: (row) => (row.side === "buy" ? "up" : "down") },
        { title: "Left", num: true, text: (row) => decimal(row.leavesQuantity) },
        { title: "Limit", num: true, text: (row) => (row.limitPrice == null ? "market" : decimal(row.limitPrice)) },
        { title: "State", opt: true, text: (row) => words(row.state), className: () => "tag" },
        { title: "Actions", actions: [{ label: () => "Cancel", title: (row) => `Cancel order ${row.orderId}`, enabled: () => true, run: actions.cancel }] },
      ],
    });
    const distance = (row) => {
      const price = model.price(row.symbol);
      return row.level == null || row.stop?.trailing ? NaN : Math.abs((price - number(row.level)) / price) * 100;
    };
    this.stops = new Table($("stops"), {
      label: "Stops", key: (row) => row.strategyId,
      empty: "No stop stands: nothing is held, or it was opened without one.",
      columns: [
        { title: "Strategy", text: (row) => model.nameOf(row.strategyId), className: () => "strong" },
        { title: "Symbol", text: (row) => row.symbol },
        { title: "Kind", opt: true, text: (row) => stopText(row.stop) },
        { title: "Guards", num: true, opt: true, text: (row) => decimal(row.quantity) },
        { title: "Level", num: true, text: (row) => (row.fired ? "fired" : row.stop?.trailing ? `from ${decimal(row.level)}` : decimal(row.level)) },
        { title: "Away", num: true, text: (row) => (Number.isFinite(distance(row)) ? `${fixed(distance(row), 2)} %` : "–") },
        { title: "Actions", actions: [{ label: () => "Move", title: (row) => `Move the stop of ${model.nameOf(row.strategyId)}`, enabled: (row) => !row.fired, run: actions.moveStop }] },
      ],
    });
    this.deadLetters = new Table($("dead-letters"), {
      label: "Dead letters", key: (row) => `${row.event_id} ${row.account}`,
      empty: "No dead letter: every event with a promise has arrived, or is on its way.",
      columns: [
        { title: "Event", text: (row) => row.title || words(row.event_type), className: () => "strong" },
        { title: "To", num: true, opt: true, text: (row) => row.account },
        { title: "Died", text: (row) => clock(row.died_at) },
        { title: "Reason", text: (row) => words(row.reason), className: () => "tag bad" },
        { title: "Actions", actions: [{ label: () => "Send again", title: (row) => `Send ${row.title || row.event_id} again`, enabled: () => true, run: actions.resend }] },
      ],
    });
    this.latency = new Table($("latency"), {
      label: "Latency percentiles in milliseconds", key: (row) => row.name,
      empty: "Measured once a connection stands.",
      columns: [
        { title: "Of", text: (row) => row.name },
        ...["p50", "p90", "p99", "max"].map((name, i) => ({ title: name, num: true, text: (row) => fixed(row.values[i], row.values[i] < 10 ? 2 : 1) })),
      ],
    });
  }
}
