// Candles of every symbol in three lengths, and the chart of one of them.

import { CandlestickSeries, CrosshairMode, LineStyle, createChart, createSeriesMarkers } from "./vendor/lightweight-charts-5.2.1.js";

export const INTERVALS_S = [1, 10, 60];
const MAX_CANDLES = 1000;
const MAX_FILLS = 200;
/** Lines so near to the last price are kept in view. */
const NEAR = 0.03;

/** The candles of one symbol, oldest first, of each length. */
export class Candles {
  #bySeconds = new Map(INTERVALS_S.map((seconds) => [seconds, []]));

  /** A price, with the lowest and highest since the one before where it was conflated. */
  add(timeMs, price, low = price, high = price) {
    for (const [seconds, candles] of this.#bySeconds) {
      const time = Math.floor(timeMs / 1000 / seconds) * seconds;
      const last = candles.at(-1);
      if (last && time <= last.time) {
        last.high = Math.max(last.high, high);
        last.low = Math.min(last.low, low);
        last.close = price;
      } else {
        candles.push({ time, open: price, high: Math.max(high, price), low: Math.min(low, price), close: price });
        if (candles.length > MAX_CANDLES) candles.shift();
      }
    }
  }

  of(seconds) {
    return this.#bySeconds.get(seconds);
  }
}

/** Shows the candles of a symbol with its stops as lines and its fills as markers. */
export class Chart {
  #chart; #series; #markers; #lines = new Map(); #seconds = 10; #candles = null; #digits = 2; #fills = [];

  constructor(container) {
    this.#chart = createChart(container, {
      autoSize: true,
      // The page shows the attribution itself: the logo brings a style sheet of its own, which the page's policy refuses.
      layout: { attributionLogo: false, fontSize: 11 },
      crosshair: { mode: CrosshairMode.Normal },
      timeScale: { timeVisible: true, secondsVisible: true, rightOffset: 4, barSpacing: 7, minBarSpacing: 2 },
      rightPriceScale: { scaleMargins: { top: 0.12, bottom: 0.12 } },
    });
    this.#series = this.#chart.addSeries(CandlestickSeries, { borderVisible: false, autoscaleInfoProvider: (original) => this.#withLines(original()) });
    this.#markers = createSeriesMarkers(this.#series, []);
    this.#paint();
    this.onPaint = () => {};
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.#paint();
      this.onPaint();
    });
  }

  #color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  #paint() {
    const line = this.#color("--line");
    this.#chart.applyOptions({
      layout: { background: { color: this.#color("--panel") }, textColor: this.#color("--muted"), fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { vertLines: { color: line }, horzLines: { color: line } },
      rightPriceScale: { borderColor: line },
      timeScale: { borderColor: line },
    });
    const up = this.#color("--up");
    const down = this.#color("--down");
    this.#series.applyOptions({ upColor: up, wickUpColor: up, downColor: down, wickDownColor: down, priceLineColor: this.#color("--muted") });
    this.#forgetLines();
    this.fills(this.#fills);
  }

  /** The range of the candles, widened for the lines that are near. */
  #withLines(info) {
    const last = this.#candles?.of(this.#seconds).at(-1)?.close;
    if (!info?.priceRange || !last) return info;
    for (const { price } of this.#lines.values()) {
      if (Math.abs(price / last - 1) <= NEAR) {
        info.priceRange.minValue = Math.min(info.priceRange.minValue, price);
        info.priceRange.maxValue = Math.max(info.priceRange.maxValue, price);
      }
    }
    return info;
  }

  #forgetLines() {
    for (const { line } of this.#lines.values()) this.#series.removePriceLine(line);
    this.#lines.clear();
  }

  show(candles, seconds, digits) {
    this.#candles = candles;
    this.#seconds = seconds;
    this.#digits = digits;
    this.#forgetLines();
    this.#format();
    this.#series.setData(candles?.of(seconds).map((candle) => ({ ...candle })) ?? []);
    this.#chart.timeScale().scrollToRealTime();
  }

  #format() {
    this.#series.applyOptions({ priceFormat: { type: "price", precision: this.#digits, minMove: 10 ** -this.#digits } });
  }

  /** The newest candle has changed, or is new. */
  update(digits) {
    if (digits > this.#digits) {
      this.#digits = digits;
      this.#format();
    }
    const last = this.#candles?.of(this.#seconds).at(-1);
    if (last) this.#series.update({ ...last });
  }

  /** Lines: {id, price, title, kind: "stop" or "entry"}. */
  lines(lines) {
    const gone = new Set(this.#lines.keys());
    for (const { id, price, title, kind } of lines) {
      gone.delete(id);
      const options = {
        price, title, lineWidth: 1, axisLabelVisible: true,
        color: this.#color(kind === "stop" ? "--down" : "--accent"),
        lineStyle: kind === "stop" ? LineStyle.Dashed : LineStyle.Dotted,
      };
      const shown = this.#lines.get(id);
      if (!shown) this.#lines.set(id, { line: this.#series.createPriceLine(options), price, title });
      else if (shown.price !== price || shown.title !== title) {
        shown.line.applyOptions(options);
        Object.assign(shown, { price, title });
      }
    }
    for (const id of gone) {
      this.#series.removePriceLine(this.#lines.get(id).line);
      this.#lines.delete(id);
    }
  }

  /** Fills: {timeMs, side, text}. */
  fills(fills) {
    this.#fills = fills;
    this.#markers.setMarkers(fills.slice(-MAX_FILLS).map(({ timeMs, side, text }) => ({
      time: Math.floor(timeMs / 1000 / this.#seconds) * this.#seconds,
      position: side === "buy" ? "belowBar" : "aboveBar",
      shape: side === "buy" ? "arrowUp" : "arrowDown",
      color: this.#color(side === "buy" ? "--up" : "--down"),
      text,
    })).sort((one, other) => one.time - other.time));
  }
}
