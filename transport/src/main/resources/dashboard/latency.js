// Percentiles of the newest samples.

const MAX_SAMPLES = 1024;

export class Latency {
  #samples = [];
  #next = 0;

  add(ms) {
    this.#samples[this.#next] = ms;
    this.#next = (this.#next + 1) % MAX_SAMPLES;
  }

  get count() {
    return this.#samples.length;
  }

  /** The percentiles, each the smallest sample that so many are not above. */
  percentiles(...percents) {
    const sorted = [...this.#samples].sort((one, other) => one - other);
    return percents.map((percent) => sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]);
  }
}
