/**
 * Microbenchmarks of what a tick passes through. {@code java -jar bench/target/ringfence-bench.jar} runs them all,
 * {@code -l} lists them, {@code -prof gc} shows what they allocate. Figures hold for the machine they were taken on; compare
 * only rows of one run.
 */
package io.ringfence.bench;
