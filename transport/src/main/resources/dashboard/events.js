// The event tail: the newest events of all channels, filtered by channel and text.

import { $, el } from "./dom.js";
import { clock, decimal, words } from "./format.js";

const MAX_KEPT = 500;
const MAX_SHOWN = 200;
const CRITICAL = new Set(["order_rejected", "order_retry_required", "stoploss_triggered", "take_profit_triggered", "safety_abort",
  "alert_triggered", "risk_rejected", "kill_switch_changed", "system_recovery", "price_stream_disconnected", "Error", "order_finalized_rejected",
  "trade_decision_answered"]);
const FILLS = new Set(["order_filled", "PositionOpened", "PositionClosed", "strategy_exited"]);
const HIDDEN = new Set(["type", "timestamp", "seq", "event_id", "data", "channel"]);
const DECIMAL = /^-?\d+\.?\d*$/;

/** What of an event with a promise is shown: what somebody has to say, and that the page has acknowledged it. */
function offered({ title, payload, delivery, offer, ack, event_id: id }) {
  const pairs = [["", title || (payload ? JSON.stringify(payload) : "")], ["", delivery?.priority ?? ""]];
  if (offer > 1) pairs.push(["offer", String(offer)]);
  pairs.push(["", ack ? "acknowledged" : "not kept"], ["id", id]);
  return pairs.filter(([, value]) => value !== "");
}

export class EventTail {
  #kept = [];
  #paused = false;
  #dirty = false;
  #names;

  /** names: a function from a strategy's id to its name. */
  constructor(names) {
    this.#names = names;
    for (const [id, type] of [["event-channel", "change"], ["event-filter", "input"]]) $(id).addEventListener(type, () => this.#draw());
    $("event-pause").addEventListener("click", () => this.pause());
  }

  pause() {
    this.#paused = !this.#paused;
    $("event-pause").setAttribute("aria-pressed", String(this.#paused));
    $("event-pause").textContent = this.#paused ? "Resume" : "Pause";
    if (!this.#paused) this.#draw();
  }

  clear() {
    this.#kept = [];
    this.#draw();
  }

  add(channel, event) {
    const time = event.timestamp ?? event.data?.timestamp;
    if (event.type === "event") this.#keep({ channel, type: event.event_type, time, pairs: offered(event), isUrgent: event.delivery?.priority === "critical" });
    else this.#keep({ channel, type: event.type, time, pairs: this.#pairs(event) });
  }

  /** Something that the page itself has to say. */
  note(text) {
    this.#keep({ channel: "page", type: "note", time: Date.now(), pairs: [["", text]] });
  }

  #keep(entry) {
    entry.text = `${entry.channel} ${entry.type} ${entry.pairs.flat().join(" ")}`.toLowerCase();
    this.#kept.unshift(entry);
    if (this.#kept.length > MAX_KEPT) this.#kept.pop();
    if (!this.#paused && !this.#dirty) {
      this.#dirty = true;
      requestAnimationFrame(() => this.#draw());
    }
  }

  #pairs(event) {
    return Object.entries({ ...event, ...event.data })
      .filter(([name, value]) => !HIDDEN.has(name) && value != null && value !== "")
      .map(([name, value]) => {
        if (name === "strategyId" || name === "runner_id") return ["strategy", this.#names(value)];
        const text = typeof value === "object" ? JSON.stringify(value) : String(value);
        const isName = name.endsWith("Id") || name.endsWith("_id");
        return [words(name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()),
          isName ? text : DECIMAL.test(text) ? decimal(text) : words(text)];
      });
  }

  #draw() {
    this.#dirty = false;
    const channel = $("event-channel").value;
    const wanted = $("event-filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = this.#kept
      .filter((entry) => (!channel || entry.channel === channel) && wanted.every((word) => entry.text.includes(word)))
      .slice(0, MAX_SHOWN);
    $("events").replaceChildren(...shown.map((entry) => (entry.line ??= this.#line(entry))));
    $("events").hidden = shown.length === 0;
    $("events-empty").hidden = shown.length > 0;
    $("events-empty").textContent = this.#kept.length === 0
      ? "Nothing yet. Start a strategy or place an order, and what comes of it is listed here."
      : "No event matches. Take words out of the filter, or choose all channels.";
  }

  #line({ channel, type, time, pairs, isUrgent }) {
    const kind = CRITICAL.has(type) || isUrgent ? "critical" : FILLS.has(type) ? "fill" : type === "note" ? "note" : "";
    const details = el("span", { class: "d" });
    for (const [name, value] of pairs) details.append(name ? `${name} ` : "", el("b", {}, value), "  ");
    return el("li", { class: kind },
      el("span", { class: "w" }, clock(time, true)), el("span", { class: "w ch" }, channel),
      el("span", { class: "t", title: type }, words(type)), details);
  }
}
