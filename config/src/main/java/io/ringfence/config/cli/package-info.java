/**
 * The command line: {@code java -jar ringfence.jar COMMAND}. Results go to standard output, everything else to standard
 * error. Exit codes: 0 good, 1 a finding, 2 usage or configuration, 70 halted.
 */
package io.ringfence.config.cli;
