package io.ringfence.bench.rig;

import java.util.Map;

/**
 * One round of one subject.
 *
 * @param subject its name, as in the tables
 * @param round from 1
 * @param load what is asked of it
 * @param options for its factory, by name
 */
public record RoundPlan(String subject, int round, LoadPlan load, Map<String, String> options) {}
