package loupe.review.opinion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.Dcm;
import loupe.core.segment.Code;
import loupe.review.edit.FirstOpinion.Assessment;
import loupe.store.face.StoredInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What an algorithm may have sent along with a study waits for the first opinion, whatever kind of object it is.
class SentAlongBehindTheGateTest {
    private static final String SOP = "1.2.840.10008.5.1.4.1.1.";

    @TempDir Path folder;
    private BlindSite site;

    @BeforeEach
    void open() throws IOException {
        site = new BlindSite(folder);
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    private static DataSet.Builder of(String sopClass, String modality) {
        return DataSet.builder().put(Tag.SOPClassUID, Vr.UI, sopClass).put(Tag.Modality, Vr.CS, modality);
    }

    private static DataSet structures(String how) {
        return of(SOP + "481.3", "RTSTRUCT")
                .put(Tag.StructureSetROISequence, List.of(DataSet.builder()
                        .put(Tag.ROIGenerationAlgorithm, Vr.CS, how)
                        .build()))
                .build();
    }

    private static DataSet code(Code c) {
        return DataSet.builder()
                .put(Tag.CodeValue, Vr.SH, c.value())
                .put(Tag.CodingSchemeDesignator, Vr.SH, c.scheme())
                .put(Tag.CodeMeaning, Vr.LO, c.meaning())
                .build();
    }

    private static DataSet report(Code observer) {
        return of(SOP + "88.33", "SR")
                .put(Tag.ContentSequence, List.of(DataSet.builder()
                        .put(Tag.ValueType, Vr.CS, "CODE")
                        .put(Tag.ConceptNameCodeSequence, List.of(code(Dcm.OBSERVER_TYPE)))
                        .put(Tag.ConceptCodeSequence, List.of(code(observer)))
                        .build()))
                .build();
    }

    static Stream<Arguments> sent() {
        return Stream.of(
                Arguments.of("structures an algorithm drew", structures("AUTOMATIC"), true),
                Arguments.of("structures of which nobody says who drew them", structures(""), true),
                Arguments.of("structures a person drew", structures("MANUAL"), false),
                Arguments.of("a report a device observed", report(Dcm.DEVICE), true),
                Arguments.of("a report a person observed", report(Dcm.PERSON), false),
                Arguments.of("a CAD report", of(SOP + "88.50", "SR").build(), true),
                Arguments.of("a presentation state", of(SOP + "11.1", "PR").build(), true),
                Arguments.of("key objects", of(SOP + "88.59", "KO").build(), true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sent")
    void waits_where_an_algorithm_may_have_made_it(String what, DataSet object, boolean waits) throws IOException {
        String study = site.study(List.of(object));
        String modality = object.string(Tag.Modality, "");
        assertThat(modalities(study)).as("without the blind read").contains(modality);
        site.wantBlind();
        assertThat(modalities(study).contains(modality)).as(what + " is seen before the first opinion").isEqualTo(!waits);
        assertThat(site.seen().study(study).orElseThrow().instanceCount()).isEqualTo(waits ? 1 : 2);
        site.open(study).commit(Assessment.NO_FINDING);
        assertThat(modalities(study)).as("after it").contains(modality);
    }

    private List<String> modalities(String study) throws IOException {
        List<String> out = new ArrayList<>();
        for (StoredInstance i : site.seen().instances(study)) {
            out.add(i.header().string(Tag.Modality, ""));
        }
        return out;
    }
}
