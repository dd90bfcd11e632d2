package loupe.app.turn;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Classes of tests run in two processes at once; those tagged `display` take turns where they share a display, since it has one
/// pointer and one focus. Applied to every class of this module.
///
/// A lock of a file does it, as the processes share nothing else. Those tagged `alone` need none: they run by themselves, in one process,
/// after all others (`pom.xml`).
public final class TestsInTurn implements BeforeAllCallback {
    private static final ExtensionContext.Namespace TURNS = ExtensionContext.Namespace.create(TestsInTurn.class);
    private static final Path FOLDER = Path.of("target", "turns");

    /// Made by JUnit, which finds it as a service.
    public TestsInTurn() {}

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (!context.getEnclosingTestClasses().isEmpty() || !context.getTags().contains("display")) {
            return;
        }
        Files.createDirectories(FOLDER);
        Turn turn = Turn.take("display" + Objects.requireNonNullElse(System.getenv("DISPLAY"), ""));
        context.getStore(TURNS).put(turn, turn);
    }

    /// A lock held until it is closed, at the latest when its process ends. JUnit closes what lies in a store.
    private record Turn(String name, FileChannel channel) implements AutoCloseable {
        static Turn take(String name) throws IOException {
            FileChannel channel = FileChannel.open(FOLDER.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return new Turn(name, channel);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
