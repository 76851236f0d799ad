// The dashboard: one client, one model of what it brought, drawn at most ten times a second.

import { Candles, Chart, INTERVALS_S } from "./chart.js";
import { $, el, setClass, setText } from "./dom.js";
import { EventTail } from "./events.js";
import { age, decimal, digitsOf, fixed, money, number, percent, sign, words } from "./format.js";
import { Latency } from "./latency.js";
import { Panels, isHolding, isRunning, openPnl, stopText } from "./panels.js";
import { RingfenceClient } from "./ringfence-client.js";
import { Session, isOpenHost } from "./session.js";

const DRAW_MS = 100;
const REFRESH_MS = 300;
const POLL_MS = 5000;
const PING_MS = 2000;
const MAX_PAGES = 5;
const MAX_SYMBOLS = 64;
const MAX_FILLS = 500;
const MAX_RECEIPT_MS = 60_000;

const session = new Session();
const state = { symbol: null, seconds: 10, link: "stopped", reason: "", retryAt: 0, downAt: 0, kill: null };
const prices = new Map();
const fills = [];
const model = {
  strategies: [], orders: [], stops: [], positions: [], dead_letters: [], account: null,
  price: (symbol) => prices.get(symbol)?.value ?? NaN,
  priceText: (symbol) => prices.has(symbol) ? decimal(prices.get(symbol).text) : "–",
  nameOf: (id) => model.strategies.find((strategy) => strategy.strategyId === String(id))?.name ?? String(id),
};
const receipt = new Latency();
const roundTrip = new Latency();
let client = null;
let chart = null;
let panels = null;
const tail = new EventTail(model.nameOf);
let foreignClock = 0;
let priceCount = 0;

// --- what comes

function onPrice({ symbol, price, low, high, timestamp }) {
  let known = prices.get(symbol);
  if (!known) {
    if (prices.size >= MAX_SYMBOLS) return;
    known = { symbol, candles: new Candles(), first: Number(price), digits: 0 };
    prices.set(symbol, known);
    addSymbol(symbol);
  }
  const timeMs = timestamp ? Date.parse(timestamp) : Date.now();
  known.text = price;
  known.value = Number(price);
  known.digits = Math.min(8, Math.max(known.digits, digitsOf(price)));
  known.candles.add(timeMs, known.value, low == null ? known.value : Number(low), high == null ? known.value : Number(high));
  priceCount++;
  measure(timestamp);
  if (symbol === state.symbol) chart.update(known.digits);
  draw();
}

/** How long ago it happened by the host's clock; figures of a replay, whose clock is another time's, are left out. */
function measure(timestamp) {
  const ms = Date.now() - Date.parse(timestamp);
  if (ms > -1000 && ms < MAX_RECEIPT_MS) receipt.add(ms);
  else foreignClock++;
}

function onPrivate(channel, event) {
  if (event.type === "TickReceived" || event.type === "PositionUpdated") return;
  tail.add(channel, event);
  if (event.timestamp) measure(event.timestamp);
  if (event.type === "order_filled") onFill(event);
  if (event.type === "kill_switch_changed") ask("kill_switch", onKillSwitch);
  refresh();
}

function onFill({ symbol, side, executedSize, executedPrice, timestamp }) {
  fills.push({ symbol, side, timeMs: Date.parse(timestamp), text: `${decimal(executedSize)} @ ${decimal(executedPrice)}` });
  if (fills.length > MAX_FILLS) fills.shift();
  if (symbol === state.symbol) showFills();
}

function listener(channel, onSnapshot) {
  return {
    onEvent: (event) => onPrivate(channel, event),
    onSnapshot,
    onGap: (processed, current) => {
      tail.note(`${channel}: events after ${processed} up to ${current} are lost to this page; it goes on from the present state`);
      refresh();
    },
    onRefused: (refused) => tail.note(`${channel}: ${refused.message}`),
  };
}

const url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;

function connect() {
  client = new RingfenceClient({
    url,
    token: (isNewAsked) => session.token(isNewAsked),
    onState,
  });
  client.subscribe("prices", { conflate_ms: 100 }, {
    onEvent: onPrice,
    onSnapshot: (snapshot) => (snapshot.prices ?? []).forEach((price) => onPrice({ timestamp: snapshot.timestamp, ...price })),
  });
  client.subscribe("strategies", { history: 50 }, listener("strategies", (snapshot) => takePart("strategies", snapshot)));
  client.subscribe("orders", { history: 100 }, listener("orders", (snapshot) => takePart("orders", snapshot)));
  client.subscribe("portfolio", {}, { onEvent: (portfolio) => { take("positions", portfolio.positions); refresh(); } });
  client.subscribe("runners", { history: 20, event_types: ["RunnerStarted", "RunnerStopped", "PositionOpened", "PositionClosed", "Error"] }, listener("runners"));
  for (const channel of ["alerts", "host", "commands", "events"]) client.subscribe(channel, { history: 20 }, listener(channel));
  client.connect();
}

/** A snapshot, or a part of a long one. */
function takePart(name, snapshot) {
  const rows = snapshot[name];
  if (Array.isArray(rows)) take(name, (snapshot.part ?? 1) > 1 ? [...model[name], ...rows] : rows);
}

function take(name, rows) {
  if (Array.isArray(rows)) model[name] = rows;
  draw();
}

// --- what is asked for

/** Asks, and leaves it at what is known where there is no answer. */
async function ask(type, then) {
  try {
    then(await client.ask(type));
    draw();
  } catch (failure) {
    if (failure.code && failure.code !== "UNKNOWN_TYPE") tail.note(`${words(type)}: ${failure.message}`);
  }
}

async function askAll(type, fields = {}) {
  const rows = [];
  let after;
  try {
    for (let page = 0; page < MAX_PAGES; page++) {
      const answer = await client.ask(type, after == null ? fields : { ...fields, after });
      rows.push(...(answer[type] ?? []));
      after = answer.next;
      if (after == null) break;
    }
    take(type, rows);
  } catch (failure) {
    if (failure.code && failure.code !== "UNKNOWN_TYPE") tail.note(`${words(type)}: ${failure.message}`);
  }
}

let refreshTimer = 0;
/** Asks for the lists soon, once for all events until then. */
function refresh() {
  refreshTimer ||= setTimeout(async () => {
    if (state.link === "live") {
      await Promise.all([askAll("strategies", { show: "open" }), askAll("orders"), askAll("stops"), askAll("dead_letters"), ask("positions", onPositions)]);
    }
    refreshTimer = 0;
  }, REFRESH_MS);
}

function onPositions(answer) {
  model.account = answer;
  model.positions = (answer.positions ?? []).filter((position) => Number(position.size) !== 0);
}

function onKillSwitch(answer) {
  state.kill = answer;
}

async function command(what, type, fields) {
  if (state.link !== "live") {
    // What waited for the connection would be carried out at another price, and once for each click.
    toast(`${what}: not connected, nothing was sent`, true);
    return null;
  }
  try {
    const answer = await client.command(type, fields);
    toast(`${what}: accepted`);
    refresh();
    return answer;
  } catch (failure) {
    toast(`${what}: ${failure.verdict ? words(failure.verdict) : failure.message}`, true);
    return null;
  }
}

function toast(text, isBad = false) {
  const line = el("p", { class: isBad ? "bad" : null }, text);
  $("toast").append(line);
  setTimeout(() => line.remove(), isBad ? 8000 : 4000);
}

// --- the connection

function onState(link, reason, detail) {
  const wasLive = state.link === "live";
  state.link = link;
  state.reason = reason;
  state.retryAt = link === "waiting" ? performance.now() + detail : 0;
  if (wasLive || state.downAt === 0) state.downAt = performance.now();
  if (link === "live") {
    state.downAt = 0;
    refresh();
    ask("kill_switch", onKillSwitch);
  }
  if (link === "stopped" && session.isSignedIn) onEnd(reason, detail);
  drawLink();
}

/** The host has ended it: the token does not hold, or it wants no further connection. */
function onEnd(reason, code) {
  if (code === 3503 || code === 3504) {
    toast(code === 3504 ? "Too many connections of this account: close another page." : "Too many messages.", true);
    return;
  }
  signOut();
  setText($("login-error"), code === 3502 ? "Your sessions were ended. Sign in again." : `Sign in again: ${reason}`);
}

function drawLink() {
  const now = performance.now();
  const heard = client?.lastHeardAt ? age(now - client.lastHeardAt) : null;
  const text = {
    live: `Live · ${heard}`,
    connecting: "Connecting…",
    resuming: "Resuming…",
    waiting: `Reconnecting in ${age(Math.max(0, state.retryAt - now))}`,
    stopped: session.isSignedIn ? "Disconnected" : "Signed out",
  }[state.link];
  $("link").dataset.state = state.link === "stopped" && session.isSignedIn ? "failed" : state.link;
  // Read out by a screen reader only when the state is another one, not with every second of age.
  if ($("link").dataset.said !== state.link) {
    $("link").dataset.said = state.link;
    $("link").setAttribute("aria-label", `Connection: ${state.link}`);
  }
  setText($("link-text"), text);
  const isDown = session.isSignedIn && state.link !== "live" && now - state.downAt > 1500;
  $("banner").hidden = !isDown;
  if (isDown) {
    setText($("banner"), heard
      ? `Not connected (${state.reason}). Figures are ${heard} old. What was missed comes with the resume; until then nothing is sent.`
      : `Not connected (${state.reason}).`);
  }
}

// --- drawing

let drawTimer = 0;
function draw() {
  drawTimer ||= setTimeout(() => requestAnimationFrame(() => {
    drawTimer = 0;
    drawNow();
  }), DRAW_MS);
}

function drawNow() {
  if (!panels) return;
  for (const known of prices.values()) {
    setText(known.priceCell, fixed(known.value, known.digits));
    const change = (known.value / known.first - 1) * 100;
    setText(known.changeCell, percent(change));
    setClass(known.changeCell, `c ${sign(change)}`);
  }
  $("prices-empty").hidden = prices.size > 0;
  const chosen = prices.get(state.symbol);
  if (chosen) {
    const change = (chosen.value / chosen.first - 1) * 100;
    setText($("chart-price"), fixed(chosen.value, chosen.digits));
    setText($("chart-change"), percent(change));
    setClass($("chart-change"), `num ${sign(change)}`);
  }
  panels.strategies.update(model.strategies);
  panels.positions.update(model.positions);
  panels.orders.update(model.orders);
  panels.stops.update(model.stops);
  panels.deadLetters.update(model.dead_letters);
  const running = model.strategies.filter(isRunning).length;
  setText($("strategies-count"), model.strategies.length ? `${running} of ${model.strategies.length} run` : "");
  setText($("orders-count"), model.orders.length || "");
  setText($("stops-count"), model.stops.length || "");
  setText($("dead-letters-count"), model.dead_letters.length || "");
  $("p-dead-letters").hidden = model.dead_letters.length === 0;
  drawAccount();
  drawLines();
}

function drawAccount() {
  const account = model.account;
  const open = model.positions.reduce((sum, { symbol, size, avgEntryPrice }) => sum + openPnl(size, avgEntryPrice, model.price(symbol)), 0);
  const value = model.positions.reduce((sum, { symbol, size }) => sum + Number(size) * model.price(symbol), 0);
  setText($("equity"), account ? fixed(number(account.cash) + value, 2) : "–");
  setText($("open-pnl"), money(open));
  setClass($("open-pnl"), sign(open));
  setText($("realized-pnl"), account ? money(number(account.realizedPnl)) : "–");
  setClass($("realized-pnl"), account ? sign(number(account.realizedPnl)) : "");
  setText($("cash"), account ? `${fixed(number(account.cash), 2)} ${account.asset ?? ""} cash` : "");
  const level = state.kill?.level;
  setText($("kill-open"), level && level !== "none" ? `Kill switch: ${words(level)}` : "Kill switch");
  $("kill-open").classList.toggle("solid", level != null && level !== "none");
}

function drawLines() {
  const lines = [];
  for (const stop of model.stops) {
    if (stop.symbol === state.symbol && stop.level != null) {
      lines.push({ id: `stop ${stop.strategyId}`, price: Number(stop.level), title: model.nameOf(stop.strategyId), kind: "stop" });
    }
  }
  for (const { symbol, size, avgEntryPrice } of model.positions) {
    if (symbol === state.symbol) lines.push({ id: "entry", price: Number(avgEntryPrice), title: `entry ${decimal(size)}`, kind: "entry" });
  }
  chart.lines(lines);
}

function drawLatency() {
  const rows = [];
  for (const [name, samples] of [["round trip", roundTrip], ["receipt", receipt]]) {
    if (samples.count) rows.push({ name, values: samples.percentiles(50, 90, 99, 100) });
  }
  panels.latency.update(rows);
  setText($("rtt-head"), roundTrip.count ? `${fixed(roundTrip.percentiles(50)[0], 1)} ms` : "–");
  // Receipt is from the host's timestamp to this page, by both clocks.
  $("latency-note").hidden = receipt.count > 0 || foreignClock === 0;
  setText($("price-rate"), priceCount ? `${priceCount} / s` : "");
  priceCount = 0;
}

function addSymbol(symbol) {
  const known = prices.get(symbol);
  known.priceCell = el("span", { class: "p" });
  known.changeCell = el("span", { class: "c" });
  known.button = el("button", { type: "button", "aria-pressed": "false", onclick: () => choose(symbol) },
    el("span", { class: "k", "aria-hidden": "true" }, prices.size <= 9 ? prices.size : ""),
    el("span", { class: "s" }, symbol), known.priceCell,
    el("span", { class: "a" }, "since opened"), known.changeCell);
  $("prices").append(el("li", {}, known.button));
  $("order-symbol").append(el("option", { value: symbol }, symbol));
  if (!state.symbol) choose(symbol);
}

function choose(symbol) {
  prices.get(state.symbol)?.button.setAttribute("aria-pressed", "false");
  state.symbol = symbol;
  const known = prices.get(symbol);
  known.button.setAttribute("aria-pressed", "true");
  setText($("h-chart"), symbol);
  $("chart").setAttribute("aria-label", `Candles of ${symbol}, with stops and fills`);
  $("order-symbol").value = symbol;
  setText($("order-symbol-name"), symbol);
  chart.show(known.candles, state.seconds, known.digits);
  showFills();
  draw();
}

function chooseSeconds(seconds) {
  state.seconds = seconds;
  document.querySelector(`input[name=interval][value="${seconds}"]`).checked = true;
  const known = prices.get(state.symbol);
  if (known) {
    chart.show(known.candles, seconds, known.digits);
    showFills();
    draw();
  }
}

function showFills() {
  const since = prices.get(state.symbol)?.candles.of(state.seconds)[0]?.time ?? Infinity;
  chart.fills(fills.filter(({ symbol, timeMs }) => symbol === state.symbol && timeMs / 1000 >= since));
}

// --- what a person does

/** Shows a dialog; the promise is of the button's value, "" or "cancel" for none. */
function dialog(id) {
  const shown = $(id);
  shown.returnValue = "";
  shown.showModal();
  return new Promise((resolve) => shown.addEventListener("close", () => resolve(shown.returnValue), { once: true }));
}

const actions = {
  start: (row) => command(`Start ${row.name}`, "strategy_start", { strategyId: row.strategyId }),
  exit: (row) => command(`Exit ${row.name}`, "strategy_exit", { strategyId: row.strategyId }),
  cancel: (row) => command(`Cancel ${row.orderId}`, "order_cancel", { orderId: row.orderId }),
  resend: (row) => command("Send again", "dead_letter_resend", { event_id: row.event_id, account: row.account }),
  async stop(row) {
    let mode = "keep";
    if (isHolding(row)) {
      setText($("halt-title"), `Stop ${row.name}`);
      setText($("halt-facts"), `It holds ${decimal(row.position.quantity)} ${row.symbol}. A position that is kept keeps its stop.`);
      mode = await dialog("halt-dialog");
    }
    if (mode === "flatten" || mode === "keep") {
      await command(`Stop ${row.name}`, "strategy_stop", { strategyId: row.strategyId, mode });
    }
  },
  async moveStop(row) {
    // A trailing stop has a distance; where it stands by now is known to the core alone.
    const unit = !row.stop.trailing ? "level" : row.stop.percent != null ? "percent" : "amount";
    const stands = row.stop.trailing ? `trailing by ${stopText(row.stop)}, from ${decimal(row.level)} on` : `stop at ${decimal(row.level)}`;
    setText($("stop-title"), `Move the stop of ${model.nameOf(row.strategyId)}`);
    setText($("stop-facts"), `${row.symbol} ${model.priceText(row.symbol)}, ${stands}, guards ${decimal(row.quantity)}`);
    setText($("stop-label"), unit === "level" ? "New level" : `New distance, ${unit}`);
    $("stop-level").value = unit === "level" ? row.level : row.stop[unit];
    if ((await dialog("stop-dialog")) === "move") {
      const stop = { [unit]: $("stop-level").value };
      if (row.stop.trailing) stop.trailing = true;
      // What is not asked about stays as it is.
      if (row.stop.trailing && row.stop.activation != null) stop.activation = row.stop.activation;
      if (row.stop.limitOffset != null) stop.limitOffset = row.stop.limitOffset;
      await command("Move stop", "stop_move", { strategyId: row.strategyId, stop });
    }
  },
};

async function killSwitch() {
  if ($("kill-open").hidden) return;
  $("kill-form").reset();
  setText($("kill-set"), "Set: no entries");
  setText($("kill-now"), state.kill ? words(state.kill.level) : "unknown");
  const host = state.kill?.hostLevel;
  setText($("kill-host"), host && host !== "none" ? `; for the whole host: ${words(host)}` : "");
  if ((await dialog("kill")) === "set") {
    const level = $("kill-form").elements.level.value;
    if (await command(`Kill switch: ${words(level)}`, "kill_switch", { level })) ask("kill_switch", onKillSwitch);
  }
}

async function placeOrder(event) {
  event.preventDefault();
  const form = new FormData($("order-form"));
  const order = { symbol: form.get("symbol"), side: form.get("side"), orderType: form.get("orderType"), quantity: form.get("quantity") };
  if (order.orderType === "limit") order.limitPrice = form.get("limitPrice");
  if (form.get("stop")) order.stop = { percent: form.get("stop") };
  if (form.get("target")) order.target = { percent: form.get("target") };
  const result = $("order-result");
  if (state.link !== "live") {
    setClass(result, "result bad");
    setText(result, "Not connected, nothing was sent.");
    return;
  }
  setClass(result, "result");
  setText(result, "Sent, waiting for the journal…");
  $("order-submit").disabled = true;
  try {
    const answer = await client.commandOnce("order_place", order);
    setClass(result, "result good");
    setText(result, `Accepted${answer.subjectId ? ` as ${answer.subjectId}` : ""}. What comes of it is in the events.`);
    refresh();
  } catch (failure) {
    setClass(result, "result bad");
    setText(result, failure.verdict ? `Refused: ${words(failure.verdict)}` : failure.message);
  } finally {
    $("order-submit").disabled = false;
  }
}

function drawOrderForm() {
  const form = $("order-form");
  const isLimit = $("order-type").value === "limit";
  $("order-limit").disabled = !isLimit;
  $("order-limit").required = isLimit;
  if (isLimit && !$("order-limit").value) $("order-limit").value = prices.get($("order-symbol").value)?.text ?? "";
  const isBuy = form.elements.side.value === "buy";
  form.classList.toggle("buying", isBuy);
  form.classList.toggle("selling", !isBuy);
  setText($("order-submit"), isBuy ? "Buy" : "Sell");
}

async function signIn(event) {
  event.preventDefault();
  const isNew = event.submitter?.value === "register";
  const username = $("username").value;
  const password = $("password").value;
  setText($("login-error"), "");
  try {
    if (isNew) await session.register(username, password);
    await session.login(username, password);
    $("password").value = "";
    showBoard();
  } catch (failure) {
    const wait = failure.retryAfterMs ? ` Try again in ${age(failure.retryAfterMs)}.` : "";
    setText($("login-error"), failure.message + wait);
    $("password").focus();
  }
}

function signOut() {
  session.forget();
  client?.close("signed out");
  // All that the page knows is one person's: begin with nothing.
  sessionStorage.clear();
  model.strategies = model.orders = model.stops = model.positions = model.dead_letters = [];
  model.account = null;
  fills.length = 0;
  tail.clear();
  show(false);
  drawLink();
  $("username").focus();
}

function show(isSignedIn) {
  $("login").hidden = isSignedIn;
  for (const id of ["board", "figures", "kill-open", "sign-out"]) $(id).hidden = !isSignedIn;
}

function showBoard() {
  show(true);
  chart ??= new Chart($("canvas"));
  chart.onPaint = draw;
  panels ??= new Panels(model, actions);
  drawOrderForm();
  drawNow();
  connect();
  $("main").focus();
}

function focusIn(id) {
  const target = $(id).querySelector("button, input, select") ?? $(id);
  if (target === $(id)) target.tabIndex = -1;
  target.focus();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.matches("input:not([type=radio]):not([type=checkbox]), select, textarea");
  if (typing) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "?") {
    event.preventDefault();
    dialog("help");
    return;
  }
  if ($("board").hidden) return;
  const keys = {
    i: () => chooseSeconds(INTERVALS_S[(INTERVALS_S.indexOf(state.seconds) + 1) % INTERVALS_S.length]),
    n: () => $("order-quantity").focus(),
    s: () => focusIn("strategies"),
    o: () => focusIn("orders"),
    t: () => focusIn("stops"),
    "/": () => $("event-filter").focus(),
    p: () => tail.pause(),
    k: killSwitch,
  };
  const symbol = /^[1-9]$/.test(event.key) ? [...prices.keys()][Number(event.key) - 1] : null;
  const run = symbol ? () => choose(symbol) : Object.hasOwn(keys, event.key) ? keys[event.key] : null;
  if (run) {
    event.preventDefault();
    run();
  }
}

$("login-form").addEventListener("submit", signIn);
$("sign-out").addEventListener("click", signOut);
$("order-form").addEventListener("submit", placeOrder);
$("order-form").addEventListener("input", drawOrderForm);
$("order-symbol").addEventListener("change", () => choose($("order-symbol").value));
$("help-open").addEventListener("click", () => dialog("help"));
$("kill-open").addEventListener("click", killSwitch);
$("kill-form").addEventListener("change", () => setText($("kill-set"), `Set: ${words($("kill-form").elements.level.value)}`));
for (const input of document.querySelectorAll("input[name=interval]")) {
  input.addEventListener("change", () => chooseSeconds(Number(input.value)));
}
document.addEventListener("keydown", onKey);
setInterval(drawLink, 250);
setInterval(() => panels && !$("board").hidden && drawLatency(), 1000);
setInterval(() => state.link === "live" && !document.hidden && refresh(), POLL_MS);
setInterval(() => state.link === "live" && !document.hidden
  && client.ping().then((ms) => roundTrip.add(ms), () => {}), PING_MS);

if (session.isSignedIn) {
  showBoard();
} else {
  $("username").focus();
  isOpenHost(url).then((isOpen) => {
    if (isOpen && !session.isSignedIn) {
      session.isOpen = true;
      showBoard();
      $("sign-out").hidden = true;
    }
  });
}
