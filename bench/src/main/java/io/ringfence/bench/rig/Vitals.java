package io.ringfence.bench.rig;

/**
 * How the process of a round is doing at one moment. What this system does not tell is {@value #UNKNOWN}.
 *
 * @param gcPauses since the JVM's start
 * @param gcMs they took together
 * @param pathBytes allocated by the threads that the subject's messages pass
 * @param allocatedBytes by all threads that live
 * @param heapBytes in use, garbage among them
 * @param anonBytes resident memory behind which there is no file
 * @param fileBytes resident pages of files and of shared memory: a mapped journal's, and the heap of a collector that maps it so
 * @param storedBytes of the subject's files on disk
 */
public record Vitals(
        long gcPauses,
        long gcMs,
        long pathBytes,
        long allocatedBytes,
        long heapBytes,
        long anonBytes,
        long fileBytes,
        long storedBytes) {
    /** Not told. */
    public static final long UNKNOWN = -1;
}
