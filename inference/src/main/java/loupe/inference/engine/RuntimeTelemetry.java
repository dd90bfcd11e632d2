package loupe.inference.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/// Keeps ONNX Runtime from starting its telemetry. From 1.29 on its library for Linux and macOS has a sender to Microsoft built
/// in, which starts with the environment, before [ai.onnxruntime.OrtEnvironment#setTelemetry] can be called, and leaves an empty
/// `mat-debug-PID.log` in the temporary folder. It does not start where the process has `ORT_DISABLE_TELEMETRY` set.
final class RuntimeTelemetry {
    private static final String SWITCH = "ORT_DISABLE_TELEMETRY";

    private RuntimeTelemetry() {}

    /// Sets the switch in this process, before the library is first used. Elsewhere than on POSIX nothing is done: there the
    /// library sends through the system's own tracing, which `setTelemetry` ends.
    static void off() {
        Linker linker = Linker.nativeLinker();
        SymbolLookup names = linker.defaultLookup();
        names.find("setenv").ifPresent(setenv -> {
            FunctionDescriptor form = FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
            try (Arena arena = Arena.ofConfined()) {
                int failed = (int) linker.downcallHandle(setenv, form)
                        .invokeExact(arena.allocateFrom(SWITCH), arena.allocateFrom("1"), 1);
                if (failed != 0) {
                    throw new IllegalStateException("the telemetry of ONNX Runtime cannot be switched off");
                }
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("the telemetry of ONNX Runtime cannot be switched off", e);
            }
        });
    }
}
