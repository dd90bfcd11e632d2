package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.presentation.DisplayedArea;
import loupe.core.dicom.presentation.DrawnGraphic;
import loupe.core.dicom.presentation.PresentationState;
import loupe.core.render.SpatialTransform;
import loupe.core.work.JobContext;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A presentation state's looks come through the door, its words do not.
class PresentationStatesAtTheDoorTest {
    private static final PseudonymKey KEY = PseudonymKey.of(new byte[32]);

    static Stream<Profile> profiles() {
        return Profiles.names().stream().map(n -> Profiles.named(n).orElseThrow());
    }

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.DEFAULT);
    }

    private static DataSet text(String words) {
        return item().put(Tag.UnformattedTextValue, Vr.ST, words)
                .put(Tag.AnchorPointAnnotationUnits, Vr.CS, "PIXEL")
                .put(Tag.AnchorPoint, Vr.FL, 30, 40)
                .put(Tag.AnchorPointVisibility, Vr.CS, "Y")
                .build();
    }

    private static DataSet graphic(String type, double... xy) {
        return item().put(Tag.GraphicAnnotationUnits, Vr.CS, "PIXEL")
                .put(0x00700020, Vr.US, 2)
                .put(0x00700021, Vr.US, xy.length / 2.0)
                .put(Tag.GraphicData, Vr.FL, xy)
                .put(Tag.GraphicType, Vr.CS, type)
                .put(Tag.GraphicFilled, Vr.CS, "N")
                .build();
    }

    private static DataSet layer(String name, String order) {
        return item().put(Tag.GraphicLayer, Vr.CS, name)
                .put(Tag.GraphicLayerOrder, Vr.IS, order)
                .put(Tag.GraphicLayerRecommendedDisplayGrayscaleValue, Vr.US, 257.0 * 100 * Integer.parseInt(order))
                .put(0x00700068, Vr.LO, "layer of Dr OKONKWO")
                .build();
    }

    private static DataSet state() {
        DataSet on = item().put(Tag.ReferencedSOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, "1.2.826.0.99.7").build();
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.11.1")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .put(Tag.PatientName, Vr.PN, "Okonkwo^Adaeze")
                .put(Tag.Modality, Vr.CS, "PR")
                .put(Tag.ReferencedSeriesSequence, List.of(item().put(Tag.ReferencedImageSequence, List.of(on)).build()))
                .put(Tag.ShutterShape, Vr.CS, "CIRCULAR")
                .put(Tag.CenterOfCircularShutter, Vr.IS, "64", "60")
                .put(Tag.RadiusOfCircularShutter, Vr.IS, "40")
                .put(Tag.ShutterPresentationValue, Vr.US, 0)
                .put(Tag.SoftcopyVOILUTSequence, List.of(item()
                        .put(Tag.WindowCenter, Vr.DS, "40")
                        .put(Tag.WindowWidth, Vr.DS, "400")
                        .put(Tag.WindowCenterWidthExplanation, Vr.LO, "OKONKWO's window")
                        .build()))
                .put(Tag.ImageRotation, Vr.US, 90)
                .put(Tag.ImageHorizontalFlip, Vr.CS, "Y")
                .put(Tag.DisplayedAreaSelectionSequence, List.of(item()
                        .put(Tag.DisplayedAreaTopLeftHandCorner, Vr.SL, 1, 1)
                        .put(Tag.DisplayedAreaBottomRightHandCorner, Vr.SL, 64, 64)
                        .put(Tag.PresentationSizeMode, Vr.CS, "MAGNIFY")
                        .put(Tag.PresentationPixelMagnificationRatio, Vr.FL, 2)
                        .build()))
                .put(Tag.GraphicAnnotationSequence, List.of(
                        item().put(Tag.GraphicLayer, Vr.CS, "OKONKWO")
                                .put(Tag.TextObjectSequence, List.of(text("nodule of Adaeze Okonkwo, 12 March 1961")))
                                .build(),
                        item().put(Tag.GraphicLayer, Vr.CS, "LAYER2")
                                .put(Tag.GraphicObjectSequence, List.of(
                                        graphic("POLYLINE", 1, 2, 3, 4), graphic("INTERPOLATED", 1, 2, 3, 4, 5, 1),
                                        graphic("CIRCLE", 9, 9, 12, 9), graphic("ELLIPSE", 1, 5, 9, 5, 5, 3, 5, 7),
                                        graphic("POINT", 5, 5)))
                                .build()))
                .put(Tag.GraphicLayerSequence, List.of(layer("OKONKWO", "2"), layer("LAYER2", "1")))
                .put(Tag.ContentLabel, Vr.CS, "OKONKWO")
                .put(Tag.ContentDescription, Vr.LO, "for Mrs Okonkwo")
                .put(0x00700084, Vr.PN, "Radiologist^Rita")
                .put(Tag.PresentationLUTShape, Vr.CS, "INVERSE")
                .build();
    }

    private static DeidOutcome.Cleaned cleaned(Profile profile) {
        return (DeidOutcome.Cleaned) new Deidentifier(profile, KEY, (image, job) -> List.of())
                .deidentify(Files10.read(Files10.write(state(), TransferSyntax.EXPLICIT_LE)), JobContext.unattended());
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void leave_no_word_of_anybody(Profile profile) {
        assertThat(new LeakSearch(Files10.write(cleaned(profile).instance()))
                .found(List.of("OKONKWO", "Okonkwo", "Adaeze", "1961", "Radiologist", "Rita"))).isEmpty();
    }

    @Test
    void keep_window_inversion_turn_area_and_shutter() throws DicomException {
        DataSet out = cleaned(Profiles.importProfile()).instance().data();
        PresentationState s = PresentationState.of(out);
        assertThat(s.transform()).isEqualTo(new SpatialTransform(1, true));
        assertThat(s.areas()).singleElement().satisfies(a -> assertThat(a.what().size()).isEqualTo(DisplayedArea.Size.MAGNIFIED));
        assertThat(s.shutters()).hasSize(1);
        DataSet image = DataSet.builder().put(Tag.SOPInstanceUID, Vr.UI, s.images().places().getFirst().sopInstanceUid()).build();
        PresentationState.Look look = s.look(image, 0).orElseThrow();
        assertThat(look.window().centre()).isEqualTo(40);
        assertThat(look.window().width()).isEqualTo(400);
        assertThat(look.inverted()).isTrue();
    }

    /// A pseudo-colour state's palette and a state's colours are numbers: they stay.
    @ParameterizedTest
    @MethodSource("profiles")
    void keep_palettes_and_colours(Profile profile) throws DicomException {
        byte[] table = new byte[512];
        for (int i = 0; i < 256; i++) {
            table[2 * i + 1] = (byte) (i * 7);
        }
        DataSet.Builder b = state().toBuilder().put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.11.3")
                .put(0x00181624, Vr.US, 30_000, 40_000, 20_000)
                .put(Tag.GraphicLayerSequence, List.of(layer("OKONKWO", "2").toBuilder()
                        .put(Tag.GraphicLayerRecommendedDisplayCIELabValue, Vr.US, 30_000, 40_000, 20_000).build()));
        for (int c = 0; c < 3; c++) {
            b.put(Tag.RedPaletteColorLookupTableDescriptor + c, Vr.US, 256, 0, 16)
                    .put(Tag.RedPaletteColorLookupTableData + c, Vr.OW, table);
        }
        DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) new Deidentifier(profile, KEY, (image, job) -> List.of())
                .deidentify(Files10.read(Files10.write(b.build(), TransferSyntax.EXPLICIT_LE)), JobContext.unattended());
        assertThat(new LeakSearch(Files10.write(c.instance())).found(List.of("OKONKWO", "Okonkwo", "Adaeze", "Rita"))).isEmpty();
        DataSet out = c.instance().data();
        for (int i = 0; i < 3; i++) {
            assertThat(out.bytes(Tag.RedPaletteColorLookupTableData + i).orElseThrow()
                    .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE)).isEqualTo(table);
        }
        PresentationState s = PresentationState.of(out);
        assertThat(s.palette().orElseThrow().argb().get(100)).isEqualTo(0xff000000 | (700 & 0xff) * 0x010101);
        assertThat(s.shutterRgb()).isNotZero();
        if (!s.graphics().isEmpty()) {
            assertThat(s.colours()).hasSize(1);
        }
    }

    @Test
    void key_objects_stay_key_objects() {
        DataSet ko = state().toBuilder().put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.59").put(Tag.Modality, Vr.CS, "KO").build();
        DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) new Deidentifier(Profiles.importProfile(), KEY, (image, job) -> List.of())
                .deidentify(Files10.read(Files10.write(ko, TransferSyntax.EXPLICIT_LE)), JobContext.unattended());
        assertThat(c.instance().data().string(Tag.Modality, "")).isEqualTo("KO");
    }

    @Test
    void keep_every_graphic_in_its_own_layer_and_gray() throws DicomException {
        PresentationState s = PresentationState.of(cleaned(Profiles.importProfile()).instance().data());
        List<DrawnGraphic> all = s.graphics().stream().map(PresentationState.Scoped::what).toList();
        assertThat(all).extracting(DrawnGraphic::kind).containsExactly(
                DrawnGraphic.Kind.POLYLINE, DrawnGraphic.Kind.INTERPOLATED, DrawnGraphic.Kind.CIRCLE, DrawnGraphic.Kind.ELLIPSE,
                DrawnGraphic.Kind.POINT, DrawnGraphic.Kind.TEXT);
        assertThat(s.colour(all.getFirst())).isEqualTo(0x646464);
        assertThat(s.colour(all.getLast())).as("what is left of the text, on a layer of its own").isEqualTo(0xc8c8c8);
        assertThat(all.getLast().text()).as("words of the trade alone").doesNotContainIgnoringCase("okonkwo").doesNotContain("1961");
    }
}
