/**
 * Prices, quantities and money as {@code long} with a fixed scale of 1e-8: exact, without allocation, overflow refused.
 * There is no decimal object; a value keeps its unit in its name ({@code priceScaled}) or in the event dictionary.
 */
package io.ringfence.core.decimal;
