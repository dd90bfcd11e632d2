package loupe.inference.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What does the arithmetic of a model.
///
/// The runtime that Loupe brings computes on the processor. With another build of ONNX Runtime on the class path (its `_gpu`
/// artifact, or one of a vendor) a graphics processor can be chosen; results then hold to the accuracy of that hardware and
/// need not equal the processor's bit for bit.
public enum Provider {
    /// The processor.
    CPU(OrtProvider.CPU),
    /// NVIDIA graphics processors.
    CUDA(OrtProvider.CUDA),
    /// AMD graphics processors.
    ROCM(OrtProvider.ROCM),
    /// Windows, any graphics processor.
    DIRECT_ML(OrtProvider.DIRECT_ML),
    /// macOS.
    CORE_ML(OrtProvider.CORE_ML);

    private final OrtProvider runtime;

    Provider(OrtProvider runtime) {
        this.runtime = runtime;
    }

    /// The word a setting uses, e.g. `direct-ml`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Reads a setting's word.
    ///
    /// @throws IllegalArgumentException if it is none; the message names those there are
    public static Provider of(String word) {
        return Arrays.stream(values())
                .filter(p -> p.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the provider must be one of "
                        + Arrays.stream(values()).map(Provider::word).collect(Collectors.joining(", ")) + ", was " + word));
    }

    /// Complains unless the runtime on this machine has it.
    void require() throws ModelException {
        if (this != CPU && !OrtEnvironment.getAvailableProviders().contains(runtime)) {
            throw new ModelException("this ONNX Runtime cannot compute with " + word()
                    + "; set loupe.provider to cpu, or start Loupe with a build that can (docs/models.md)");
        }
    }

    /// Takes it into a session's options.
    ///
    /// @throws OrtException if it cannot be started
    void choose(OrtSession.SessionOptions options) throws OrtException {
        switch (this) {
            case CPU -> {}
            case CUDA -> options.addCUDA(0);
            case ROCM -> options.addROCM(0);
            case DIRECT_ML -> options.addDirectML(0);
            case CORE_ML -> options.addCoreML();
        }
    }
}
