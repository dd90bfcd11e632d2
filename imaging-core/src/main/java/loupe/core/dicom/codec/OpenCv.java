package loupe.core.dicom.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import nu.pattern.OpenCV;

/// Loads OpenCV's native library once.
///
/// The OpenJPEG inside decodes on one thread unless OPJ_NUM_THREADS says otherwise, and reads it from the process's own
/// environment, which Java can only write through C: it is set here before the library is first used, where nobody set it.
/// Where that is not possible, decoding stays on one thread.
final class OpenCv {
    private static final String THREADS = "OPJ_NUM_THREADS";
    private static final FunctionDescriptor SETENV =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);

    private OpenCv() {}

    private static final class Loaded {
        static final boolean DONE = load();

        private static boolean load() {
            if (System.getenv(THREADS) == null) {
                setEnvironment(THREADS, Integer.toString(Runtime.getRuntime().availableProcessors()));
            }
            OpenCV.loadLocally();
            return true;
        }
    }

    static void load() {
        if (!Loaded.DONE) {
            throw new IllegalStateException("OpenCV did not load");
        }
    }

    /// POSIX setenv; nothing happens where the C library has none (Windows).
    private static void setEnvironment(String name, String value) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) linker.downcallHandle(setenv.get(), SETENV)
                    .invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 0);
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
