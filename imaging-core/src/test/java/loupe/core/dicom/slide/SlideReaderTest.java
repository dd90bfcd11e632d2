package loupe.core.dicom.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.Peer;
import loupe.core.Shared;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.image.RasterImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideReaderTest {
    private static final int TILE = 16;

    @TempDir Path folder;

    /// Colour of a pixel of the synthetic slide.
    private static int colour(int path, int x, int y) {
        return 0xff000000 | (x * 5 & 0xff) << 16 | (y * 3 & 0xff) << 8 | (x * y + 70 * path & 0xff);
    }

    private static byte[] tile(int path, int left, int top) {
        byte[] out = new byte[3 * TILE * TILE];
        for (int i = 0; i < TILE * TILE; i++) {
            int c = colour(path, left + i % TILE, top + i / TILE);
            out[3 * i] = (byte) (c >> 16);
            out[3 * i + 1] = (byte) (c >> 8);
            out[3 * i + 2] = (byte) c;
        }
        return out;
    }

    private record At(int path, int column, int row) {}

    private static DataSet.Builder image(String uid, int columns, int rows, List<At> tiles) {
        byte[] pixels = new byte[tiles.size() * 3 * TILE * TILE];
        for (int i = 0; i < tiles.size(); i++) {
            At t = tiles.get(i);
            System.arraycopy(tile(t.path, t.column, t.row), 0, pixels, i * 3 * TILE * TILE, 3 * TILE * TILE);
        }
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, SlidePyramid.SOP_CLASS)
                .put(Tag.SOPInstanceUID, Vr.UI, uid)
                .put(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "VOLUME", "NONE")
                .put(Tag.DimensionOrganizationType, Vr.CS, "TILED_FULL")
                .put(Tag.TotalPixelMatrixColumns, Vr.UL, columns)
                .put(Tag.TotalPixelMatrixRows, Vr.UL, rows)
                .put(Tag.NumberOfFrames, Vr.IS, "" + tiles.size())
                .put(Tag.SamplesPerPixel, Vr.US, 3)
                .put(Tag.PhotometricInterpretation, Vr.CS, "RGB")
                .put(Tag.PlanarConfiguration, Vr.US, 0)
                .put(Tag.Rows, Vr.US, TILE)
                .put(Tag.Columns, Vr.US, TILE)
                .put(Tag.BitsAllocated, Vr.US, 8)
                .put(Tag.BitsStored, Vr.US, 8)
                .put(Tag.HighBit, Vr.US, 7)
                .put(Tag.PixelRepresentation, Vr.US, 0)
                .put(Tag.OpticalPathSequence, List.of(path("A"), path("B")))
                .put(Tag.PixelData, Vr.OB, pixels);
    }

    private static DataSet path(String id) {
        return DataSet.builder().put(Tag.OpticalPathIdentifier, Vr.SH, id).build();
    }

    private static List<At> all(int columns, int rows) {
        List<At> out = new ArrayList<>();
        for (int p = 0; p < 2; p++) {
            for (int y = 0; y < rows; y += TILE) {
                for (int x = 0; x < columns; x += TILE) {
                    out.add(new At(p, x, y));
                }
            }
        }
        return out;
    }

    private static void isRight(List<DataSet> parts, boolean holes) throws IOException {
        PlainFiles files = new PlainFiles(parts);
        SlideReader reader = new SlideReader(SlidePyramid.of(parts), new TileCache(files, 1 << 20));
        TiledImage image = reader.pyramid().levels().getFirst();
        for (int p = 0; p < 2; p++) {
            RasterImage.Colour got = reader.read(image, p, new SlideReader.Area(-3, 5, 60, 50));
            for (int y = 0; y < 50; y++) {
                for (int x = 0; x < 60; x++) {
                    int ix = x - 3;
                    int iy = y + 5;
                    boolean in = ix >= 0 && ix < 50 && iy < 40 && !(holes && ix / TILE == 1 && iy / TILE == 1);
                    assertThat(got.argb()[y * 60 + x]).isEqualTo(in ? colour(p, ix, iy) : 0xffffffff);
                }
            }
        }
    }

    @Test
    void any_region_of_a_full_tiling_has_its_pixels_on_each_optical_path() throws IOException {
        isRight(List.of(image("2.25.1", 50, 40, all(50, 40)).build()), false);
    }

    @Test
    void a_concatenation_is_one_image_whatever_order_its_parts_come_in() throws IOException {
        List<At> tiles = all(50, 40);
        DataSet one = image("2.25.1", 50, 40, tiles.subList(0, 7))
                .put(Tag.ConcatenationUID, Vr.UI, "2.25.9")
                .put(Tag.ConcatenationFrameOffsetNumber, Vr.UL, 0)
                .build();
        DataSet two = image("2.25.2", 50, 40, tiles.subList(7, tiles.size()))
                .put(Tag.ConcatenationUID, Vr.UI, "2.25.9")
                .put(Tag.ConcatenationFrameOffsetNumber, Vr.UL, 7)
                .build();
        isRight(List.of(one, two), false);
        isRight(List.of(two, one), false);
    }

    private static DataSet group(At t) {
        return DataSet.builder()
                .put(Tag.PlanePositionSlideSequence, List.of(DataSet.builder()
                        .put(Tag.ColumnPositionInTotalImagePixelMatrix, Vr.SL, t.column + 1)
                        .put(Tag.RowPositionInTotalImagePixelMatrix, Vr.SL, t.row + 1)
                        .build()))
                .put(Tag.OpticalPathIdentificationSequence, List.of(path(t.path == 0 ? "A" : "B")))
                .build();
    }

    @Test
    void a_sparse_tiling_is_white_where_it_has_no_tile() throws IOException {
        List<At> tiles = new ArrayList<>(all(50, 40).reversed());
        tiles.removeIf(t -> t.column == TILE && t.row == TILE);
        DataSet d = image("2.25.1", 50, 40, tiles)
                .put(Tag.DimensionOrganizationType, Vr.CS, "TILED_SPARSE")
                .put(Tag.PerFrameFunctionalGroupsSequence, tiles.stream().map(SlideReaderTest::group).toList())
                .build();
        isRight(List.of(d), true);
    }

    @Test
    void tiles_off_the_lattice_are_read_too() throws IOException {
        List<At> tiles = List.of(new At(0, 10, 9), new At(0, 26, 9));
        DataSet d = image("2.25.1", 50, 40, tiles)
                .put(Tag.DimensionOrganizationType, Vr.CS, "TILED_SPARSE")
                .put(Tag.PerFrameFunctionalGroupsSequence, tiles.stream().map(SlideReaderTest::group).toList())
                .build();
        SlideReader reader = new SlideReader(SlidePyramid.of(List.of(d)), new TileCache(new PlainFiles(List.of(d)), 0));
        int[] got = reader.read(reader.pyramid().levels().getFirst(), 0, new SlideReader.Area(20, 12, 20, 10)).argb();
        for (int i = 0; i < got.length; i++) {
            assertThat(got[i]).isEqualTo(colour(0, 20 + i % 20, 12 + i / 20));
        }
    }

    private static PlainFiles cmu1() throws IOException {
        List<DicomFile> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(Shared.path("data/wsi_cmu1"))) {
            for (Path p : all.sorted().toList()) {
                files.add(DicomReader.usual().read(p));
            }
        }
        return PlainFiles.of(files);
    }

    @Test
    void a_real_pyramid_has_twelve_levels_and_the_pixels_dcmtk_decodes() throws IOException {
        PlainFiles files = cmu1();
        SlideReader reader = new SlideReader(SlidePyramid.of(files.headers()), new TileCache(files, 64 << 20));
        assertThat(reader.pyramid().levels()).hasSize(12);
        TiledImage level = reader.pyramid().levels().get(1);
        assertThat(level.columns()).isEqualTo(1110);
        // dcmtk decodes level 1; its frames lie in rows of three.
        Path plain = folder.resolve("plain.dcm");
        assertThat(Peer.run(List.of("dcmdjpeg", "+cg", Shared.path("data/wsi_cmu1/level-1-frames-0-9.dcm").toString(), plain.toString()))
                        .exit())
                .isZero();
        byte[] theirs = DicomReader.usual().read(plain).data().bytes(Tag.PixelData).orElseThrow()
                .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        int[] ours = reader.read(level, 0, new SlideReader.Area(480, 490, 90, 80)).argb();
        for (int i = 0; i < ours.length; i++) {
            int x = 480 + i % 90;
            int y = 490 + i / 90;
            int frame = y / 500 * 3 + x / 500;
            int at = 3 * ((frame * 500 + y % 500) * 500 + x % 500);
            for (int c = 0; c < 3; c++) {
                int level8 = ours[i] >> 16 - 8 * c & 0xff;
                assertThat(Math.abs(level8 - (theirs[at + c] & 0xff))).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void a_view_takes_the_coarsest_level_that_has_its_detail() throws IOException {
        PlainFiles files = cmu1();
        TileCache cache = new TileCache(files, 64 << 20);
        SlideReader reader = new SlideReader(SlidePyramid.of(files.headers()), cache);
        assertThat(reader.pyramid().levelFor(0.5)).isZero();
        assertThat(reader.pyramid().levelFor(1.9)).isZero();
        assertThat(reader.pyramid().levelFor(2)).isEqualTo(1);
        assertThat(reader.pyramid().levelFor(9)).isEqualTo(3);
        RasterImage.Colour coarse = reader.view(new SlideReader.View(0, 0, 8, 277, 370), 0);
        // Level 3 at its own scale is the picture itself.
        int[] level3 = reader.read(reader.pyramid().levels().get(3), 0, new SlideReader.Area(0, 0, 277, 370)).argb();
        assertThat(coarse.argb()).isEqualTo(level3);
        int decoded = files.decoded();
        reader.view(new SlideReader.View(0, 0, 8, 277, 370), 0);
        assertThat(files.decoded()).as("tiles come from the cache").isEqualTo(decoded);
    }

    @Test
    void a_view_between_levels_is_the_mean_of_what_each_pixel_covers() throws IOException {
        DataSet d = image("2.25.1", 48, 48, all(48, 48)).build();
        SlideReader reader = new SlideReader(SlidePyramid.of(List.of(d)), new TileCache(new PlainFiles(List.of(d)), 1 << 20));
        int[] got = reader.view(new SlideReader.View(6, 4, 3, 5, 4), 0).argb();
        for (int i = 0; i < got.length; i++) {
            double sum = 0;
            for (int k = 0; k < 9; k++) {
                sum += colour(0, 6 + 3 * (i % 5) + k % 3, 4 + 3 * (i / 5) + k / 3) >> 8 & 0xff;
            }
            assertThat(got[i] >> 8 & 0xff).isEqualTo((int) Math.rint(sum / 9));
        }
    }

    @Test
    void the_cache_keeps_within_its_budget() throws IOException {
        DataSet d = image("2.25.1", 160, 160, all(160, 160)).build();
        TileCache cache = new TileCache(new PlainFiles(List.of(d)), 10L * 4 * TILE * TILE);
        SlideReader reader = new SlideReader(SlidePyramid.of(List.of(d)), cache);
        reader.read(reader.pyramid().levels().getFirst(), 0, new SlideReader.Area(0, 0, 160, 160));
        assertThat(cache.bytes()).isEqualTo(10L * 4 * TILE * TILE);
    }

    @Test
    void impossible_slides_are_refused() {
        for (DataSet bad : List.of(
                image("2.25.1", 0, 40, all(50, 40)).build(),
                image("2.25.1", 50, 40, all(50, 40)).put(Tag.TotalPixelMatrixFocalPlanes, Vr.UL, 0).build(),
                image("2.25.1", 50, 40, all(50, 40)).put(Tag.ImageType, Vr.CS, "A", "B", "LABEL").build(),
                image("2.25.1", 50, 40, all(50, 40))
                        .put(Tag.DimensionOrganizationType, Vr.CS, "TILED_SPARSE")
                        .put(Tag.PerFrameFunctionalGroupsSequence, List.of(group(new At(0, 90, 0))))
                        .build())) {
            assertThatThrownBy(() -> SlidePyramid.of(List.of(bad))).isInstanceOf(DicomException.class);
        }
    }
}
