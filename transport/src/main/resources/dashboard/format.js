// Decimals come as text and are shown as they came; numbers are made of them for sums and colours alone.

const MINUS = "\u2212";

export const number = (decimal) => (decimal == null || decimal === "" ? NaN : Number(decimal));

/** A decimal with its digits in groups. */
export function decimal(text) {
  if (text == null) return "–";
  const [, sign, whole, rest] = /^(-?)(\d+)(.*)$/.exec(String(text)) ?? [null, "", String(text), ""];
  return (sign ? MINUS : "") + whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") + rest;
}

/** A price with as many digits as its neighbours have. */
export function fixed(value, digits) {
  return Number.isFinite(value) ? decimal(value.toFixed(digits)) : "–";
}

export function money(value, digits = 2) {
  return Number.isFinite(value) ? (value > 0 ? "+" : "") + decimal(value.toFixed(digits)) : "–";
}

export function percent(value) {
  return Number.isFinite(value) ? `${(value > 0 ? "+" : "") + decimal(value.toFixed(2))} %` : "–";
}

export const sign = (value) => (value > 0 ? "up" : value < 0 ? "down" : "");

export const digitsOf = (text) => (/\.(\d+)$/.exec(String(text))?.[1].length ?? 0);

export function words(name) {
  return String(name ?? "").replace(/_/g, " ");
}

/** Time of day, UTC, of text or of milliseconds. */
export function clock(time, withMs = false) {
  const ms = typeof time === "number" ? time : Date.parse(time);
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(11, withMs ? 23 : 19) : "";
}

export function age(ms) {
  if (ms < 1000) return "< 1 s";
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  return `${Math.round(ms / 60_000)} min`;
}
