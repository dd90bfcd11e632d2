package loupe.app.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import loupe.app.wiring.Workplace;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.object.SegReader;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.nifti.NiftiReader;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.segment.VoxelBox;
import loupe.core.study.Series;
import loupe.core.study.StudyState;
import loupe.core.work.JobContext;
import loupe.inference.ModelCatalogue;
import loupe.review.exporting.ExportStudy;
import loupe.review.session.Journal;
import loupe.review.session.StudyImages;
import loupe.review.worklist.Summaries;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;

/// Stores whose studies are real images with outlines on them: masks that lie beside the images, a model's answer, or a hundred
/// pieces a CT is cut into.
final class GalleryStores {
    private static final Code ANATOMY = new Code("123037004", "SCT", "Anatomical Structure");
    private static final int MOST = 1 << 30;
    private static final int LEAST_VOXELS = 200;
    private static final int CELLS = 10;

    private final Path data;
    private final Path home;

    /// @param data the folder of public images
    /// @param home where the store goes
    GalleryStores(Path data, Path home) {
        this.data = data;
        this.home = home;
    }

    /// Makes the store of a part of the gallery.
    ///
    /// @throws IOException if it cannot be made
    void fill(CorrectingGallery.Part part) throws IOException {
        Path models = data.resolveSibling("models");
        switch (part) {
            case CT -> {
                Path set = data.resolve("ct_dicom_totalseg");
                labelled(set.resolve("example_ct_dicom"), "CT", set.resolve("example_seg_dicom.nii.gz"), v -> false);
            }
            case CHEST -> labelled(data.resolve("chest_ct_eval/id001.nii.gz"), "CT", data.resolve("chest_ct_eval/id001-msk.nii.gz"),
                    v -> v > 128);
            case SPINE -> labelled(data.resolve("spine_t2/t2.nii.gz"), "MR", data.resolve("spine_t2/t2_seg-manual.nii.gz"),
                    v -> v > 0.5);
            case DCMQI -> {
                Path set = data.resolve("dcmqi/segmentations");
                try (Workplace w = holding(List.of(set.resolve("ct-3slice")), "CT")) {
                    Segmentation seg = SegReader.read(
                            DicomReader.usual().read(set.resolve("liver.dcm")).data(), series(w).stacks().getFirst());
                    keep(w, seg.segments().stream().map(Segment::mask).toList());
                }
            }
            case BRAIN -> analysed(data.resolve("t1_dicom"), models.resolve("bc_model30chan18cls.onnx"));
            case HUNDRED -> hundred(home);
            case CAME -> came();
            case SLIDE -> analysed(data.resolve("wsi_cmu1"), models.resolve("superfast_tissue_he.onnx"));
        }
    }

    private Workplace holding(List<Path> files, String volumesAs) throws IOException {
        SampleStore store = SampleStore.none(home);
        Workplace w = Workplace.create(store.opening(), SampleStore.PASSPHRASE.toCharArray());
        w.importing().volumesAs(volumesAs).run(files, JobContext.unattended());
        return w;
    }

    private static String uid(Workplace w) throws IOException {
        return w.store().studies().getFirst().studyUid();
    }

    private static Series series(Workplace w) throws IOException {
        return StudyImages.of(w.store(), uid(w)).series().stream().filter(s -> !s.stacks().isEmpty()).findFirst().orElseThrow();
    }

    /// Images with the labels that lie beside them as findings.
    ///
    /// @param one voxels of the one structure of a mask whose values are no labels; none where they are
    private void labelled(Path images, String modality, Path labels, DoublePredicate one) throws IOException {
        try (Workplace w = holding(List.of(images), modality); Volume v = NiftiReader.volume(NiftiReader.bytes(labels, MOST))) {
            VoxelGrid grid = series(w).stacks().getFirst().grid();
            List<Mask> masks = new ArrayList<>();
            boolean mask = one.test(1e9);
            for (int label = 1; label <= (mask ? 1 : 120); label++) {
                int l = label;
                DoublePredicate in = mask ? one : x -> Math.rint(x) == l;
                Mask m = of(v, in);
                if (m.count() >= LEAST_VOXELS) {
                    masks.add(m.grid().equals(grid) ? m : m.resampled(grid));
                }
            }
            keep(w, masks);
        }
    }

    private static Mask of(Volume v, DoublePredicate in) {
        Mask.Builder out = Mask.builder(v.grid());
        float[] slice = new float[v.grid().voxelsPerSlice()];
        for (int s = 0; s < v.grid().slices(); s++) {
            v.slice(s, slice);
            for (int i = 0; i < slice.length; i++) {
                if (in.test(slice[i])) {
                    out.add(s, i);
                }
            }
        }
        return out.build();
    }

    private static void keep(Workplace w, List<Mask> masks) throws IOException {
        Series series = series(w);
        Provenance from = new Provenance("labels", "1", "00", Instant.parse("2026-01-02T12:00:00Z"), "gallery");
        List<Finding> findings = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        for (int n = 1; n <= masks.size(); n++) {
            Mask mask = masks.get(n - 1);
            VoxelBox box = mask.box().orElseThrow();
            Code type = new Code("structure-" + n, "99LOUPE", "structure " + n);
            findings.add(new Finding(new FindingId("F" + n), series.uid(), type, "structure " + n,
                    mask.grid().toPatient(
                            middle(box.first().column(), box.last().column()), middle(box.first().row(), box.last().row()),
                            middle(box.first().slice(), box.last().slice())),
                    0.9, n, List.of(), from));
            segments.add(new Segment(n, "structure " + n, ANATOMY, type, 0xffb000, mask));
        }
        Prediction p = new Prediction(
                series.uid(), from, findings, Optional.of(new Segmentation(masks.getFirst().grid(), segments)));
        w.store().append(
                NewRecord.of(uid(w), RecordKind.PREDICTION, Journal.encode(p)),
                s -> Summaries.withFindings(s, StudyState.TO_REVIEW, findings.size()),
                AuditEntry.of(AuditEvent.ANALYSED, "labels", uid(w)));
    }

    private static double middle(int first, int last) {
        return Math.rint((first + last) / 2.0);
    }

    private void analysed(Path images, Path weights) throws IOException {
        try (Workplace w = holding(List.of(images), "MR")) {
            ModelCatalogue models = w.models().catalogue();
            if (Files.exists(weights)) {
                models = models.with(ModelCatalogue.recognise(weights).orElseThrow());
            }
            w.analysis().run(uid(w), Optional.empty(), models, JobContext.unattended());
        }
    }

    /// A CT of the abdomen cut into a hundred pieces that touch one another, in every slice.
    private void hundred(Path at) throws IOException {
        SampleStore store = SampleStore.none(at);
        try (Workplace w = Workplace.create(store.opening(), SampleStore.PASSPHRASE.toCharArray())) {
            w.importing().run(List.of(data.resolve("ct_dicom_totalseg/example_ct_dicom")), JobContext.unattended());
            VoxelGrid grid = series(w).stacks().getFirst().grid();
            List<Mask> masks = new ArrayList<>();
            for (int n = 0; n < CELLS * CELLS; n++) {
                Mask.Builder mask = Mask.builder(grid);
                int wide = grid.columns() * 6 / 10 / CELLS;
                int high = grid.rows() * 4 / 10 / CELLS;
                int column = grid.columns() / 5 + n % CELLS * wide;
                int row = grid.rows() * 3 / 10 + n / CELLS * high;
                for (int s = 0; s < grid.slices(); s++) {
                    for (int r = row; r < row + high; r++) {
                        mask.addRun(s, r * grid.columns() + column, wide);
                    }
                }
                masks.add(mask.build());
            }
            keep(w, masks);
        }
    }

    /// The same hundred pieces as a DICOM SEG that came along with the images.
    private void came() throws IOException {
        Path first = Files.createTempDirectory(home.toAbsolutePath().getParent(), "first");
        hundred(first);
        Path out = first.resolve("out");
        try (Workplace w = SampleStore.none(first).open()) {
            w.exporting().run(uid(w), out, new ExportStudy.Choice(true), JobContext.unattended());
        }
        Files.delete(out.resolve("report.dcm"));
        try (Workplace w = holding(List.of(out), "CT")) {
            w.store().studies();
        }
    }
}
