package loupe.core.dicom.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.render.SpatialTransform;
import loupe.core.render.Viewport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PresentationStateTest {
    private static final DataSet IMAGE = DataSet.builder().put(Tag.SOPInstanceUID, Vr.UI, "2.25.10").build();

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.DEFAULT);
    }

    private static DataSet.Builder state() {
        DataSet on = item().put(Tag.ReferencedSOPInstanceUID, Vr.UI, "2.25.10").build();
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.11.1")
                .put(Tag.ReferencedSeriesSequence, List.of(item().put(Tag.ReferencedImageSequence, List.of(on)).build()));
    }

    private static DataSet graphic(String type, String units, double... xy) {
        return item().put(Tag.GraphicAnnotationUnits, Vr.CS, units)
                .put(Tag.GraphicData, Vr.FL, xy)
                .put(Tag.GraphicType, Vr.CS, type)
                .put(Tag.GraphicFilled, Vr.CS, "N")
                .build();
    }

    private static DataSet annotation(String layer, List<DataSet> graphics) {
        return item().put(Tag.GraphicLayer, Vr.CS, layer).put(Tag.GraphicObjectSequence, graphics).build();
    }

    private static PresentationState with(DataSet... annotations) throws DicomException {
        return PresentationState.of(state().put(Tag.GraphicAnnotationSequence, List.of(annotations)).build());
    }

    @Nested
    class Graphics {
        @Test
        void of_pixels_count_from_the_corner_of_the_first_pixel() throws DicomException {
            DrawnGraphic g = with(annotation("A", List.of(graphic("POLYLINE", "PIXEL", 0.5, 0.5, 10.5, 4.5))))
                    .look(IMAGE, 0).orElseThrow().graphics().getFirst();
            assertThat(g.points()).containsExactly(new DrawnGraphic.Point(0, 0), new DrawnGraphic.Point(10, 4));
        }

        @Test
        void lie_in_the_order_of_their_layers_in_the_gray_of_each() throws DicomException {
            PresentationState s = PresentationState.of(state()
                    .put(Tag.GraphicAnnotationSequence, List.of(
                            annotation("TOP", List.of(graphic("POINT", "PIXEL", 1, 1))),
                            annotation("LOW", List.of(graphic("POINT", "PIXEL", 2, 2)))))
                    .put(Tag.GraphicLayerSequence, List.of(
                            item().put(Tag.GraphicLayer, Vr.CS, "TOP").put(Tag.GraphicLayerOrder, Vr.IS, "2").build(),
                            item().put(Tag.GraphicLayer, Vr.CS, "LOW").put(Tag.GraphicLayerOrder, Vr.IS, "1")
                                    .put(Tag.GraphicLayerRecommendedDisplayGrayscaleValue, Vr.US, 32_896).build()))
                    .build());
            List<DrawnGraphic> drawn = s.look(IMAGE, 0).orElseThrow().graphics();
            assertThat(drawn).extracting(DrawnGraphic::layer).containsExactly("LOW", "TOP");
            assertThat(s.colour(drawn.getFirst())).isEqualTo(0x808080);
            assertThat(s.colour(drawn.getLast())).isEqualTo(0xffffff);
        }

        @Test
        void that_make_no_shape_are_counted_in_one_line_and_the_others_stay() throws DicomException {
            PresentationState s = with(annotation("A", List.of(
                    graphic("POLYLINE", "PIXEL", Double.NaN, 1, 2, 2), graphic("ELLIPSE", "PIXEL", 1, 1),
                    graphic("POINT", "PIXEL", 1e30, 1), graphic("POINT", "METRES", 1, 1), graphic("POINT", "PIXEL", -40, 7000))));
            assertThat(s.graphics()).hasSize(1);
            assertThat(s.notes()).singleElement().asString().startsWith("4 of its graphics");
        }

        @Test
        void by_the_million_stay_bounded() throws DicomException {
            List<DataSet> many = new ArrayList<>(Collections.nCopies(1_000_000, graphic("POINT", "PIXEL", 1, 1)));
            PresentationState s = with(annotation("A", many));
            assertThat(s.graphics()).hasSize(1_000);
            assertThat(s.notes()).singleElement().asString().startsWith("999000 of its graphics");
        }
    }

    @Nested
    class A_displayed_area {
        private static DisplayedArea area(DisplayedArea.Size size, double factor) {
            return new DisplayedArea(11, 21, 30, 60, size, factor);
        }

        @Test
        void fills_the_screen_as_far_as_it_fits_also_turned() {
            Viewport v = area(DisplayedArea.Size.FIT, 0).viewport(400, 400, 1, 1, SpatialTransform.NONE);
            assertThat(v.pixelsPerMm()).isCloseTo(10, within(1e-9));
            assertThat(v.columnAt(200, 200)).isCloseTo(19.5, within(1e-9));
            assertThat(v.rowAt(200, 0)).isCloseTo(19.5, within(1e-9));
            Viewport turned = area(DisplayedArea.Size.FIT, 0).viewport(400, 400, 1, 1, new SpatialTransform(1, false));
            assertThat(turned.pixelsPerMm()).isCloseTo(10, within(1e-9));
        }

        @Test
        void magnified_has_as_many_screen_pixels_a_column() {
            Viewport v = area(DisplayedArea.Size.MAGNIFIED, 3).viewport(400, 400, 0.25, 0.25, SpatialTransform.NONE);
            assertThat(v.xOf(1, 0) - v.xOf(0, 0)).isCloseTo(3, within(1e-9));
        }

        @Test
        void in_true_size_has_the_screens_pixels_for_a_millimetre() {
            Viewport v = area(DisplayedArea.Size.TRUE, 0.5).viewport(400, 400, 0.5, 0.5, SpatialTransform.NONE);
            assertThat(v.xOf(2, 0) - v.xOf(0, 0)).isCloseTo(96 / 25.4, within(1e-9));
        }
    }

    @Test
    void is_for_no_image_it_does_not_name() throws DicomException {
        DataSet other = DataSet.builder().put(Tag.SOPInstanceUID, Vr.UI, "2.25.99").build();
        assertThat(PresentationState.of(state().build()).look(other, 0)).isEmpty();
    }
}
