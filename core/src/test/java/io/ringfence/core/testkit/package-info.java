/**
 * What tests of any module speak to the core with: {@link io.ringfence.core.testkit.TestEvent} encodes inputs,
 * {@link io.ringfence.core.testkit.OutputView} turns outputs into values, {@link io.ringfence.core.testkit.TestCore} joins
 * both to a core on one slot. Packed as the module's test jar.
 */
package io.ringfence.core.testkit;
