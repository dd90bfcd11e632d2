package loupe.core.dicom.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.CieLab;
import loupe.core.image.RasterImage;
import loupe.core.render.Layer;
import loupe.core.render.LayerStack;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
import loupe.core.render.SpatialTransform;
import loupe.core.render.Toning;
import loupe.core.render.Viewport;
import loupe.core.render.colour.ColourMap;
import loupe.core.render.colour.LevelColours;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Presentation states in colour, compared with values worked out: dcmtk draws none of them.
class PresentationColoursTest {
    private static final String STATES = "1.2.840.10008.5.1.4.1.1.11.";
    private static final int N = 64;

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.DEFAULT);
    }

    private static DataSet.Builder state(int kind) {
        DataSet on = item().put(Tag.ReferencedSOPInstanceUID, Vr.UI, "2.25.10").build();
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, STATES + kind)
                .put(Tag.ReferencedSeriesSequence, List.of(item().put(Tag.ReferencedImageSequence, List.of(on)).build()));
    }

    private static DataSet image(String photometric) {
        return DataSet.builder().put(Tag.SOPInstanceUID, Vr.UI, "2.25.10")
                .put(Tag.PhotometricInterpretation, Vr.CS, photometric)
                .put(Tag.SamplesPerPixel, Vr.US, photometric.equals("RGB") ? 3 : 1)
                .put(Tag.BitsStored, Vr.US, 12)
                .build();
    }

    private static DataSet.Builder window(DataSet.Builder b, String function) {
        return b.put(Tag.SoftcopyVOILUTSequence, List.of(item().put(Tag.WindowCenter, Vr.DS, "100")
                .put(Tag.WindowWidth, Vr.DS, "81").put(Tag.VOILUTFunction, Vr.CS, function).build()));
    }

    /// Red rises, green falls, blue goes up and down.
    private static int[] palette(int entries) {
        int[] out = new int[entries];
        for (int i = 0; i < entries; i++) {
            int up = i * 255 / (entries - 1);
            out[i] = 0xff000000 | up << 16 | 255 - up << 8 | i * 37 % 256;
        }
        return out;
    }

    private static DataSet.Builder with(DataSet.Builder b, int[] palette) {
        int[] descriptors = {
            Tag.RedPaletteColorLookupTableDescriptor, Tag.GreenPaletteColorLookupTableDescriptor, Tag.BluePaletteColorLookupTableDescriptor};
        int[] tables = {Tag.RedPaletteColorLookupTableData, Tag.GreenPaletteColorLookupTableData, Tag.BluePaletteColorLookupTableData};
        for (int c = 0; c < 3; c++) {
            byte[] data = new byte[2 * palette.length];
            for (int i = 0; i < palette.length; i++) {
                data[2 * i + 1] = (byte) (palette[i] >> 16 - 8 * c);
            }
            b.put(descriptors[c], Vr.US, palette.length, 0, 16).put(tables[c], Vr.OW, data);
        }
        return b;
    }

    private static RasterImage gray(boolean whiteIsLow) {
        float[] values = new float[N];
        for (int i = 0; i < N; i++) {
            values[i] = 40 + 2 * i;
        }
        return new RasterImage.Gray(N, 1, values, whiteIsLow);
    }

    private static int[] drawn(RasterImage image, PresentationState.Look look) {
        int[] out = new int[image.columns() * image.rows()];
        boolean across = look.transform().swapsAxes();
        Viewport v = new Viewport(across ? image.rows() : image.columns(), across ? image.columns() : image.rows(), 1,
                (image.columns() - 1) / 2.0, (image.rows() - 1) / 2.0, 1, 1, look.transform());
        LevelColours colours = look.palette().isPresent() ? look.palette().get() : ColourMap.GRAY;
        SliceRenderer.render(new RenderRequest(image, 0, new Toning(look.window(), look.inverted(), colours), Optional.empty(), v,
                new LayerStack(List.of(new Layer.ShutterLayer(look.shutters(), look.shutterRgb())))), out);
        return out;
    }

    @Nested
    class Pseudo_colour {
        @ParameterizedTest
        @CsvSource({"256,MONOCHROME2", "16,MONOCHROME2", "1024,MONOCHROME2", "256,MONOCHROME1"})
        void shows_each_value_in_the_palettes_entry_for_what_the_window_makes_of_it(int entries, String photometric)
                throws DicomException {
            int[] palette = palette(entries);
            PresentationState s = PresentationState.of(with(window(state(3), "LINEAR"), palette).build());
            PresentationState.Look look = s.look(image(photometric), 0).orElseThrow();
            int[] out = drawn(gray(photometric.equals("MONOCHROME1")), look);
            for (int i = 0; i < N; i++) {
                double v = 40 + 2 * i;
                double b = Math.clamp((v - 99.5) / 80 + 0.5, 0, 1);
                double entry = b * (entries - 1);
                assertThat(out[i]).as("value %s is entry %s", v, entry)
                        .isIn(palette[(int) Math.floor(entry)], palette[(int) Math.ceil(entry)]);
            }
            assertThat(out[0]).isEqualTo(palette[0]);
            assertThat(out[N - 1]).isEqualTo(palette[entries - 1]);
        }

        @Test
        void is_for_gray_images_only_and_needs_its_palette() throws DicomException {
            PresentationState s = PresentationState.of(with(state(3), palette(256)).build());
            assertThat(s.look(image("RGB"), 0)).isEmpty();
            assertThatThrownBy(() -> PresentationState.of(state(3).build())).isInstanceOf(DicomException.class).hasMessageContaining("palette");
        }
    }

    @Nested
    class Colour {
        @Test
        void turns_colour_images_and_covers_them_in_its_own_colour() throws DicomException {
            int cover = 0x3366cc;
            PresentationState s = PresentationState.of(state(2)
                    .put(Tag.ImageRotation, Vr.US, 90).put(Tag.ImageHorizontalFlip, Vr.CS, "N")
                    .put(Tag.ShutterShape, Vr.CS, "RECTANGULAR")
                    .put(Tag.ShutterLeftVerticalEdge, Vr.IS, "2").put(Tag.ShutterRightVerticalEdge, Vr.IS, "3")
                    .put(Tag.ShutterUpperHorizontalEdge, Vr.IS, "1").put(Tag.ShutterLowerHorizontalEdge, Vr.IS, "2")
                    .put(0x00181624, Vr.US, CieLab.ofRgb(cover))
                    .put(Tag.ShutterPresentationValue, Vr.US, 0)
                    .build());
            PresentationState.Look look = s.look(image("RGB"), 0).orElseThrow();
            assertThat(look.transform()).isEqualTo(new SpatialTransform(1, false));
            int[] argb = {0xff000001, 0xff000002, 0xff000003, 0xff000004, 0xff000005, 0xff000006};
            int[] out = drawn(new RasterImage.Colour(3, 2, argb), look);
            int covered = out[0];
            assertThat(List.of(covered >> 16 & 0xff, covered >> 8 & 0xff, covered & 0xff)).as("the cover's colour, within one")
                    .satisfies(c -> {
                        assertThat(c.get(0)).isBetween(0x32, 0x34);
                        assertThat(c.get(1)).isBetween(0x65, 0x67);
                        assertThat(c.get(2)).isBetween(0xcb, 0xcd);
                    });
            assertThat(out).as("turned right: the lower row is on the left; its first column is covered")
                    .containsExactly(covered, covered, 0xff000005, 0xff000002, 0xff000006, 0xff000003);
        }

        @Test
        void leaves_gray_images_alone() throws DicomException {
            assertThat(PresentationState.of(state(2).build()).look(image("MONOCHROME2"), 0)).isEmpty();
        }

        @Test
        void of_a_layer_goes_before_its_gray() throws DicomException {
            DataSet graphic = item().put(Tag.GraphicAnnotationUnits, Vr.CS, "PIXEL").put(Tag.GraphicData, Vr.FL, 1, 1)
                    .put(Tag.GraphicType, Vr.CS, "POINT").build();
            PresentationState s = PresentationState.of(state(2)
                    .put(Tag.GraphicAnnotationSequence, List.of(
                            item().put(Tag.GraphicLayer, Vr.CS, "A").put(Tag.GraphicObjectSequence, List.of(graphic)).build()))
                    .put(Tag.GraphicLayerSequence, List.of(item().put(Tag.GraphicLayer, Vr.CS, "A")
                            .put(Tag.GraphicLayerRecommendedDisplayGrayscaleValue, Vr.US, 65_535)
                            .put(Tag.GraphicLayerRecommendedDisplayCIELabValue, Vr.US, CieLab.ofRgb(0xff0000)).build()))
                    .build());
            int c = s.colour(s.look(image("RGB"), 0).orElseThrow().graphics().getFirst());
            assertThat(c >> 16 & 0xff).isGreaterThan(250);
            assertThat(c & 0xffff).isLessThan(0x0505);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void blending_states_are_refused_by_name(int kind) {
        assertThatThrownBy(() -> PresentationState.of(state(kind).build()))
                .isInstanceOf(DicomException.class).hasMessageContaining("a blending state");
    }

    /// C.11.2.1.3.1: 255 / (1 + exp(-4 (x - 100) / 81)).
    @Test
    void a_sigmoid_of_a_state_has_the_standards_gray_levels() throws DicomException {
        PresentationState s = PresentationState.of(window(state(1), "SIGMOID").build());
        int[] out = drawn(gray(false), s.look(image("MONOCHROME2"), 0).orElseThrow());
        for (int i = 0; i < N; i++) {
            double v = 40 + 2 * i;
            double shown = 255 / (1 + Math.exp(-4 * (v - 100) / 81));
            assertThat((double) (out[i] & 0xff)).as("value %s", v).isBetween(shown - 1, shown + 1);
        }
    }
}
