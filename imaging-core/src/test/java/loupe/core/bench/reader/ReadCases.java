package loupe.core.bench.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.EmptiedUids;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.object.SegFile;
import loupe.core.dicom.series.Headers;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.dicom.series.VolumeReader;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Frame;
import loupe.core.image.Volume;
import loupe.core.nifti.NiftiReader;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.VoxelField;
import loupe.core.segment.region.EditRegion;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;

/// The sets the simulated reader works on: two phantoms and, where the folder of public inputs is there, real masks on real images.
final class ReadCases {
    private static final JobContext JOB = JobContext.unattended();
    private static final double NOISE = 10;

    private ReadCases() {}

    /// Makes or reads a set.
    interface Source {
        ReadCase read() throws IOException;
    }

    /// The sets by name.
    ///
    /// @param shared the folder of public inputs
    static Map<String, Source> all(Path shared) {
        Path data = shared.resolve("data");
        Map<String, Source> out = new LinkedHashMap<>();
        out.put("phantom ball", () -> phantom("phantom ball", false));
        out.put("phantom tube", () -> phantom("phantom tube", true));
        if (Files.isDirectory(data)) {
            out.put("spine_t2 cord", () -> cord(data));
            out.put("dcmqi liver", () -> liver(data));
            out.put("ct spleen", () -> organ("ct spleen", data, 1));
            out.put("ct aorta", () -> organ("ct aorta", data, 52));
            out.put("ct liver", () -> organ("ct liver", data, 5));
        }
        return out;
    }

    /// A ball of 44 mm or a bent tube of 14 mm, 100 above what is around it, beside a bar of nearly its value that touches it;
    /// noise of 10.
    private static ReadCase phantom(String name, boolean tube) {
        VoxelGrid grid = VoxelGrid.axial(128, 128, 48, new PatientPoint(0, 0, 0), 1, 2, "2.25.1");
        List<PatientPoint> way = new ArrayList<>();
        for (int i = 0; i <= 40; i++) {
            double t = i / 40.0;
            way.add(tube ? new PatientPoint(64 + 25 * Math.sin(5 * t), 40 + 45 * t, 14 + 66 * t) : new PatientPoint(64, 64, 47));
        }
        double radius = tube ? 7 : 22;
        Mask truth = new EditRegion.BallStroke(way, radius).voxels(grid);
        PatientPoint beside = new PatientPoint(64 + radius + 6, 64, 47);
        Mask bar = new EditRegion.BallStroke(List.of(beside, new PatientPoint(110, 100, 60)), 7).voxels(grid).andNot(truth);
        SplittableRandom random = new SplittableRandom(11);
        float[][] values = new float[grid.slices()][grid.voxelsPerSlice()];
        for (int s = 0; s < grid.slices(); s++) {
            for (int i = 0; i < grid.voxelsPerSlice(); i++) {
                double base = truth.contains(s, i) ? 100 : bar.contains(s, i) ? 85 : 0;
                values[s][i] = (float) (base + NOISE * random.nextGaussian());
            }
        }
        return ReadCase.about(name, new Values(grid, values), truth);
    }

    private record Values(VoxelGrid grid, float[][] values) implements VoxelField {
        @Override
        public void slice(int slice, float[] into) {
            System.arraycopy(values[slice], 0, into, 0, values[slice].length);
        }
    }

    private static ReadCase cord(Path data) throws IOException {
        Mask truth = NiftiReader.mask(NiftiReader.bytes(data.resolve("spine_t2/t2_seg-manual.nii.gz"), 1 << 30), 1);
        try (Volume v = NiftiReader.volume(NiftiReader.bytes(data.resolve("spine_t2/t2.nii.gz"), 1 << 30))) {
            return ReadCase.about("spine_t2 cord", VoxelField.of(v, truth.grid()), truth);
        }
    }

    private static ReadCase liver(Path data) throws IOException {
        Path folder = data.resolve("dcmqi/segmentations");
        FolderOfImages images = new FolderOfImages(folder.resolve("ct-3slice"));
        DicomFile seg = DicomReader.usual().read(folder.resolve("liver.dcm"));
        Stack stack = images.stack();
        Mask truth = SegFile.of(seg.data(), seg.syntax()).onto(stack).segment(1).mask();
        try (Volume v = VolumeReader.read(stack, images, JOB)) {
            return ReadCase.about("dcmqi liver", VoxelField.of(v), truth);
        }
    }

    private static ReadCase organ(String name, Path data, int label) throws IOException {
        Path folder = data.resolve("ct_dicom_totalseg");
        FolderOfImages images = new FolderOfImages(folder.resolve("example_ct_dicom"));
        Stack stack = images.stack();
        Mask truth = NiftiReader.mask(NiftiReader.bytes(folder.resolve("example_seg_dicom.nii.gz"), 1 << 30), label)
                .resampled(stack.grid());
        try (Volume v = VolumeReader.read(stack, images, JOB)) {
            return ReadCase.about(name, VoxelField.of(v), truth);
        }
    }

    /// The images of a folder.
    private static final class FolderOfImages implements PixelSupply {
        private final Map<String, DataSet> headers = new LinkedHashMap<>();
        private final Map<String, TransferSyntax> syntaxes = new LinkedHashMap<>();

        FolderOfImages(Path folder) throws IOException {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path p : all.filter(Files::isRegularFile).sorted().toList()) {
                    DicomFile f = DicomReader.usual().read(p);
                    DataSet header = EmptiedUids.named(f.data(), headers.size());
                    String uid = header.string(Tag.SOPInstanceUID, "");
                    headers.put(uid, header);
                    syntaxes.put(uid, f.syntax());
                }
            }
        }

        /// The stack of most slices.
        Stack stack() {
            return Headers.series(List.copyOf(headers.values())).stream()
                    .flatMap(s -> s.stacks().stream())
                    .max(Comparator.comparingInt(s -> s.slices().size()))
                    .orElseThrow();
        }

        @Override
        public DataSet header(String uid) {
            return headers.get(uid);
        }

        @Override
        public Frame frame(String uid, int frame) throws IOException {
            return PixelDecoder.decode(header(uid), syntaxes.get(uid), frame);
        }
    }
}
