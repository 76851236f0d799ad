package io.ringfence.config.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins that are compiled here, as a user compiles them. */
class FoundPluginsTest {
    private static final String SOURCE = """
            import io.ringfence.core.state.*;
            import io.ringfence.core.strategy.*;

            public class Mine implements StrategyPlugin {
                public String name() { return "%s"; }

                public StrategyLogic create(Parameters parameters) {
                    parameters.expectOnly("length");
                    int length = parameters.integer("length", 1, 9);
                    return new StrategyLogic() {
                        private long left = length;

                        public void writeTo(StateSink sink) { sink.putLong(left); }

                        public void readFrom(StateSource source) { left = source.getLong(); }
                    };
                }
            }
            """;

    @TempDir
    private Path directory;

    private String compiled(String name) throws IOException {
        Path source = Files.writeString(directory.resolve("Mine.java"), SOURCE.formatted(name));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", System.getProperty("java.class.path"), source.toString());
        assertEquals(0, result);
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.ringfence.core.strategy.StrategyPlugin"), "Mine\n");
        return directory.toString();
    }

    @Test
    void shouldFindAPluginBesideTheBuiltInOnes() throws IOException {
        assertEquals(
                Set.of("ema-cross", "fickle", "mine", "seesaw", "timed"),
                FoundPlugins.of(compiled("mine")).names());
        assertTrue(FoundPlugins.of(compiled("mine")).accepts("mine", "length=3"));
    }

    @Test
    void shouldRefuseANameThatIsTaken() throws IOException {
        String path = compiled("timed");
        String message =
                assertThrows(PluginException.class, () -> FoundPlugins.of(path)).getMessage();
        assertTrue(message.contains(": plug-in Mine: name = timed"), message);
    }

    @Test
    void shouldNameAPathThatIsNotThere() {
        assertEquals(
                "ringfence.plugins = no.jar: expected a jar or a directory of classes",
                assertThrows(PluginException.class, () -> FoundPlugins.of("no.jar"))
                        .getMessage());
    }

    @Test
    void shouldSayWhyAPluginCannotBeMade() throws IOException {
        String path = compiled("mine");
        Files.writeString(
                directory.resolve("META-INF/services/io.ringfence.core.strategy.StrategyPlugin"), "Missing\n");
        String message =
                assertThrows(PluginException.class, () -> FoundPlugins.of(path)).getMessage();
        assertTrue(message.contains("Provider Missing not found"), message);
    }
}
