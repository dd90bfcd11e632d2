package loupe.inference.engine;

import loupe.core.environment.ProcessEnvironment;

/// Keeps ONNX Runtime from starting its telemetry. From 1.29 on its library for Linux and macOS has a sender to Microsoft built
/// in, which starts with the environment, before [ai.onnxruntime.OrtEnvironment#setTelemetry] can be called, and leaves an empty
/// `mat-debug-PID.log` in the temporary folder. It does not start where the process has `ORT_DISABLE_TELEMETRY` set. Elsewhere
/// than on POSIX nothing is done: there the library sends through the system's own tracing, which `setTelemetry` ends.
final class RuntimeTelemetry {
    private RuntimeTelemetry() {}

    private static final class Switched {
        static final boolean OFF = off();

        private static boolean off() {
            ProcessEnvironment.set("ORT_DISABLE_TELEMETRY", "1");
            return true;
        }
    }

    /// Sets the switch in this process, once, before the library is first used.
    static void off() {
        if (!Switched.OFF) {
            throw new IllegalStateException("the telemetry of ONNX Runtime cannot be switched off");
        }
    }
}
