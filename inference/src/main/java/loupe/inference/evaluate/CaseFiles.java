package loupe.inference.evaluate;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.series.Headers;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.dicom.series.VolumeReader;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Frame;
import loupe.core.image.Volume;
import loupe.core.nifti.NiftiReader;
import loupe.core.segment.Mask;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;

/// Reads images and truths of cases.
final class CaseFiles {
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private CaseFiles() {}

    /// An image; the caller closes it.
    ///
    /// @throws IOException if it cannot be read
    static Volume volume(Path image, JobContext job) throws IOException {
        if (Files.isDirectory(image)) {
            return dicom(image, job);
        }
        return isPicture(image) ? picture(image) : NiftiReader.volume(nifti(image));
    }

    /// The voxels of a truth whose values count, on the image's grid.
    ///
    /// @throws IOException if it cannot be read or lies on another number of voxels of a picture
    static Mask mask(Path truth, VoxelGrid grid, DoublePredicate counts) throws IOException {
        try (Volume v = isPicture(truth) ? picture(truth) : NiftiReader.volume(nifti(truth))) {
            VoxelGrid own = isPicture(truth) ? grid : v.grid();
            if (own.columns() != v.grid().columns() || own.rows() != v.grid().rows()) {
                throw new IOException("a picture's truth must have as many pixels as the picture");
            }
            Mask.Builder mask = Mask.builder(own);
            float[] slice = new float[own.voxelsPerSlice()];
            for (int s = 0; s < own.slices(); s++) {
                v.slice(s, slice);
                for (int i = 0; i < slice.length; i++) {
                    if (counts.test(slice[i])) {
                        mask.add(s, i);
                    }
                }
            }
            return mask.build().resampled(grid);
        }
    }

    private static boolean isPicture(Path file) {
        return String.valueOf(file.getFileName()).matches("(?i).*\\.(png|jpe?g)");
    }

    private static MemorySegment nifti(Path file) throws IOException {
        return NiftiReader.bytes(file, LARGEST);
    }

    private static Volume picture(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new IOException("a picture of the truth folder cannot be read");
        }
        VoxelGrid grid = VoxelGrid.axial(image.getWidth(), image.getHeight(), 1, new PatientPoint(0, 0, 0), 1, 1, "");
        Volume.Builder v = Volume.builder(grid, Volume.SampleType.INT16, "");
        int bands = image.getRaster().getNumBands();
        for (int i = 0; i < grid.voxelsPerSlice(); i++) {
            int x = i % grid.columns();
            int y = i / grid.columns();
            int value = bands == 1 ? image.getRaster().getSample(x, y, 0) : image.getRGB(x, y) >> 8 & 0xff;
            v.sliceSamples(0).setAtIndex(ValueLayout.JAVA_SHORT, i, (short) value);
        }
        return v.build();
    }

    private static Volume dicom(Path folder, JobContext job) throws IOException {
        Map<String, DicomFile> files = new HashMap<>();
        List<DataSet> headers = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path p : all.filter(Files::isRegularFile).toList()) {
                DicomFile f = DicomReader.usual().read(p);
                files.put(f.data().string(Tag.SOPInstanceUID, ""), f);
                headers.add(f.data());
            }
        }
        Stack stack = Headers.series(headers).stream().flatMap(s -> s.stacks().stream())
                .max(Comparator.comparingInt(s -> s.slices().size()))
                .orElseThrow(() -> new IOException("a folder of the truth holds no stack of slices"));
        return VolumeReader.read(stack, new Supply(files), job);
    }

    private record Supply(Map<String, DicomFile> files) implements PixelSupply {
        private DicomFile file(String uid) throws IOException {
            DicomFile f = files.get(uid);
            if (f == null) {
                throw new IOException("the folder has no such instance");
            }
            return f;
        }

        @Override
        public DataSet header(String uid) throws IOException {
            return file(uid).data();
        }

        @Override
        public Frame frame(String uid, int frame) throws IOException {
            return PixelDecoder.decode(file(uid).data(), file(uid).syntax(), frame);
        }
    }
}
