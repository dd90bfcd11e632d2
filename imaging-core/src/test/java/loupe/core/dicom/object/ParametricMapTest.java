package loupe.core.dicom.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import loupe.core.Peer;
import loupe.core.Shared;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.series.Headers;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.dicom.series.VolumeReader;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Frame;
import loupe.core.image.Volume;
import loupe.core.nifti.NiftiReader;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametricMapTest {
    private static final ParametricMap.Origin CT =
            new ParametricMap.Origin("CT", name -> "2.25." + Math.abs(name.hashCode()), "PERSON");

    @TempDir Path folder;

    private Path written(String nifti, Volume v) throws IOException {
        Path to = folder.resolve(nifti.replace('/', '-') + ".dcm");
        try (OutputStream out = Files.newOutputStream(to)) {
            DicomWriter.writeFile(ParametricMap.of(v, CT), TransferSyntax.EXPLICIT_LE, out);
        }
        return to;
    }

    private static Volume nifti(Path gz) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(gz))) {
            return NiftiReader.volume(MemorySegment.ofArray(in.readAllBytes()));
        }
    }

    private static Volume readBack(Path file) throws IOException {
        DicomFile f = DicomReader.usual().read(file);
        Stack stack = Headers.series(List.of(f.data())).getFirst().stacks().getFirst();
        return VolumeReader.read(
                stack,
                new PixelSupply() {
                    @Override
                    public DataSet header(String uid) {
                        return f.data();
                    }

                    @Override
                    public Frame frame(String uid, int frame) throws IOException {
                        return PixelDecoder.decode(f.data(), f.syntax(), frame);
                    }
                },
                JobContext.unattended());
    }

    @Test
    void public_volumes_keep_every_value_and_place() throws IOException {
        for (String name : List.of("ct_dicom_totalseg/example_ct_sm.nii.gz", "spine_t2/t2.nii.gz", "chest_ct_eval/id001.nii.gz")) {
            try (Volume v = nifti(Shared.path("data/" + name));
                    Volume back = readBack(written(name, v))) {
                assertThat(back.unit()).isEqualTo("HU");
                for (int i = 0; i < 500; i++) {
                    int c = i * 7919 % v.grid().columns();
                    int r = i * 104_729 % v.grid().rows();
                    int s = i * 31 % v.grid().slices();
                    PatientPoint at = v.grid().toPatient(c, r, s);
                    double[] there = back.grid().toIndex(at);
                    for (double index : there) {
                        assertThat(index - Math.rint(index)).as(name).isCloseTo(0, within(1e-4));
                    }
                    assertThat(back.value((int) Math.rint(there[0]), (int) Math.rint(there[1]), (int) Math.rint(there[2])))
                            .as("%s at %d %d %d", name, c, r, s)
                            .isEqualTo(v.value(c, r, s));
                }
            }
        }
    }

    @Test
    void pydicom_reads_the_numbers_the_file_holds_and_dciodvfy_finds_no_error() throws IOException {
        Path gz = Shared.path("data/ct_dicom_totalseg/example_ct_sm.nii.gz");
        try (Volume v = nifti(gz)) {
            Path dcm = written("example", v);
            assertThat(Peer.dciodvfyErrors(dcm)).isEmpty();
            Peer.Answer a = Peer.python(
                    """
                    import sys, gzip, struct, numpy, pydicom
                    b = gzip.open(sys.argv[1]).read()
                    dim = struct.unpack('<8h', b[40:56])
                    t = {2: 'u1', 4: '<i2', 8: '<i4', 16: '<f4'}[struct.unpack('<h', b[70:72])[0]]
                    at = int(struct.unpack('<f', b[108:112])[0])
                    v = numpy.frombuffer(b, t, dim[1] * dim[2] * dim[3], at).reshape(dim[3], dim[2], dim[1])
                    d = pydicom.dcmread(sys.argv[2])
                    print((v.astype('f4') == d.pixel_array).all(), d.Modality)
                    """,
                    gz.toString(),
                    dcm.toString());
            assertThat(a.output().strip()).isEqualTo("True CT");
        }
    }

    @Test
    void refuses_a_grid_sheared_in_its_slices() {
        VoxelGrid sheared = new VoxelGrid(4, 4, 2, new PatientPoint(0, 0, 0), new PatientVector(1, 0, 0),
                new PatientVector(0.3, 1, 0), new PatientVector(0, 0, 1), "");
        try (Volume v = Volume.builder(sheared, Volume.SampleType.FLOAT32, "").build()) {
            assertThatThrownBy(() -> ParametricMap.of(v, CT)).hasMessageContaining("right angles");
        }
    }
}
