package loupe.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.image.Frame;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.pixel.PixelPlan;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.inference.engine.EngineSettings;
import loupe.review.intake.Arrival;
import loupe.review.intake.IncomingFiles;
import loupe.review.intake.RunPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Real series in which nobody wrote anything go through the door as they are: no pixel changes, and hardly one is asked
/// about. Slices take the way an import takes them, in runs of up to sixteen; one run of [#EVERY] in each folder is looked at, all
/// with `-Dloupe.slices.every=1`, and volumes in one file from 8 down; `-Dloupe.slices.only=REGEX` takes some of the series.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlicesWithoutWritingTest {
    private static final int EVERY = Integer.getInteger("loupe.slices.every", 40);
    private static final Pattern ONLY = Pattern.compile(System.getProperty("loupe.slices.only", ""));
    private static final Path SHARED = Path.of(System.getProperty("loupe.shared", "../../shared"), "data");
    private static final List<String> SERIES = List.of(
            "t1_dicom", "vendors", "dicom2nifti", "ct_dicom_totalseg/example_ct_dicom",
            "ct_dicom_totalseg/example_ct.nii.gz", "ct_dicom_totalseg/example_ct_sm.nii.gz",
            "ct_dicom_totalseg/example_mr_sm.nii.gz", "chest_ct_eval/id001.nii.gz",
            "chest_ct_eval/id002.nii.gz", "spine_t2/t2.nii.gz", "dcmqi", "wg04/CT1_J2KR", "wg04/CT2_J2KR", "wg04/MR1_J2KR",
            "wg04/MR2_J2KR", "wg04/MR3_J2KR", "wg04/MR4_J2KR");
    /// What Debian's mricron-data brings of heads; the other templates there are labels.
    private static final Path TEMPLATES = Path.of("/usr/share/mricron/templates");
    private static final List<String> HEADS =
            List.of("ch2.nii.gz", "ch2bet.nii.gz", "ch2better.nii.gz", "inia19-t1-brain.nii.gz");

    private final PpOcrText text = new PpOcrText(new EngineSettings(2, true));
    private final Deidentifier door = new Deidentifier(Profiles.importProfile(), PseudonymKey.of(new byte[32]), text);

    @AfterAll
    void close() {
        text.close();
    }

    /// What became of the frames of a folder.
    private static final class Tally {
        int frames;
        int changed;
        long changedPixels;
        int asked;
        final List<String> where = new ArrayList<>();

        @Override
        public String toString() {
            return frames + " frames, " + changed + " changed (" + changedPixels + " pixels), " + asked + " asked about"
                    + (where.isEmpty() ? "" : ": " + where);
        }
    }

    private void through(SourceInstance source, PixelPlan plan, Tally tally) throws DicomException {
        DataSet before = source.data();
        int frames = before.integer(Tag.NumberOfFrames, 1);
        switch (door.deidentify(source, plan, JobContext.unattended())) {
            case DeidOutcome.Refused r -> { }
            case DeidOutcome.Waiting w -> {
                tally.frames += frames;
                tally.asked += w.boxes().size();
                w.boxes().forEach(b -> tally.where.add(before.string(Tag.InstanceNumber, "?") + " asked " + b.toText()));
            }
            case DeidOutcome.Cleaned c -> {
                tally.frames += frames;
                long pixels = differing(before, source.syntax(), c.instance().data(), c.instance().syntax());
                tally.changed += pixels > 0 ? 1 : 0;
                if (pixels > 0) {
                    c.report().boxes().forEach(b -> tally.where.add(before.string(Tag.InstanceNumber, "?") + " black " + b.toText()));
                }
                tally.changedPixels += pixels;
            }
        }
    }

    private static long differing(DataSet a, TransferSyntax sa, DataSet b, TransferSyntax sb) throws DicomException {
        EncodedFrames before = EncodedFrames.of(a, sa);
        EncodedFrames after = EncodedFrames.of(b, sb);
        long n = 0;
        for (int i = 0; i < before.count(); i++) {
            if (sa.equals(sb) && before.bytes(i).mismatch(after.bytes(i)) < 0) {
                continue;
            }
            Frame x = PixelDecoder.decode(before, sa, i);
            Frame y = PixelDecoder.decode(after, sb, i);
            MemorySegment p = x.samples();
            if (p.mismatch(y.samples()) < 0) {
                continue;
            }
            for (long k = 0; k < (long) x.columns() * x.rows() * x.samplesPerPixel(); k++) {
                n += x.sample(k) != y.sample(k) ? 1 : 0;
            }
        }
        return n;
    }

    private Tally of(Path folder) throws Exception {
        Tally tally = new Tally();
        int[] run = {0};
        IncomingFiles files = IncomingFiles.below(List.of(folder)).volumesAs("MR");
        files.<List<SourceInstance>>eachRun(1, JobContext.unattended(), (r, job) -> {
            List<List<SourceInstance>> out = new ArrayList<>();
            boolean looked = run[0]++ % EVERY == 0;
            PixelPlan plan = looked ? RunPlan.of(door, r, job) : door.plan();
            for (var a : r.arrivals()) {
                boolean image = looked && a.arrival() instanceof Arrival.Instance i && EncodedFrames.present(i.source().data());
                if (image) {
                    through(((Arrival.Instance) a.arrival()).source(), plan, tally);
                }
                out.add(List.of());
            }
            return out;
        }, (at, nothing) -> { });
        return tally;
    }

    @Test
    void keep_every_pixel_and_wait_for_nobody() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(SHARED), "the shared folder is not here");
        Map<String, Tally> all = new TreeMap<>();
        for (String s : SERIES) {
            boolean tooLong = EVERY > 8 && s.endsWith(".nii.gz");
            if (ONLY.matcher(s).find() && Files.exists(SHARED.resolve(s)) && !tooLong) {
                all.put(s, of(SHARED.resolve(s)));
            }
        }
        for (String s : EVERY > 8 ? List.<String>of() : HEADS) {
            if (ONLY.matcher(s).find() && Files.exists(TEMPLATES.resolve(s))) {
                all.put("mricron-data " + s, of(TEMPLATES.resolve(s)));
            }
        }
        all.forEach((s, t) -> System.out.println("figure: " + s + ": " + t));
        int frames = all.values().stream().mapToInt(t -> t.frames).sum();
        assertThat(all).allSatisfy((s, t) -> assertThat(t.changed).as(s).isZero());
        assertThat(all.values().stream().mapToInt(t -> t.asked).sum()).isLessThanOrEqualTo(Math.max(2, 2 * frames / 1000));
    }
}
