package loupe.app.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import loupe.app.wiring.Workplace;
import loupe.core.environment.ThreadNiceness;
import loupe.core.work.JobContext;

/// The built-in models at work beside what is timed: the whole way of a CT, out of an encrypted store of its own and back, over and over,
/// in the same process until its end, on as many processors as the window leaves them. Where the environment's `MODEL_BESIDE` is not set, nothing.
final class ModelBeside {
    private final AtomicInteger runs = new AtomicInteger();

    private ModelBeside(Workplace at, String uid) {
        Thread.ofPlatform().name("model beside").daemon().start(() -> over(at, uid));
    }

    /// @throws IOException if the CT cannot be made
    static Optional<ModelBeside> ifAsked() throws IOException {
        if (System.getenv("MODEL_BESIDE") == null) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("loupe-beside");
        Workplace.Opening whole = SampleStore.copyTo(folder).opening();
        Workplace at = Workplace.open(
                new Workplace.Opening(whole.store(), whole.places(), whole.actor(), whole.cost(), 1), SampleStore.PASSPHRASE.toCharArray());
        String uid = at.store().studies().stream().filter(s -> s.modalities().contains("CT")).findFirst().orElseThrow().studyUid();
        return Optional.of(new ModelBeside(at, uid));
    }

    private void over(Workplace at, String uid) {
        ThreadNiceness.giveWay(); // as the window's jobs do
        try (at) {
            while (true) {
                at.analysis().run(uid, Optional.empty(), at.models().catalogue(), JobContext.unattended());
                runs.incrementAndGet();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the model beside failed", e);
        }
    }

    /// @return how often the models have gone over the CT
    int runs() {
        return runs.get();
    }
}
