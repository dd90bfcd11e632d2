package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanaryTest {
    private static final PseudonymKey KEY = PseudonymKey.of(new byte[32]);

    /// An encoding and a profile, tried together.
    record Way(TransferSyntax syntax, Profile profile) {
        @Override
        public String toString() {
            return syntax.uid() + " " + profile.name();
        }

        /// What the profile's options keep on purpose, by the standard's own columns.
        boolean keeps(Canary c) {
            boolean characteristics = !profile.name().equals("strict");
            boolean shifted = profile.name().equals("import") || profile.name().equals("research");
            boolean device = profile.name().equals("research");
            return characteristics && c.kept("rtnPatCharsOpt")
                    || shifted && c.vr() == Vr.TM && c.has("rtnLongModifDatesOpt")
                    || device && c.kept("rtnDevIdOpt");
        }

        List<Canary> planted() {
            return Canary.all().stream().filter(c -> !keeps(c)).toList();
        }
    }

    static Stream<Way> ways() {
        List<TransferSyntax> syntaxes = List.of(
                TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_BE, TransferSyntax.DEFLATED_LE);
        return Stream.concat(
                Stream.of(Profiles.importProfile(), Profiles.strict())
                        .flatMap(p -> syntaxes.stream().map(s -> new Way(s, p))),
                Stream.of(Profiles.hipaaSafeHarbor(), Profiles.research())
                        .map(p -> new Way(TransferSyntax.EXPLICIT_LE, p)));
    }

    private static DataSet.Builder image() {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .put(Tag.Modality, Vr.CS, "OT")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, 4.0)
                .put(Tag.Columns, Vr.US, 4.0)
                .put(Tag.BitsAllocated, Vr.US, 8.0)
                .put(Tag.BitsStored, Vr.US, 8.0)
                .put(Tag.HighBit, Vr.US, 7.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OB, new byte[16]);
    }

    private static DataSet item(List<Canary> canaries, Function<Canary, Element> form) {
        DataSet.Builder b = DataSet.itemBuilder(CharacterSet.DEFAULT);
        canaries.forEach(c -> b.put(form.apply(c)));
        return b.build();
    }

    private static List<String> needles(List<Canary> canaries) {
        return canaries.stream().map(Canary::needle).filter(n -> !n.isEmpty()).toList();
    }

    /// Everything planted is found before, nothing after.
    private static void nothingGetsThrough(Way way, List<Canary> canaries, byte[] file) {
        List<String> needles = needles(canaries);
        assertThat(needles).hasSizeGreaterThan(400);
        assertThat(new LeakSearch(Files10.inflated(file, way.syntax())).found(needles))
                .as("the search finds what was planted")
                .containsExactlyElementsOf(needles);
        DeidOutcome outcome = new Deidentifier(way.profile(), KEY, (image, job) -> List.of())
                .deidentify(Files10.read(file), JobContext.unattended());
        assertThat(outcome).isInstanceOf(DeidOutcome.Cleaned.class);
        DeidOutcome.Cleaned cleaned = (DeidOutcome.Cleaned) outcome;
        byte[] out = Files10.write(cleaned.instance());
        assertThat(new LeakSearch(Files10.inflated(out, cleaned.instance().syntax())).found(needles))
                .as("leaks")
                .isEmpty();
        assertThat(new LeakSearch(cleaned.report().toJson().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .found(needles))
                .as("leaks in the report")
                .isEmpty();
    }

    private static List<Canary> but(List<Canary> canaries, Predicate<Canary> not) {
        return canaries.stream().filter(not.negate()).toList();
    }

    private static boolean isDocument(Canary c) {
        return c.tag() == Tag.EncapsulatedDocument;
    }

    private static boolean isPrivate(Canary c) {
        return Tag.isPrivate(c.tag());
    }

    @Nested
    class No_planted_value_gets_through {

        @ParameterizedTest
        @MethodSource("loupe.deid.CanaryTest#ways")
        void at_the_top_level_and_after_the_pixels(Way way) {
            List<Canary> all = but(way.planted(), CanaryTest::isDocument);
            DataSet.Builder b = image();
            all.forEach(c -> b.put(c.element()));
            nothingGetsThrough(way, all, Files10.write(b.build(), way.syntax()));
        }

        @ParameterizedTest
        @MethodSource("loupe.deid.CanaryTest#ways")
        void two_deep_in_listed_sequences(Way way) {
            List<Canary> all = way.planted();
            DataSet inner = item(all, Canary::element);
            DataSet outer = DataSet.itemBuilder(CharacterSet.DEFAULT).put(0x00082112, List.of(inner)).build();
            DataSet data = image().put(0x00081140, List.of(outer, outer)).build();
            nothingGetsThrough(way, all, Files10.write(data, way.syntax()));
        }

        @ParameterizedTest
        @MethodSource("loupe.deid.CanaryTest#ways")
        void two_deep_in_unlisted_sequences(Way way) {
            List<Canary> all = way.planted();
            DataSet inner = item(all, Canary::element);
            DataSet outer = DataSet.itemBuilder(CharacterSet.DEFAULT).put(0x00189114, List.of(inner)).build();
            DataSet data = image().put(0x52009229, List.of(outer)).build();
            nothingGetsThrough(way, all, Files10.write(data, way.syntax()));
        }

        @ParameterizedTest
        @MethodSource("loupe.deid.CanaryTest#ways")
        void in_private_attributes_and_private_sequences(Way way) {
            List<Canary> all = way.planted();
            DataSet data = image()
                    .put(0x00290010, Vr.LO, "SOME PRIVATE 1")
                    .put(0x00291010, List.of(item(all, Canary::element)))
                    .put(0x00291020, Vr.OB, Files10.write(item(all, Canary::element).toBuilder()
                            .put(Tag.SOPClassUID, Vr.UI, "1.2.3").put(Tag.SOPInstanceUID, Vr.UI, "1.2.4").build(),
                            TransferSyntax.EXPLICIT_LE))
                    .build();
            nothingGetsThrough(way, all, Files10.write(data, way.syntax()));
        }

        @ParameterizedTest
        @MethodSource("loupe.deid.CanaryTest#ways")
        void encoded_as_UN(Way way) {
            List<Canary> all = but(way.planted(), c -> isDocument(c) || isPrivate(c));
            DataSet.Builder b = image();
            all.forEach(c -> b.put(c.asUnknown()));
            b.put(0x00081115, List.of(item(all, Canary::asUnknown)));
            nothingGetsThrough(way, all, Files10.write(b.build(), way.syntax()));
        }

        @ParameterizedTest
        @MethodSource("loupe.deid.CanaryTest#ways")
        void in_sequences_encoded_as_UN_of_known_length(Way way) {
            List<Canary> all = but(way.planted(), CanaryTest::isPrivate);
            byte[] items = undelimited(item(all, Canary::element));
            DataSet data = image()
                    .put(new Element.Value(0x52009229, Vr.UN, MemorySegment.ofArray(items), false))
                    .put(new Element.Value(0x00081115, Vr.UN, MemorySegment.ofArray(items), false))
                    .build();
            nothingGetsThrough(way, all, Files10.write(data, way.syntax()));
        }

        @ParameterizedTest
        @MethodSource("loupe.deid.CanaryTest#ways")
        void in_sequences_encoded_as_UN_of_unknown_length(Way way) {
            List<Canary> all = but(way.planted(), CanaryTest::isPrivate);
            if (!way.syntax().equals(TransferSyntax.EXPLICIT_LE)) {
                return;
            }
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.writeBytes(Files10.write(image().build(), TransferSyntax.EXPLICIT_LE));
            file.writeBytes(new byte[] {0, 0x52, 0x29, (byte) 0x92, 'U', 'N', 0, 0, -1, -1, -1, -1});
            file.writeBytes(undelimited(item(all, Canary::element)));
            file.writeBytes(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xDD, (byte) 0xE0, 0, 0, 0, 0});
            nothingGetsThrough(way, all, file.toByteArray());
        }

        /// One item of implicit little endian elements.
        private static byte[] undelimited(DataSet item) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                out.writeBytes(new byte[] {(byte) 0xFE, (byte) 0xFF, 0, (byte) 0xE0, -1, -1, -1, -1});
                DicomWriter.write(item, TransferSyntax.IMPLICIT_LE, out);
                out.writeBytes(new byte[] {(byte) 0xFE, (byte) 0xFF, 0x0D, (byte) 0xE0, 0, 0, 0, 0});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toByteArray();
        }
    }

    @Nested
    class No_name_gets_through {

        @ParameterizedTest
        @MethodSource("loupe.deid.CanaryTest#ways")
        void in_any_character_set(Way way) {
            List<String> sets = List.of("ISO_IR 100", "ISO_IR 144", "ISO_IR 126", "ISO_IR 192", "GB18030", "");
            List<String> names =
                    List.of("Zürchßöhn^Jörg", "Люкceмбypг^Ивaн", "Διονυσιος^Παν", "王小东^山田", "王^小东亚洲", "Zürchßöhn^Jörg");
            for (int i = 0; i < sets.size(); i++) {
                DataSet.Builder b = image();
                b.put(Tag.SpecificCharacterSet, Vr.CS, sets.get(i));
                for (int tag : new int[] {Tag.PatientName, Tag.ReferringPhysicianName, 0x00081070, 0x0040A075}) {
                    b.put(tag, Vr.PN, names.get(i));
                }
                b.put(0x00104000, Vr.LT, "Seen: " + names.get(i));
                b.put(0x00080104, Vr.LO, "Finding of " + names.get(i).split("\\^")[0]);
                byte[] file = Files10.write(b.build(), way.syntax());
                String needle = names.get(i).split("\\^")[0];
                List<String> needles = new ArrayList<>(List.of(needle));
                DeidOutcome.Cleaned cleaned = (DeidOutcome.Cleaned)
                        new Deidentifier(way.profile(), KEY, (image, job) -> List.of())
                                .deidentify(Files10.read(file), JobContext.unattended());
                byte[] out = Files10.inflated(Files10.write(cleaned.instance()), way.syntax());
                assertThat(new LeakSearch(out).found(needles)).isEmpty();
                if (sets.get(i).equals("ISO_IR 192")) {
                    assertThat(new LeakSearch(Files10.inflated(file, way.syntax())).found(needles))
                            .isEqualTo(needles);
                }
            }
        }
    }
}
