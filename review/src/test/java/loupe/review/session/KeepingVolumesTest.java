package loupe.review.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import loupe.core.image.Volume;
import loupe.core.image.VolumeShelf;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.importing.ImportStudies;
import loupe.store.Store;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingVolumesTest {
    @TempDir Path folder;

    /// A NIfTI volume of 40 x 30 x 20 whole numbers, each its own index modulo 1000.
    private Path volume() throws IOException {
        java.nio.ByteBuffer b = java.nio.ByteBuffer.allocate(352 + 2 * 24_000).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, 348).putShort(40, (short) 3).putShort(42, (short) 40).putShort(44, (short) 30).putShort(46, (short) 20);
        b.putShort(70, (short) 4).putShort(72, (short) 16).putFloat(76, 1).putFloat(80, 1).putFloat(84, 1).putFloat(88, 2);
        b.putFloat(108, 352).put(123, (byte) 2).put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
        for (int i = 0; i < 24_000; i++) {
            b.putShort(352 + 2 * i, (short) (i % 1000));
        }
        return Files.write(folder.resolve("v.nii"), b.array());
    }

    private Store store() throws IOException {
        StoreSettings settings = new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "lab");
        return Store.create(folder.resolve("store"), "a passphrase".toCharArray(), settings);
    }

    private record Stored(StudyImages images, Stack stack) {}

    private Stored stored(Store store) throws IOException {
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("t")), (image, job) -> List.of());
        String uid = new ImportStudies(store, door, 1)
                .run(List.of(volume()), JobContext.unattended()).studyUids().iterator().next();
        StudyImages images = StudyImages.of(store, uid);
        return new Stored(images, images.series().getFirst().stacks().getFirst());
    }

    @Test
    void the_second_use_finds_the_volume_of_the_first() throws IOException {
        try (Store store = store();
                Volumes volumes = new Volumes(1 << 20)) {
            Stored s = stored(store);
            Volume first;
            try (VolumeShelf<Stack>.Loan loan = volumes.take(s.images, s.stack, JobContext.unattended())) {
                first = loan.volume();
                assertThat(first.value(7, 5, 3)).isEqualTo((3 * 1200 + 5 * 40 + 7) % 1000);
            }
            assertThat(volumes.bytes()).isEqualTo(4 * 24_000);
            try (VolumeShelf<Stack>.Loan again = volumes.take(s.images, s.stack, JobContext.unattended())) {
                assertThat(again.volume()).isSameAs(first);
            }
        }
    }

    @Test
    void nothing_stays_without_a_budget_and_nothing_after_closing() throws IOException {
        try (Store store = store()) {
            Stored s = stored(store);
            Volumes none = new Volumes(0);
            none.take(s.images, s.stack, JobContext.unattended()).close();
            assertThat(none.bytes()).isZero();
            Volumes some = new Volumes(1 << 20);
            some.take(s.images, s.stack, JobContext.unattended()).close();
            some.close();
            assertThat(some.bytes()).isZero();
        }
    }
}
