package io.ringfence.bench;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Runs JMH, whose forked JVMs get the access flags that the runnable jar's manifest gives this one. */
public final class Bench {
    private Bench() {}

    /** Takes JMH's own arguments. */
    public static void main(String[] args) throws IOException, URISyntaxException {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("-jvmArgsAppend");
        all.add(String.join(" ", accessFlags()));
        org.openjdk.jmh.Main.main(all.toArray(new String[0]));
    }

    private static List<String> accessFlags() throws IOException, URISyntaxException {
        File jar = new File(
                Bench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> flags = new ArrayList<>();
        try (JarFile file = new JarFile(jar)) {
            Attributes manifest = file.getManifest().getMainAttributes();
            for (String packageName : manifest.getValue("Add-Opens").split(" ")) {
                flags.add("--add-opens=" + packageName + "=ALL-UNNAMED");
            }
            for (String packageName : manifest.getValue("Add-Exports").split(" ")) {
                flags.add("--add-exports=" + packageName + "=ALL-UNNAMED");
            }
        }
        return flags;
    }
}
