package loupe.review.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.pixel.TextFinder;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.importing.ImportStudies;
import loupe.review.importing.ReviewQueue;
import loupe.store.Store;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;

/// A store and a folder of what is to come in.
final class BatchSite implements AutoCloseable {
    private static final String PASSPHRASE = "a passphrase";

    private final Path home;
    private final Path in;
    private final Time time = new Time();
    private final List<BatchItem> told = new ArrayList<>();
    private TextFinder finder = (image, job) -> List.of();
    private Store store;

    /// A clock that is set by hand.
    static final class Time extends Clock {
        private Instant now = Instant.parse("2026-05-04T08:00:00Z");

        void passes(int seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return InstantSource.fixed(now).withZone(zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    BatchSite(Path home) throws IOException {
        this.home = home;
        this.in = Files.createDirectories(home.resolve("in"));
        this.store = Store.create(home.resolve("store"), PASSPHRASE.toCharArray(), settings());
    }

    private StoreSettings settings() {
        return new StoreSettings(Clock.systemUTC(), new SecureRandom(), home.resolve("device"), KdfCost.forTests(), "lab");
    }

    /// Closes the store and opens it again, as another process would.
    void reopened() throws IOException {
        store.close();
        store = Store.open(home.resolve("store"), PASSPHRASE.toCharArray(), settings());
    }

    /// From now on text is found in pixels so.
    void finding(TextFinder other) {
        finder = other;
    }

    ReviewQueue queue() throws IOException {
        return new ReviewQueue(store, door());
    }

    private Deidentifier door() throws IOException {
        return new Deidentifier(Profiles.importProfile(), PseudonymKey.of(store.projectKey("t")), finder);
    }

    Path in() {
        return in;
    }

    Path home() {
        return home;
    }

    Time time() {
        return time;
    }

    Store store() {
        return store;
    }

    /// Items in the order in which their state was told.
    List<BatchItem> told() {
        return told;
    }

    /// One slice of a CT of its own.
    static byte[] slice(int study, int number) throws IOException {
        byte[] pixels = new byte[2 * 32 * 32];
        for (int i = 0; i < pixels.length; i += 2) {
            pixels[i] = (byte) (i / 64 + study);
        }
        String uid = "1.2.3." + (1000 + study);
        DataSet data = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, Vr.UI, uid + ".5." + number)
                .put(Tag.StudyInstanceUID, Vr.UI, uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".5")
                .put(Tag.PatientID, Vr.LO, "P" + study)
                .put(Tag.Modality, Vr.CS, "CT")
                .put(Tag.ImagePositionPatient, Vr.DS, "0", "0", Integer.toString(2 * number))
                .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                .put(Tag.PixelSpacing, Vr.DS, "1", "1")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, 32.0)
                .put(Tag.Columns, Vr.US, 32.0)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 16.0)
                .put(Tag.HighBit, Vr.US, 15.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OB, pixels)
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        return out.toByteArray();
    }

    /// A folder with slices of a CT.
    Path study(String name, int study, int slices) throws IOException {
        Path folder = Files.createDirectories(in.resolve(name));
        for (int n = 1; n <= slices; n++) {
            Files.write(folder.resolve(n + ".dcm"), slice(study, n));
        }
        return folder;
    }

    Path manifest(String... lines) throws IOException {
        return Files.writeString(home.resolve("manifest.csv"), String.join("\n", lines) + "\n");
    }

    BatchSource source(int settleSeconds, Path... manifest) {
        Optional<Path> list = manifest.length == 0 ? Optional.empty() : Optional.of(manifest[0]);
        return new BatchSource(in, list, new Settling(Duration.ofSeconds(settleSeconds), time));
    }

    Batch batch(Path... manifest) throws IOException {
        Optional<Path> list = manifest.length == 0 ? Optional.empty() : Optional.of(manifest[0]);
        return new Batches(store).of(in, list, Batch.Way.USUAL);
    }

    BatchLedger ledger(Path... manifest) throws IOException {
        return new Batches(store).ledger(batch(manifest));
    }

    BatchRun run(BatchRun.Arrived arrived, Path... manifest) throws IOException {
        return new BatchRun(
                store, batch(manifest), ledger(manifest),
                new BatchRun.Work(new ImportStudies(store, door(), 1), arrived, i -> {
                    if (i.state() != ItemState.RUNNING) {
                        told.add(i);
                    }
                }));
    }

    BatchRun run(Path... manifest) throws IOException {
        return run(BatchRun.Arrived.NOTHING, manifest);
    }

    /// One pass over what is there now; nobody watches.
    void pass(Path... manifest) throws IOException {
        run(manifest).pass(source(0, manifest).look(), JobContext.unattended());
    }

    BatchItem item(String source, Path... manifest) throws IOException {
        return ledger(manifest).at(source).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
