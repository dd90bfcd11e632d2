package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StructuredReportTest {

    private static DataSet code(String value, String scheme, String meaning) {
        return DataSet.itemBuilder(CharacterSet.DEFAULT)
                .put(Tag.CodeValue, Vr.SH, value)
                .put(Tag.CodingSchemeDesignator, Vr.SH, scheme)
                .put(Tag.CodeMeaning, Vr.LO, meaning)
                .build();
    }

    private static DataSet.Builder item(String type, String concept) {
        return DataSet.itemBuilder(CharacterSet.DEFAULT)
                .put(Tag.RelationshipType, Vr.CS, "CONTAINS")
                .put(Tag.ValueType, Vr.CS, type)
                .put(Tag.ConceptNameCodeSequence, List.of(code(concept, "DCM", "A concept")));
    }

    private static DataSet report() {
        DataSet accession = item("TEXT", "121022").put(Tag.TextValue, Vr.UT, "ACC-778899").build();
        DataSet finding = item("TEXT", "121071").put(Tag.TextValue, Vr.UT, "Jane Doe has a nodule").build();
        DataSet observer = item("PNAME", "121008").put(Tag.PersonName, Vr.PN, "Meier^Anna").build();
        DataSet uid = item("UIDREF", "112040").put(Tag.UID, Vr.UI, "1.2.826.0.99.44").build();
        DataSet number = item("NUM", "125007")
                .put(Tag.MeasuredValueSequence, List.of(DataSet.itemBuilder(CharacterSet.DEFAULT)
                        .put(Tag.NumericValue, Vr.DS, "12.5").build()))
                .build();
        DataSet inner = item("CONTAINER", "126010")
                .put(Tag.ContentSequence, List.of(accession, finding, observer, uid, number))
                .build();
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.33")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.44")
                .put(Tag.PatientName, Vr.PN, "Doe^Jane")
                .put(Tag.ContentSequence, List.of(inner))
                .build();
    }

    private static DataSet clean(Profile profile) {
        DeidOutcome outcome = new Deidentifier(profile, PseudonymKey.of(new byte[32]), (image, job) -> List.of())
                .deidentify(
                        new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), report()),
                        JobContext.unattended());
        return ((DeidOutcome.Cleaned) outcome).instance().data();
    }

    @Nested
    class Content_items {

        @Test
        void keep_numbers_codes_and_protocol_words_lose_other_text_and_names_and_follow_the_UIDs() {
            DataSet out = clean(Profiles.importProfile());
            List<DataSet> items = out.items(Tag.ContentSequence).getFirst().items(Tag.ContentSequence);
            assertThat(items.stream().map(i -> i.string(Tag.ValueType, "")))
                    .containsExactly("TEXT", "PNAME", "UIDREF", "NUM");
            assertThat(items.get(0).string(Tag.TextValue)).contains("nodule");
            assertThat(items.get(1).string(Tag.PersonName, "")).doesNotContain("Meier");
            assertThat(items.get(2).string(Tag.UID)).isEqualTo(out.string(Tag.SOPInstanceUID));
            assertThat(items.get(3).items(Tag.MeasuredValueSequence).getFirst().string(Tag.NumericValue)).contains("12.5");
        }

        @Test
        void are_one_dummy_in_the_strict_profile() {
            assertThat(clean(Profiles.strict()).items(Tag.ContentSequence)).singleElement().satisfies(i -> {
                assertThat(i.string(Tag.TextValue)).contains("REMOVED");
                assertThat(i.contains(Tag.ContentSequence)).isFalse();
            });
        }
    }

    @Nested
    class An_encapsulated_document {

        @org.junit.jupiter.params.ParameterizedTest
        @org.junit.jupiter.params.provider.CsvSource({"application/pdf,%PDF", "text/xml,<Clin", "model/stl,''", "model/obj,# rem", "odd/kind,''"})
        void is_replaced_by_an_empty_one_of_its_kind(String mime, String head) {
            DataSet source = DataSet.builder()
                    .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.104.1")
                    .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.45")
                    .put(Tag.EncapsulatedDocument, Vr.OB, "Jane Doe was here, as a document".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                    .put(0x00420012, Vr.LO, mime)
                    .put(0x00420015, Vr.UL, 32.0)
                    .build();
            DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) new Deidentifier(
                            Profiles.importProfile(), PseudonymKey.of(new byte[32]), (image, job) -> List.of())
                    .deidentify(
                            new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), source),
                            JobContext.unattended());
            DataSet out = c.instance().data();
            byte[] document = out.bytes(Tag.EncapsulatedDocument).orElseThrow().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
            assertThat(new String(document, java.nio.charset.StandardCharsets.US_ASCII)).startsWith(head).doesNotContain("Jane");
            assertThat(document.length - out.integer(0x00420015, 0)).isBetween(0, 1);
            assertThat(c.report().warnings()).anyMatch(w -> w.contains("replaced by an empty one"));
        }
    }
}
