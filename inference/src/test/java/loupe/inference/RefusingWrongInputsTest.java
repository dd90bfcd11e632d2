package loupe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.card.ModelCard;
import loupe.sample.PhantomSeeds;
import loupe.sample.chest.ChestPhantom;
import loupe.sample.chest.PhantomSettings;
import org.junit.jupiter.api.Test;

/// Every input here has a header the card accepts; only its pixels are right or wrong.
class RefusingWrongInputsTest {
    private static final Path DATA = Path.of(System.getProperty("loupe.shared", "../../shared"), "data");

    private final RandomGenerator random = new SplittableRandom(11);
    private final List<String> rightRefused = new ArrayList<>();
    private final List<String> wrongRun = new ArrayList<>();
    private int right;
    private int wrong;
    private final ModelCard card;

    RefusingWrongInputsTest() throws Exception {
        card = ModelCatalogue.builtIn().find("ct-lungs").orElseThrow().card();
    }

    private boolean refused(Volume volume) {
        try {
            ModelRunner.examine(card, new Scan(volume, "2.25.1", "CT", "CHEST"), JobContext.unattended());
            return false;
        } catch (UnsuitableInputException e) {
            return true;
        }
    }

    private void isRight(String name, Volume volume) {
        right++;
        if (refused(volume)) {
            rightRefused.add(name);
        }
    }

    private void isWrong(String name, Volume volume) {
        wrong++;
        try (volume) {
            if (!refused(volume)) {
                wrongRun.add(name);
            }
        }
    }

    private void distorted(String name, Volume chest) {
        for (int axis = 0; axis < 3; axis++) {
            isWrong(name + " mirrored along " + axis, Crops.mirrored(chest, axis));
        }
        isWrong(name + " inverted", Crops.inverted(chest));
        isWrong(name + " as noise", Crops.noise(chest, random));
    }

    @Test
    void refuses_at_least_95_percent_of_them_and_at_most_5_percent_of_right_ones() throws Exception {
        for (long seed : PhantomSeeds.test().toArray()) {
            try (Volume whole = ChestPhantom.generate(seed, PhantomSettings.USUAL).volume();
                    Volume cropped = Crops.byChance(whole, random)) {
                isRight("phantom " + seed, whole);
                isRight("cropped phantom " + seed, cropped);
                distorted("phantom " + seed, cropped);
            }
        }
        if (Files.isDirectory(DATA)) {
            real();
        }
        System.out.printf("figure: wrong inputs refused %d of %d, right ones refused %d of %d; run though wrong %s, refused though right %s%n",
                wrong - wrongRun.size(), wrong, rightRefused.size(), right, wrongRun, rightRefused);
        assertThat(wrong - wrongRun.size()).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * wrong));
        assertThat(rightRefused.size()).isLessThanOrEqualTo((int) (0.05 * right));
    }

    private void real() throws Exception {
        for (String id : new String[] {"id001", "id002"}) {
            try (Volume chest = NiftiFiles.volume(DATA.resolve("chest_ct_eval/" + id + ".nii.gz"))) {
                isRight("chest " + id, chest);
                distorted("chest " + id, chest);
            }
        }
        for (String other : new String[] {"example_ct", "example_ct_sm", "example_mr_sm"}) {
            isWrong(other, NiftiFiles.volume(DATA.resolve("ct_dicom_totalseg/" + other + ".nii.gz")));
        }
        try (var folders = Files.list(DATA.resolve("t1_dicom"))) {
            isWrong("T1 head", DicomFolder.volume(folders.filter(Files::isDirectory).findFirst().orElseThrow()));
        }
        try (var files = Files.list(DATA.resolve("spine_t2"))) {
            for (Path spine : files.filter(f -> f.toString().endsWith(".nii.gz") && !f.toString().contains("seg")).toList()) {
                isWrong("spine", NiftiFiles.volume(spine));
            }
        }
    }

    @Test
    void never_lets_a_head_be_run_as_a_chest() throws Exception {
        assumeTrue(Files.isDirectory(DATA), "the public images are absent");
        try (var folders = Files.list(DATA.resolve("t1_dicom"));
                Volume head = DicomFolder.volume(folders.filter(Files::isDirectory).findFirst().orElseThrow())) {
            assertThat(refused(head)).isTrue();
        }
    }
}
