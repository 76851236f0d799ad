/**
 * Reads configuration files into the modules' config records.
 *
 * <p>Files are HOCON. {@code reference.conf} on the class path holds every default with its unit and meaning; a profile or a
 * file of the user's overrides it, a strategies file adds to its lists, and {@code --set key=value} overrides all. Each module validates its own record;
 * {@link io.ringfence.config.file.ConfigFile} only finds the values, and refuses keys that nobody asked for. Every fault is a
 * {@link io.ringfence.config.file.ConfigException} of one line: key, value, place, why.
 */
package io.ringfence.config.file;
