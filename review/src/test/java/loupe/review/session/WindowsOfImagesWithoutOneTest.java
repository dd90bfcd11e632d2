package loupe.review.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.image.ValueWindow;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.exporting.Windows;
import loupe.review.importing.ImportStudies;
import loupe.store.Store;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsOfImagesWithoutOneTest {
    private static final int SLICES = 40;

    @TempDir
    Path folder = Path.of("");

    /// A head of which the first and last quarters are noise up to 80 and the middle holds values up to 1000.
    private void write() throws IOException {
        write(Optional.empty());
    }

    /// @param padding value of every third pixel, which the header names as padding; empty for none
    private void write(Optional<Integer> padding) throws IOException {
        for (int s = 0; s < SLICES; s++) {
            boolean head = s >= SLICES / 4 && s < SLICES * 3 / 4;
            ByteBuffer pixels = ByteBuffer.allocate(2 * 1024).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 1024; i++) {
                pixels.putShort((short) (padding.isPresent() && i % 3 == 0 ? padding.get() : head && i % 2 == 0 ? i : i % 80));
            }
            DataSet.Builder named = DataSet.builder();
            padding.ifPresent(v -> named.put(Tag.PixelPaddingValue, Vr.US, (double) v));
            DataSet d = named
                    .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.4")
                    .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4." + (s + 1))
                    .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3")
                    .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.99")
                    .put(Tag.Modality, Vr.CS, "MR")
                    .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                    .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                    .put(Tag.Rows, Vr.US, 32.0)
                    .put(Tag.Columns, Vr.US, 32.0)
                    .put(Tag.BitsAllocated, Vr.US, 16.0)
                    .put(Tag.BitsStored, Vr.US, 16.0)
                    .put(Tag.HighBit, Vr.US, 15.0)
                    .put(Tag.PixelRepresentation, Vr.US, 0.0)
                    .put(Tag.PixelSpacing, Vr.DS, "1", "1")
                    .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                    .put(Tag.ImagePositionPatient, Vr.DS, "0", "0", Integer.toString(s))
                    .put(Tag.PixelData, Vr.OW, pixels.array())
                    .build();
            Path file = folder.resolve("in/" + s + ".dcm");
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                DicomWriter.writeFile(d, TransferSyntax.EXPLICIT_LE, out);
            }
        }
    }

    private interface Look {
        void at(StudyImages images, Stack stack) throws IOException;
    }

    private void imported(Look look) throws IOException {
        StoreSettings settings = new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "lab");
        try (Store store = Store.create(folder.resolve("store"), "a passphrase".toCharArray(), settings)) {
            Deidentifier door =
                    new Deidentifier(Profiles.importProfile(), PseudonymKey.of(new byte[32]), (image, job) -> List.of());
            String study = new ImportStudies(store, door, 1)
                    .run(List.of(folder.resolve("in")), JobContext.unattended())
                    .studyUids().iterator().next();
            StudyImages images = StudyImages.of(store, study);
            look.at(images, images.series().getFirst().stacks().getFirst());
        }
    }

    @Test
    void span_the_values_of_the_whole_stack_and_not_of_its_first_slice() throws IOException {
        write();
        imported((images, stack) -> {
            ValueWindow whole = Windows.spanning(images, stack);
            assertThat(whole.centre() + whole.width() / 2).isBetween(900.0, 1023.0);
            ValueWindow first = Windows.spanning(images.picture(stack.slices().getFirst().sopInstanceUid(), 0));
            assertThat(first.width()).isLessThan(80);
        });
    }

    @Test
    void leave_out_what_the_image_names_as_padding() throws IOException {
        write(Optional.of(60_000));
        imported((images, stack) -> {
            ValueWindow whole = Windows.spanning(images, stack);
            assertThat(whole.centre() + whole.width() / 2).isBetween(900.0, 1023.0);
            String sop = stack.slices().getFirst().sopInstanceUid();
            assertThat(Windows.spanning(images.picture(sop, 0), images.header(sop), 0).width()).isLessThan(80);
            assertThat(Windows.spanning(images.picture(sop, 0)).width()).as("without the header").isGreaterThan(59_000);
        });
    }
}
