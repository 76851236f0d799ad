// A client of the edge that resumes: see PROTOCOL.md, and io.ringfence.transport.client for the same in Java.

const STATES = new Set(["prices", "portfolio"]);
const WITH_SNAPSHOT = new Set(["orders", "strategies"]);
const BY_TYPE = {
  price: "prices", portfolio: "portfolio",
  stoploss_armed: "strategies", stoploss_triggered: "strategies", stoploss_disarmed: "strategies",
  take_profit_triggered: "strategies", buy_triggered: "strategies", sell_triggered: "strategies",
  scheduler_resync_required: "strategies", lock_acquired: "strategies", lock_conflict: "strategies",
  safety_abort: "strategies",
  alert_triggered: "alerts", risk_rejected: "alerts", condition_triggered: "alerts", error_logged: "alerts",
  system_recovery: "host", runtime_state_loaded: "host", disk_state_changed: "host",
  price_stream_disconnected: "host", price_stream_restored: "host",
  command_answered: "commands", command_refused: "commands",
  event: "events", system: "events", delivery_changed: "events", event_triggered: "events", event_ended: "events",
  trade_decision_answered: "events",
};
const FILTERS = ["symbols", "runner_ids", "event_types", "min_severity", "tags"];
const MAX_PENDING = 100;
const MAX_SILENT_HEARTBEATS = 2;
const MAX_REMEMBERED_EVENTS = 4096;
const WRONG = new Set([1002, 1003, 1007, 1008, 1009]);

export function channelOf(event) {
  if (event.channel) return event.channel;
  if (event.data) return "runners";
  if (event.type === "kill_switch_changed") return event.accountId == null ? "host" : "alerts";
  return BY_TYPE[event.type]
    ?? (event.type.startsWith("order_") ? "orders" : event.type.startsWith("strategy_") ? "strategies" : null);
}

/** The edge's answer "error". */
export class Refused extends Error {
  constructor(error) {
    super(error.message ?? error.code);
    this.code = error.code;
    this.temporary = error.temporary === true;
    this.verdict = error.verdict ?? null;
    this.retryAfterMs = error.retryAfterMs ?? 0;
  }
}

/** One channel, and up to where its listener has processed it; lives over all connections. */
class Subscription {
  constructor(channel, options, listener) {
    this.channel = channel;
    this.options = options;
    this.listener = listener;
    this.isStream = !STATES.has(channel);
    this.isFiltered = FILTERS.some((name) => name in options);
    this.epoch = null;
    this.seq = null;
    this.contiguous = false;
    this.live = false;
    this.awaitsSnapshot = false;
    this.subscribedSeq = 0;
    this.strays = new Set();
  }

  disconnect() {
    this.live = false;
    this.strays.clear();
  }

  request() {
    const request = { type: "subscribe", channel: this.channel, ...this.options };
    this.recovers = this.isStream && this.epoch != null && this.seq != null && !this.awaitsSnapshot;
    if (this.recovers) {
      delete request.history;
      request.recover = { epoch: this.epoch, seq: this.seq };
    }
    return request;
  }

  onSubscribed(answer) {
    this.live = true;
    if (!this.isStream) return;
    this.subscribedSeq = answer.seq ?? 0;
    if (this.recovers && answer.recovered) {
      this.contiguous = true;
      return;
    }
    if (this.recovers) {
      const processed = this.seq;
      this.seq = null;
      this.listener.onGap?.(processed, this.subscribedSeq);
    }
    if (answer.epoch !== this.epoch) {
      this.epoch = answer.epoch;
      this.seq = null;
    }
    this.awaitsSnapshot = this.options.snapshot !== false && WITH_SNAPSHOT.has(this.channel);
    this.contiguous = false;
    if (!this.awaitsSnapshot && !answer.replayed) {
      this.seq = this.subscribedSeq;
      this.contiguous = true;
    }
  }

  onSnapshot(snapshot) {
    if (!this.live) return;
    this.listener.onSnapshot?.(snapshot);
    if ((snapshot.part ?? 1) < (snapshot.parts ?? 1)) return;
    this.awaitsSnapshot = false;
    this.seq = Math.max(this.seq ?? 0, snapshot.seq ?? this.subscribedSeq);
    this.contiguous = true;
  }

  /** Returns what is wrong with the event's place, or nothing. */
  onEvent(event) {
    const place = event.seq;
    if (!this.live) return null;
    if (!this.isStream || !place) {
      this.listener.onEvent?.(event);
      return null;
    }
    if (this.seq != null && place <= this.seq) return null;
    if (this.seq != null && this.contiguous && !this.isFiltered && !this.leadsTo(place - 1)) {
      return `gap in ${this.channel}: expected ${this.seq + 1}, came ${place}`;
    }
    this.listener.onEvent?.(event);
    this.seq = place;
    this.contiguous = true;
    if (place > this.subscribedSeq) this.awaitsSnapshot = false;
    return null;
  }

  onHeartbeat(sent) {
    if (!this.live || !this.isStream || this.seq == null || this.awaitsSnapshot || sent === this.seq) return null;
    if (this.isFiltered) {
      this.seq = Math.max(this.seq, sent);
      return null;
    }
    return this.contiguous && (sent < this.seq || !this.leadsTo(sent))
      ? `gap in ${this.channel}: heartbeat says ${sent}, processed ${this.seq}` : null;
  }

  leadsTo(place) {
    while (this.seq < place && this.strays.delete(this.seq + 1)) this.seq++;
    return this.seq === place;
  }
}

export class RingfenceClient {
  #options; #ws = null; #subscriptions = new Map(); #subscribing = new Map(); #pending = new Map();
  #nextId = 1; #attempts = 0; #ready = false; #authId = null; #goAwayMs = null; #state = "stopped";
  #processed = new Set(); #heard = false; #silent = 0; #pulse = 0; #retry = 0; #deadline = 0; #refresh = 0; #refusedTokens = 0;

  /** url; token: a function that gives one or a promise of one; onState(state, reason, delayMs). */
  constructor(options) {
    this.#options = { heartbeatMs: 10000, firstBackoffMs: 250, maxBackoffMs: 30000, connectTimeoutMs: 10000, onceTimeoutMs: 5000, random: Math.random, ...options };
    this.lastHeardAt = 0;
  }

  get state() {
    return this.#state;
  }

  connect() {
    if (this.#state !== "stopped") return;
    this.#attempts = 0;
    this.#refusedTokens = 0;
    this.#open();
  }

  close(reason = "closed") {
    this.#stop(reason);
  }

  subscribe(channel, options, listener) {
    const subscription = new Subscription(channel, options, listener);
    this.#subscriptions.set(channel, subscription);
    if (this.#ready) {
      this.#tell("resuming", `subscribes to ${channel}`);
      this.#subscribe(subscription);
    }
  }

  /** Under an idempotency key, and again under the same one after a reconnect, until it is answered. */
  command(type, fields = {}) {
    const key = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return this.ask(type, { ...fields, commandId: `d${key}` });
  }

  /** The same, but not again: when the connection breaks before the answer, or none comes in time, it is rejected, as its time may be over. */
  commandOnce(type, fields = {}) {
    const key = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return this.ask(type, { ...fields, commandId: `d${key}` }, true);
  }

  ask(type, fields = {}, isOnce = false) {
    if (this.#state === "stopped") return Promise.reject(new Error("not connected"));
    if (this.#pending.size >= MAX_PENDING) return Promise.reject(new Error(`more than ${MAX_PENDING} requests wait`));
    const id = this.#id();
    const text = JSON.stringify({ ...fields, type, id });
    return new Promise((resolve, reject) => {
      const deadline = isOnce ? setTimeout(() => this.#giveUp(id, "No answer in time"), this.#options.onceTimeoutMs) : 0;
      this.#pending.set(id, { text, resolve, reject, isOnce, deadline });
      if (this.#ready) this.#send(text);
    });
  }

  /** Round trip in milliseconds; rejected where there is no connection now. */
  async ping() {
    if (!this.#ready) throw new Error("not connected");
    const from = performance.now();
    await this.ask("ping");
    return performance.now() - from;
  }

  #id() {
    return `r${this.#nextId++}`;
  }

  #tell(state, reason, delayMs = 0) {
    if (this.#state === state) return;
    this.#state = state;
    this.#options.onState?.(state, reason, delayMs);
  }

  #send(message) {
    if (this.#ws?.readyState === WebSocket.OPEN) this.#ws.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  async #open() {
    this.#tell("connecting", this.#options.url);
    // Stands for this attempt before there is a socket.
    const mine = {};
    this.#ws = mine;
    this.#deadline = setTimeout(() => this.#later("no connection in time", this.#backoffMs()), this.#options.connectTimeoutMs);
    let token;
    try {
      token = await this.#options.token?.();
    } catch (failure) {
      if (this.#ws !== mine) return;
      if (failure instanceof Refused && !failure.temporary) this.#stop(failure.message);
      else this.#later(failure.message, this.#backoffMs());
      return;
    }
    if (this.#ws !== mine) return;
    const ws = new WebSocket(this.#options.url);
    this.#ws = ws;
    ws.onopen = () => {
      if (this.#ws !== ws) return;
      this.#listened();
      this.#pulse = setInterval(() => this.#onPulse(), this.#options.heartbeatMs);
      if (token == null) {
        this.#becomeReady();
      } else {
        this.#authId = this.#id();
        this.#send({ type: "auth", id: this.#authId, token });
      }
    };
    ws.onmessage = ({ data }) => {
      if (this.#ws !== ws) return;
      this.#listened();
      let messages;
      try {
        messages = [JSON.parse(data)].flat();
      } catch (unreadable) {
        this.#later("cannot read a message", this.#backoffMs());
        return;
      }
      for (const message of messages) {
        if (this.#ws !== ws) return;
        this.#onMessage(message);
      }
    };
    ws.onclose = ({ code, reason }) => {
      if (this.#ws !== ws) return;
      const why = reason ? `${code} ${reason}` : `${code}`;
      if (WRONG.has(code) || (code >= 3500 && code <= 3999)) {
        this.#stop(why, code);
      } else {
        const asked = this.#goAwayMs;
        this.#later(why, asked == null ? this.#backoffMs() : asked + this.#options.random() * asked);
      }
    };
  }

  #listened() {
    this.#heard = true;
    this.lastHeardAt = performance.now();
  }

  #backoffMs() {
    const bound = Math.min(this.#options.maxBackoffMs, this.#options.firstBackoffMs * 2 ** Math.min(this.#attempts++, 20));
    return this.#options.random() * bound;
  }

  #drop() {
    const ws = this.#ws;
    this.#ws = null;
    this.#ready = false;
    this.#authId = null;
    this.#goAwayMs = null;
    this.#silent = 0;
    clearTimeout(this.#deadline);
    clearTimeout(this.#retry);
    clearTimeout(this.#refresh);
    clearInterval(this.#pulse);
    this.#subscribing.clear();
    for (const subscription of this.#subscriptions.values()) subscription.disconnect();
    ws?.close?.();
  }

  #later(reason, delayMs) {
    this.#drop();
    for (const [id, { isOnce }] of this.#pending) {
      if (isOnce) this.#giveUp(id, "The connection broke before the answer");
    }
    this.#tell("waiting", reason, delayMs);
    this.#retry = setTimeout(() => this.#open(), delayMs);
  }

  /** It may have been carried out, which only a look at what there is can tell. */
  #giveUp(id, why) {
    const { deadline, reject } = this.#pending.get(id);
    clearTimeout(deadline);
    this.#pending.delete(id);
    reject(new Error(`${why}: look whether it was taken before you send it again`));
  }

  #stop(reason, code = 0) {
    this.#drop();
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    this.#tell("stopped", reason, code);
    for (const { deadline, reject } of pending) {
      clearTimeout(deadline);
      reject(new Error(`the connection has ended: ${reason}`));
    }
  }

  #onPulse() {
    if (this.#heard) {
      this.#heard = false;
      this.#silent = 0;
      if (this.#ready) {
        this.#attempts = 0;
        this.#refusedTokens = 0;
      }
    } else if (++this.#silent >= MAX_SILENT_HEARTBEATS) {
      this.#later("silence", this.#backoffMs());
    } else {
      this.#send({ type: "ping" });
    }
  }

  #becomeReady() {
    this.#ready = true;
    clearTimeout(this.#deadline);
    this.#tell("resuming", "subscribes");
    for (const subscription of this.#subscriptions.values()) this.#subscribe(subscription);
    for (const { text } of this.#pending.values()) this.#send(text);
    this.#checkLive();
  }

  #subscribe(subscription) {
    subscription.disconnect();
    const id = this.#id();
    this.#subscribing.set(id, subscription);
    this.#send({ ...subscription.request(), id });
  }

  #checkLive() {
    if (this.#ready && this.#subscribing.size === 0) this.#tell("live", "every channel stands");
  }

  #expiresAt(expires) {
    clearTimeout(this.#refresh);
    const leftMs = Date.parse(expires) - Date.now();
    if (!Number.isFinite(leftMs)) return;
    // A timer of a browser holds 2^31 ms at most.
    const delayMs = Math.min(2 ** 31 - 1, Math.max(1000, leftMs / 2, leftMs - 60000));
    this.#refresh = setTimeout(async () => {
      const ws = this.#ws;
      try {
        const token = await this.#options.token(true);
        if (this.#ws === ws && this.#ready) this.#send({ type: "auth", id: this.#id(), token });
      } catch (failure) {
        // The old token holds until the edge closes with 3002; then the way goes through the reconnect.
      }
    }, delayMs);
  }

  #onMessage(message) {
    switch (message.type) {
      case "authenticated":
        this.#options.onAuthenticated?.(message);
        this.#expiresAt(message.expires);
        if (!this.#ready && message.id === this.#authId) this.#becomeReady();
        break;
      case "subscribed": {
        const subscription = this.#subscribing.get(message.id);
        this.#subscribing.delete(message.id);
        if (subscription && this.#subscriptions.get(subscription.channel) === subscription) subscription.onSubscribed(message);
        this.#checkLive();
        break;
      }
      case "goaway":
        this.#goAwayMs = message.reconnect_after_ms ?? 0;
        break;
      case "heartbeat":
        for (const [channel, seq] of Object.entries(message.streams ?? {})) {
          const wrong = this.#subscriptions.get(channel)?.onHeartbeat(seq);
          if (wrong) {
            this.#later(wrong, this.#backoffMs());
            return;
          }
        }
        break;
      case "snapshot":
        this.#subscriptions.get(message.channel)?.onSnapshot(message);
        break;
      case "error":
        this.#onError(message);
        break;
      default:
        if (!this.#answer(message)) this.#onEvent(message);
    }
  }

  #answer(message) {
    const pending = this.#pending.get(message.id);
    if (!pending) return false;
    clearTimeout(pending.deadline);
    this.#pending.delete(message.id);
    if (message.type === "error") pending.reject(new Refused(message));
    else pending.resolve(message);
    return true;
  }

  #onEvent(event) {
    const channel = channelOf(event);
    if (channel == null) {
      // Of a type that is not known here: where it is of a channel of ours, it leaves no gap.
      for (const { strays } of this.#subscriptions.values()) if (event.seq && strays.size < 64) strays.add(event.seq);
      return;
    }
    const subscription = this.#subscriptions.get(channel);
    if (subscription && event.type === "event" && event.event_id) {
      this.#onOffer(subscription, event);
      return;
    }
    const wrong = subscription?.onEvent(event);
    if (wrong) this.#later(wrong, this.#backoffMs());
  }

  /** Acknowledged when the listener has returned; one that comes again is not told twice. */
  #onOffer(subscription, offer) {
    if (!subscription.live) return;
    if (!this.#processed.has(offer.event_id)) {
      subscription.onEvent(offer);
      this.#processed.add(offer.event_id);
      if (this.#processed.size > MAX_REMEMBERED_EVENTS) this.#processed.delete(this.#processed.values().next().value);
    }
    if (offer.ack) this.#send({ type: "event_ack", event_id: offer.event_id });
  }

  /** One of the messages was not read, and the edge does not say which: all that wait are sent again. */
  #askAgain(delayMs) {
    const ws = this.#ws;
    setTimeout(() => {
      if (this.#ws !== ws || !this.#ready) return;
      const waiting = [...this.#subscribing.values()];
      this.#subscribing.clear();
      for (const subscription of waiting) this.#subscribe(subscription);
      for (const { text } of this.#pending.values()) this.#send(text);
    }, Math.max(delayMs, this.#backoffMs()));
  }

  #onError(error) {
    const refused = new Refused(error);
    if (error.id != null && error.id === this.#authId && !this.#ready) {
      const again = refused.temporary || (error.code === "UNAUTHORIZED" && ++this.#refusedTokens <= 1);
      if (again) this.#later(refused.message, Math.max(refused.retryAfterMs, this.#backoffMs()));
      else this.#stop(refused.message, 3500);
      return;
    }
    if (error.id == null && refused.temporary) {
      this.#askAgain(refused.retryAfterMs);
      return;
    }
    const subscription = this.#subscribing.get(error.id);
    if (!subscription) {
      this.#answer(error);
      return;
    }
    this.#subscribing.delete(error.id);
    subscription.listener.onRefused?.(refused);
    if (refused.temporary) {
      const ws = this.#ws;
      setTimeout(() => this.#ws === ws && this.#subscribe(subscription), Math.max(refused.retryAfterMs, this.#backoffMs()));
    }
    this.#checkLive();
  }
}
