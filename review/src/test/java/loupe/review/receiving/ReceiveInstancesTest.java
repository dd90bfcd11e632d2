package loupe.review.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.InstanceSink.Taken;
import loupe.review.importing.ImportReport;
import loupe.review.importing.ImportStudies;
import loupe.store.Store;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiveInstancesTest {
    private static final InstanceHead HEAD = new InstanceHead("1.2.840.10008.5.1.4.1.1.88.11", "1.2.3.4", TransferSyntax.EXPLICIT_LE.uid());

    @TempDir Path folder;
    private final List<ImportReport> told = new ArrayList<>();

    private Store store() throws IOException {
        return Store.create(folder.resolve("store"), "a passphrase".toCharArray(), new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "lab"));
    }

    private ReceiveInstances receiving(Store store, boolean deface) throws IOException {
        Deidentifier door = new Deidentifier(
                deface ? Profiles.importProfile().defacing() : Profiles.importProfile(), PseudonymKey.of(store.projectKey("t")),
                (image, job) -> List.of());
        return new ReceiveInstances(
                new ImportStudies(store, door, 1), new ReceiveInstances.Bounds(folder, 1 << 20, 2, new SecureRandom()),
                (from, report) -> told.add(report));
    }

    private static byte[] report(int number) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeFile(
                DataSet.builder()
                        .put(Tag.SOPClassUID, Vr.UI, HEAD.sopClassUid())
                        .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4." + number)
                        .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3")
                        .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.1")
                        .put(Tag.PatientID, Vr.LO, "ZQ-4711")
                        .put(Tag.PatientName, Vr.PN, "Quexington^Zbigniewa")
                        .put(Tag.Modality, Vr.CS, "SR")
                        .build(),
                TransferSyntax.EXPLICIT_LE, out);
        return out.toByteArray();
    }

    @Test
    void stored_is_said_of_what_the_store_has_then_once_or_twice() throws IOException {
        try (Store store = store()) {
            ReceiveInstances receiving = receiving(store, false);
            for (int i = 0; i < 3; i++) {
                assertThat(receiving.take(HEAD, "PACS", new ByteArrayInputStream(report(i)))).isEqualTo(Taken.STORED);
                assertThat(store.studies().getFirst().instanceCount()).isEqualTo(i + 1);
            }
            assertThat(receiving.take(HEAD, "PACS", new ByteArrayInputStream(report(0)))).as("again").isEqualTo(Taken.STORED);
            assertThat(store.studies().getFirst().instanceCount()).isEqualTo(3);
            assertThat(told).hasSize(4);
        }
    }

    @Test
    void stored_is_not_said_of_a_directory_noise_what_is_too_large_or_what_may_have_a_face() throws IOException {
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        DicomWriter.writeDirectory("1.2.3.9", DataSet.builder().put(0x00041130, Vr.CS, "DISC").build(), directory);
        try (Store store = store()) {
            ReceiveInstances receiving = receiving(store, false);
            assertThat(receiving.take(HEAD, "PACS", new ByteArrayInputStream(directory.toByteArray())).stored()).isFalse();
            assertThat(receiving.take(HEAD, "PACS", new ByteArrayInputStream(new byte[1000])).stored()).isFalse();
            Taken large = receiving.take(HEAD, "PACS", new ByteArrayInputStream(new byte[2 << 20]));
            assertThat(large.status() >> 8).as("no room: it may be sent again").isEqualTo(0xA7);
            assertThat(receiving(store, true).take(HEAD, "PACS", new ByteArrayInputStream(report(1))).stored()).isFalse();
            assertThat(store.studies()).isEmpty();
        }
    }
}
