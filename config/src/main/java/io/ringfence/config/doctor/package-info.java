/**
 * What the host is like, and what of it costs latency: the command {@code doctor}, and the environment that the benchmarks
 * store beside their results.
 *
 * <pre>
 *   HostFiles (/proc, /sys; a root that tests replace)
 *       └─► CpuFiles, Hypervisor, CgroupFiles, MemoryFiles, Mounts ──┬─► HostFacts       plain facts, as text
 *   JvmFacts (this JVM) ─────────────────────────────────────────────┤
 *   NodeConfig, Probes ──────────────────────────────────────────────┴─► Check ──► Finding, by Doctor
 * </pre>
 *
 * <p>A file that is not there, cannot be read or says something unheard of is an unknown fact, never an error: on a host
 * without {@code /proc} everything that is read from it is unknown, and what is measured is still measured.
 *
 * <p>All of it runs on the caller's thread, but for the noise floor, which spins a thread on each CPU that it looks at.
 * Nothing here is changed, and the one file that is written, to time the disk's sync, is removed again.
 */
package io.ringfence.config.doctor;
