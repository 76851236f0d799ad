// Who is signed in. The token is kept for this tab alone, and never in an address.

import { Refused } from "./ringfence-client.js";

const KEY = "ringfence-token";
const REFRESH_BEFORE_MS = 60_000;

async function post(path, body, token) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Refused({ code: `HTTP ${response.status}`, message: `the host answered ${response.status}`, temporary: response.status >= 500, ...answer });
  }
  return answer;
}

/** Whether the host asks nobody who they are: then a question without a token is answered. */
export function isOpenHost(url) {
  return new Promise((resolve) => {
    const ws = new WebSocket(url);
    const settle = (isOpen) => {
      resolve(isOpen);
      ws.onclose = null;
      ws.close();
    };
    ws.onopen = () => ws.send(JSON.stringify({ type: "kill_switch", id: "who" }));
    ws.onmessage = ({ data }) => settle(JSON.parse(data).type === "kill_switch");
    ws.onclose = () => settle(false);
  });
}

export class Session {
  /** Of a host where everybody is its operator. */
  isOpen = false;
  #kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");

  get isSignedIn() {
    return this.isOpen || this.#kept != null;
  }

  get name() {
    return this.#kept?.name ?? "";
  }

  async register(username, password) {
    await post("/auth/register", { username, password });
  }

  async login(username, password) {
    this.#keep(await post("/auth/login", { username, password }), username);
  }

  /** The token that holds; a new one when its time is nearly over, or when it is asked for. */
  async token(isNewAsked = false) {
    if (this.isOpen) return null;
    if (!this.#kept) throw new Refused({ code: "UNAUTHORIZED", message: "Sign in first." });
    if (isNewAsked || Date.parse(this.#kept.expires) - Date.now() < REFRESH_BEFORE_MS) {
      const kept = this.#kept;
      const answer = await post("/auth/refresh", {}, kept.token);
      // Somebody may have signed out meanwhile.
      if (this.#kept === kept) this.#keep(answer, kept.name);
      return answer.token;
    }
    return this.#kept.token;
  }

  forget() {
    this.isOpen = false;
    this.#kept = null;
    sessionStorage.removeItem(KEY);
  }

  #keep({ token, expires }, name) {
    this.#kept = { token, expires, name };
    sessionStorage.setItem(KEY, JSON.stringify(this.#kept));
  }
}
