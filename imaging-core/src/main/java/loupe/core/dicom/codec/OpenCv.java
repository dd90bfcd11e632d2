package loupe.core.dicom.codec;

import loupe.core.environment.ProcessEnvironment;
import nu.pattern.OpenCV;

/// Loads OpenCV's native library once.
///
/// The OpenJPEG inside decodes on one thread unless OPJ_NUM_THREADS says otherwise: it is set here before the library is first
/// used, where nobody set it.
/// Where that is not possible, decoding stays on one thread.
final class OpenCv {
    private static final String THREADS = "OPJ_NUM_THREADS";

    private OpenCv() {}

    private static final class Loaded {
        static final boolean DONE = load();

        private static boolean load() {
            if (System.getenv(THREADS) == null) {
                ProcessEnvironment.set(THREADS, Integer.toString(Runtime.getRuntime().availableProcessors()));
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
}
