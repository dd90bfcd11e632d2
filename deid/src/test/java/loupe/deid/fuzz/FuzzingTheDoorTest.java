package loupe.deid.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The targets of `benchmarks/fuzz` at the door: their seeds, and a short run of mutations of them.
class FuzzingTheDoorTest {
    private static void given(DeidFuzzTarget target, byte[] bytes) {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThatCode(() -> DeidFuzzing.tried(target, bytes))
                .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @EnumSource(DeidFuzzTarget.class)
    void no_seed_and_no_mutation_of_one_breaks_a_promise(DeidFuzzTarget target) {
        SplittableRandom random = new SplittableRandom(target.ordinal());
        List<byte[]> seeds = DeidSeeds.of(target);
        for (byte[] seed : seeds) {
            given(target, seed);
            for (int k = 0; k < 600 / seeds.size(); k++) {
                byte[] b = Arrays.copyOf(seed, random.nextInt(4) == 0 ? 1 + random.nextInt(seed.length) : seed.length);
                for (int m = 0; m < 1 + random.nextInt(6); m++) {
                    b[random.nextInt(b.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
                }
                given(target, b);
            }
        }
    }

    @Test
    void the_seeds_of_the_door_go_through_it_with_what_must_go_planted_in_them() throws IOException {
        List<Integer> planted = new ArrayList<>();
        for (byte[] seed : DeidSeeds.of(DeidFuzzTarget.DOOR)) {
            DicomFile f = DicomReader.usual().read(MemorySegment.ofArray(seed));
            planted.add(Planted.of(f.data()).mustGo().size());
            Deidentifier door = new Deidentifier(Profiles.strict(), PseudonymKey.of(new byte[32]), BrightText.FINDER);
            assertThat(door.deidentify(new SourceInstance(f.syntax(), f.meta(), f.data()), JobContext.unattended()))
                    .isInstanceOf(DeidOutcome.Cleaned.class);
        }
        assertThat(planted).allMatch(n -> n >= Planted.MUST_GO.size() - 1);
    }

    /// The fuzzer's first finding: the name of a syntax stands in the result in clear.
    @Test
    void a_transfer_syntax_of_somebodys_own_does_not_go_through() throws IOException {
        DataSet data = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .build();
        TransferSyntax own = TransferSyntax.of("1.2.84" + Planted.value(103));
        Deidentifier door = new Deidentifier(Profiles.importProfile(), PseudonymKey.of(new byte[32]), BrightText.FINDER);
        DeidOutcome bare = door.deidentify(new SourceInstance(own, DataSet.empty(), data), JobContext.unattended());
        assertThat(bare).isInstanceOf(DeidOutcome.Cleaned.class);
        assertThat(((DeidOutcome.Cleaned) bare).instance().syntax()).isEqualTo(TransferSyntax.EXPLICIT_LE);
        TransferSyntax number = TransferSyntax.of("1.2.840.10008.1.2.123.456.789");
        DeidOutcome digits = door.deidentify(new SourceInstance(number, DataSet.empty(), data), JobContext.unattended());
        assertThat(((DeidOutcome.Cleaned) digits).instance().syntax()).isEqualTo(TransferSyntax.EXPLICIT_LE);
        TransferSyntax known = TransferSyntax.of(TransferSyntax.RLE);
        DeidOutcome standard = door.deidentify(new SourceInstance(known, DataSet.empty(), data), JobContext.unattended());
        assertThat(((DeidOutcome.Cleaned) standard).instance().syntax()).isEqualTo(known);
    }

    @Test
    void a_value_that_is_not_legal_or_is_another_is_noticed() {
        assertThatThrownBy(() -> LegalForms.check(Vr.DS, "0.12345678901234567", "0.123456789012345678"))
                .hasMessageContaining("no legal DS");
        assertThatThrownBy(() -> LegalForms.check(Vr.IS, "12", "13")).hasMessageContaining("another number");
    }
}
