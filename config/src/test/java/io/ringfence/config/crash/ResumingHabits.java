package io.ringfence.config.crash;

/**
 * How a client behaves.
 *
 * @param account whose streams it listens to
 * @param wantsPrices whether it listens to prices too, which fill the buffers of one that does not read
 * @param batchMs events of that time in one frame, 0 for a frame each
 * @param mostFrames that it reads before it goes
 * @param framesBetweenStalls about so many, from one time that it does not read to the next
 * @param mostStallMs for which it does not read
 * @param mostAbsenceMs from going to coming back
 */
record ResumingHabits(
        int account,
        boolean wantsPrices,
        int batchMs,
        int mostFrames,
        int framesBetweenStalls,
        int mostStallMs,
        int mostAbsenceMs) {}
