package loupe.core.dicom.object;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import loupe.core.geometry.PatientPoint;

/// A gzipped NRRD label volume of 16-bit values in LPS, as dcmqi keeps its truth.
///
/// @param columns voxels in a row
/// @param rows rows
/// @param slices slices
/// @param origin centre of the first voxel
/// @param labels values, columns innermost
record Nrrd(int columns, int rows, int slices, PatientPoint origin, short[] labels) {
    static Nrrd read(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int end = 0;
        while (all[end] != '\n' || all[end + 1] != '\n') {
            end++;
        }
        String head = new String(all, 0, end, StandardCharsets.US_ASCII);
        int[] sizes = Arrays.stream(field(head, "sizes: ").split(" ")).mapToInt(Integer::parseInt).toArray();
        double[] at = Arrays.stream(field(head, "space origin: ").replaceAll("[()]", "").split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        byte[] raw = new GZIPInputStream(new ByteArrayInputStream(all, end + 2, all.length - end - 2)).readAllBytes();
        short[] labels = new short[raw.length / 2];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(labels);
        return new Nrrd(sizes[0], sizes[1], sizes[2], new PatientPoint(at[0], at[1], at[2]), labels);
    }

    private static String field(String head, String name) {
        return head.lines()
                .filter(l -> l.startsWith(name))
                .map(l -> l.substring(name.length()).strip())
                .findFirst()
                .orElseThrow();
    }

    int label(int column, int row, int slice) {
        return labels[(slice * rows + row) * columns + column];
    }
}
