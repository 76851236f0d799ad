/**
 * Prices, quantities and money as {@code long} with a fixed scale of 1e-8: exact, without allocation, overflow refused, or
 * saturated where the name says so. There is no decimal object; a value keeps its unit in its name ({@code priceScaled}) or
 * in the event dictionary. {@link io.ringfence.core.decimal.WideSum} keeps sums that may outgrow one figure.
 */
package io.ringfence.core.decimal;
