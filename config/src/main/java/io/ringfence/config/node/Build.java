package io.ringfence.config.node;

/** What was built. */
public final class Build {
    /** As long as the journal has room for. */
    private static final int MAX_CHARACTERS = 32;

    private Build() {}

    /** Version of the jar, as its manifest has it; {@code unpackaged} where there is no jar. */
    public static String version() {
        String version = Build.class.getPackage().getImplementationVersion();
        if (version == null) {
            return "unpackaged";
        }
        return version.length() > MAX_CHARACTERS ? version.substring(0, MAX_CHARACTERS) : version;
    }
}
