package loupe.core.environment;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// Writes the process's own environment, which native libraries read and Java can only write through C. [System#getenv()]
/// does not see the change.
public final class ProcessEnvironment {
    private static final FunctionDescriptor SETENV =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

    private ProcessEnvironment() {}

    /// Sets a variable over any value it has, by POSIX setenv; nothing happens where the C library has none (Windows). C does
    /// not order it with readers on other threads: call it before the library that reads it is loaded.
    ///
    /// @throws IllegalStateException if the C library refuses
    public static void set(String name, String value) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) linker.downcallHandle(setenv.get(), SETENV)
                    .invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
            if (result != 0) {
                throw new IllegalStateException("setenv refused " + name);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("setenv could not be called", e);
        }
    }
}
