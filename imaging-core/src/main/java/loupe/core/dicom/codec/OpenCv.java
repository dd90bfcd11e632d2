package loupe.core.dicom.codec;

import nu.pattern.OpenCV;

/// Loads OpenCV's native library once.
final class OpenCv {
    private OpenCv() {}

    private static final class Loaded {
        static final boolean DONE = load();

        private static boolean load() {
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
