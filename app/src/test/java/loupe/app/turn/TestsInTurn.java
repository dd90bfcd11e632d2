package loupe.app.turn;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Classes of tests run in two processes at once; those tagged `display` take turns where they share a display, since it has one
/// pointer and one focus, and one tagged `alone`, whose bar is a time, has the machine to itself. Applied to every class of this module.
///
/// Locks of files do it, as the processes share nothing else. Whoever wants the machine alone closes the gate first, so that
/// it does not wait for ever behind those that share it.
public final class TestsInTurn implements BeforeAllCallback {
    private static final ExtensionContext.Namespace TURNS = ExtensionContext.Namespace.create(TestsInTurn.class);
    private static final Path FOLDER = Path.of("target", "turns");

    /// Made by JUnit, which finds it as a service.
    public TestsInTurn() {}

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (!context.getEnclosingTestClasses().isEmpty()) {
            return;
        }
        Files.createDirectories(FOLDER);
        List<Turn> held = new ArrayList<>();
        if (context.getTags().contains("display")) {
            held.add(Turn.take("display" + Objects.requireNonNullElse(System.getenv("DISPLAY"), ""), false));
        }
        try (Turn _ = Turn.take("gate", false)) {
            held.add(Turn.take("machine", !context.getTags().contains("alone")));
        }
        for (Turn t : held) {
            context.getStore(TURNS).put(t, t);
        }
    }

    /// A lock held until it is closed, at the latest when its process ends. JUnit closes what lies in a store.
    private record Turn(String name, FileChannel channel) implements AutoCloseable {
        static Turn take(String name, boolean shared) throws IOException {
            FileChannel channel = FileChannel.open(
                    FOLDER.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.lock(0, Long.MAX_VALUE, shared);
            return new Turn(name, channel);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
