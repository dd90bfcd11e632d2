package loupe.review.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.nifti.NiftiReader;
import loupe.core.study.Stack;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every public series, through arrival and door, against what dcm2niix (Debian) makes of the same files, or against the NIfTI
/// the set brings along where dcm2niix cannot read it or guesses.
class StacksLieWhereDcm2niixPutsThemTest {
    private static final Path DATA =
            Path.of(System.getProperty("loupe.shared", "../shared")).resolve("data");

    /// JPEG-LS is not read by Debian's dcm2niix.
    private static final Map<String, String> OWN_NIFTI = Map.of(
            "dicom2nifti/generic/compressed_jpegls/001", "dicom2nifti/generic/compressed/001_ground_truth.nii.gz");
    /// dcm2niix moves the volume without diffusion weighting to the end; the file has it first.
    private static final String WEIGHTED = "dicom2nifti/philips_enhanced/dti/001";
    /// A mosaic without its image header: see the test of its own.
    private static final String REVERSED = "dicom2nifti/siemens/fmri/001";
    /// A colour volume has no one value a voxel.
    private static final String COLOUR = "dicom2nifti/generic/rgb/001";

    @TempDir
    Path folder = Path.of("");

    static List<String> series() throws IOException {
        List<String> out = new ArrayList<>();
        for (String set : Files.isDirectory(DATA) ? List.of("vendors", "dicom2nifti") : List.<String>of()) {
            try (Stream<Path> all = Files.walk(DATA.resolve(set))) {
                all.filter(Files::isRegularFile)
                        .filter(p -> !p.toString().matches(".*\\.(txt|csv|gz|bval|bvec)|.*/LICENSE"))
                        .map(p -> DATA.relativize(p.getParent()).toString())
                        .filter(n -> !n.equals(COLOUR) && !n.equals(REVERSED))
                        .distinct()
                        .sorted()
                        .forEach(out::add);
            }
        }
        return out.isEmpty() ? List.of("(absent)") : out;
    }

    @ParameterizedTest
    @MethodSource("series")
    void with_the_same_values_at_the_same_places_and_in_the_same_order_of_time(String name) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "skipped: the folder of public inputs (../shared) is not there");
        Door door = Door.of(DATA.resolve(name));
        List<Stack> ours = door.series().stream().flatMap(s -> s.stacks().stream()).toList();
        List<Path> theirs = oracle(name);
        Set<Stack.Warning> warned = EnumSet.noneOf(Stack.Warning.class);
        ours.forEach(t -> warned.addAll(t.warnings()));
        assertThat(warned.contains(Stack.Warning.TILTED)).isEqualTo(named(theirs, "_Tilt"));
        assertThat(warned.contains(Stack.Warning.IRREGULAR_SPACING)).isEqualTo(named(theirs, "_Eq"));
        assertThat(warned).doesNotContain(Stack.Warning.SHIFTED_SLICES, Stack.Warning.INTERLEAVED_PASSES);
        int compared = 0;
        for (Path p : theirs) {
            if (!p.toString().matches(".*_(Tilt|Eq).*")) {
                compared += compare(door, ours, MemorySegment.ofArray(unpacked(p)), !name.equals(WEIGHTED));
            }
        }
        assertThat(compared).as("volumes").isPositive().isEqualTo(ours.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0003", "0004", "0005", "0006"})
    void and_the_slices_of_a_mosaic_have_the_times_it_gives_them(String series) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "skipped: the folder of public inputs (../shared) is not there");
        String name = "vendors/mr_siemens_mosaic/mr_" + series;
        oracle(name);
        List<Double> theirs = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            Path json = all.filter(p -> p.toString().endsWith(".json")).findFirst().orElseThrow();
            new ObjectMapper().readTree(json.toFile()).get("SliceTiming").forEach(t -> theirs.add(t.asDouble()));
        }
        FunctionalGroups groups = FunctionalGroups.of(Door.of(DATA.resolve(name)).headers().getFirst());
        List<Double> ours = new ArrayList<>();
        for (int f = 0; f < theirs.size(); f++) {
            String time = groups.group(f, Tag.FrameContentSequence).string(Tag.FrameReferenceDateTime).orElseThrow().substring(8);
            ours.add(3600 * Double.parseDouble(time.substring(0, 2)) + 60 * Double.parseDouble(time.substring(2, 4))
                    + Double.parseDouble(time.substring(4)));
        }
        double first = Collections.min(ours);
        for (int f = 0; f < theirs.size(); f++) {
            assertThat(ours.get(f) - first).isCloseTo(theirs.get(f), Offset.offset(0.0051));
        }
    }

    /// The protocol numbers the slices from the head down, the image header that would say so is gone. dcm2niix takes it for
    /// 64 slices from the feet up; the set's own NIfTI has values and order right, but the first tile's place for the last.
    @Test
    void and_a_mosaic_numbered_from_the_head_lies_by_the_places_of_its_protocol() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "skipped: the folder of public inputs (../shared) is not there");
        Door door = Door.of(DATA.resolve(REVERSED));
        MemorySegment own = MemorySegment.ofArray(unpacked(DATA.resolve(REVERSED + "_ground_truth.nii.gz")));
        List<Stack> ours = door.series().getFirst().stacks();
        assertThat(ours).hasSize(2);
        for (int t = 0; t < 2; t++) {
            try (Volume theirs = NiftiReader.volume(own, t);
                    Volume volume = door.volume(ours.get(t))) {
                VoxelGrid g = theirs.grid();
                VoxelGrid placed = new VoxelGrid(g.columns(), g.rows(), g.slices(), g.toPatient(0, 0, 1 - g.slices()),
                        g.columnStep(), g.rowStep(), g.sliceStep(), "");
                assertThat(offset(volume.grid(), placed)).isLessThan(0.01);
                assertThat(difference(volume, theirs, placed)).isLessThanOrEqualTo(0.5);
            }
        }
    }

    @Test
    void and_a_mosaic_that_was_cut_is_a_valid_object() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "skipped: the folder of public inputs (../shared) is not there");
        Path file = folder.resolve("cut.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(
                    Door.of(DATA.resolve("vendors/mr_siemens_mosaic/mr_0003")).headers().getFirst(),
                    TransferSyntax.EXPLICIT_LE, out);
        }
        Process p = new ProcessBuilder("dciodvfy", file.toString()).redirectErrorStream(true).start();
        String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("LegacyConvertedEnhancedMRImage");
        assertThat(said.lines().filter(l -> l.startsWith("Error"))).isEmpty();
    }

    private static boolean named(List<Path> files, String part) {
        return files.stream().anyMatch(f -> f.toString().contains(part));
    }

    /// Finds each of their volumes among our stacks, each later one at a later place.
    private static int compare(Door door, List<Stack> ours, MemorySegment bytes, boolean inOrder) throws IOException {
        int count = NiftiReader.phases(bytes).count();
        int last = -1;
        for (int t = 0; t < count; t++) {
            try (Volume v = NiftiReader.volume(bytes, t)) {
                int at = inOrder ? last + 1 : 0;
                while (at < ours.size() && !same(door, ours.get(at), v)) {
                    at++;
                }
                assertThat(at).as("phase %d of %d is one of ours, after the one before", t, count).isLessThan(ours.size());
                last = at;
            }
        }
        return count;
    }

    private static boolean same(Door door, Stack stack, Volume theirs) throws IOException {
        boolean regular = !stack.warnings().contains(Stack.Warning.TILTED)
                && !stack.warnings().contains(Stack.Warning.IRREGULAR_SPACING);
        if (stack.grid().voxels() != theirs.grid().voxels() || regular && offset(stack.grid(), theirs.grid()) > 0.01) {
            return false;
        }
        try (Volume ours = door.volume(stack)) {
            VoxelGrid g = regular ? theirs.grid() : upright(ours.grid());
            return difference(ours, theirs, g) <= 0.5;
        }
    }

    /// How far the corners of their grid lie from corners of ours, in voxels.
    private static double offset(VoxelGrid ours, VoxelGrid theirs) {
        int[] last = {ours.columns() - 1, ours.rows() - 1, ours.slices() - 1};
        double worst = 0;
        for (int corner = 0; corner < 8; corner++) {
            double[] at = ours.toIndex(theirs.toPatient(
                    (corner & 1) * (theirs.columns() - 1), (corner >> 1 & 1) * (theirs.rows() - 1),
                    (corner >> 2) * (theirs.slices() - 1)));
            for (int i = 0; i < 3; i++) {
                worst = Math.max(worst, Math.min(Math.abs(at[i]), Math.abs(at[i] - last[i])));
            }
        }
        return worst;
    }

    /// Where slices lean or lie irregularly, dcm2niix's plain file has no place for each: its rows go up, slice by slice.
    private static VoxelGrid upright(VoxelGrid g) {
        return new VoxelGrid(g.columns(), g.rows(), g.slices(), g.toPatient(0, g.rows() - 1, 0), g.columnStep(),
                g.rowStep().times(-1), g.sliceStep(), "");
    }

    /// The largest difference of two values at one place.
    ///
    /// @param g where their voxels lie
    private static double difference(Volume ours, Volume theirs, VoxelGrid g) {
        double worst = 0;
        for (int s = 0; s < g.slices(); s++) {
            for (int r = 0; r < g.rows(); r++) {
                for (int c = 0; c < g.columns(); c++) {
                    double[] at = ours.grid().toIndex(g.toPatient(c, r, s));
                    float v = ours.value((int) Math.rint(at[0]), (int) Math.rint(at[1]), (int) Math.rint(at[2]));
                    worst = Math.max(worst, Math.abs(v - theirs.value(c, r, s)));
                }
            }
        }
        return worst;
    }

    private List<Path> oracle(String name) throws IOException {
        String own = OWN_NIFTI.get(name);
        if (own != null) {
            return List.of(DATA.resolve(own));
        }
        Process p = new ProcessBuilder(
                        "dcm2niix", "-z", "n", "-b", "y", "-p", "n", "-f", "%s_%r", "-o", folder.toString(),
                        DATA.resolve(name).toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> out = all.filter(f -> f.toString().endsWith(".nii")).sorted().toList();
            assertThat(out).as(said).isNotEmpty();
            return out;
        }
    }

    private static byte[] unpacked(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return plain.readAllBytes();
        }
    }
}
