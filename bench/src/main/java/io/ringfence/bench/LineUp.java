package io.ringfence.bench;

import io.ringfence.bench.Contenders.Contender;
import io.ringfence.bench.rig.Campaign.Turn;
import java.util.List;
import java.util.Map;

/**
 * What a run measures.
 *
 * @param subject the name of ours in the tables; of several, the first
 * @param besides where there are several of ours: whom each is shown beside, as {@link io.ringfence.bench.rig.Results} has it
 * @param turns of one round
 * @param contenders that take part besides ours
 */
record LineUp(String subject, Map<String, String> besides, List<Turn> turns, List<Contender> contenders) {}
