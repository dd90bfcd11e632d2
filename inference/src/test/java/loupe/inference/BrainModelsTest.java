package loupe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import loupe.core.finding.Finding;
import loupe.core.finding.Prediction;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.EngineSettings;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BrainModelsTest {
    private static final Path SHARED = Path.of(System.getProperty("loupe.shared", "../../shared"));

    @Nested
    class A_model_whose_weights_lie_elsewhere {
        @Test
        void is_recognised_by_its_digest() throws Exception {
            assumeTrue(Files.isDirectory(SHARED.resolve("models")), "the folder of models is absent");
            for (String file : new String[] {"bc_model5_gw_ae", "bc_model11_gw_ae", "bc_mindgrab",
                "bc_model30chan18cls", "niivue_meshnet5_gwm", "superfast_tissue_he"}) {
                assertThat(ModelCatalogue.recognise(SHARED.resolve("models/" + file + ".onnx"))).as(file).isPresent();
            }
            assertThat(ModelCatalogue.recognise(SHARED.resolve("models/README.md"))).isEmpty();
        }

        @Test
        void has_a_card_that_reads() throws Exception {
            assertThat(ModelCatalogue.knownCards()).extracting(ModelCard::id).hasSize(7).doesNotHaveDuplicates();
        }
    }

    @Nested
    class The_fast_brain_model {
        @Test
        void outlines_one_brain_of_plausible_size_in_the_middle_of_a_head() throws Exception {
            Path folder = SHARED.resolve("data/t1_dicom");
            assumeTrue(Files.isDirectory(folder), "the public T1 series is absent");
            Path slices = onlyFolder(folder);
            Model model = ModelCatalogue.recognise(SHARED.resolve("models/bc_model5_gw_ae.onnx")).orElseThrow();
            try (Volume volume = DicomFolder.volume(slices);
                    ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
                Prediction p = runner.run(model, new Scan(volume, "2.25.1", "MR", "BRAIN"), JobContext.unattended());

                Mask brain = p.segmentation().orElseThrow().segment(1).mask();
                assertThat(volume.grid().slices()).isEqualTo(384);
                assertThat(brain.grid()).isEqualTo(volume.grid());
                assertThat(brain.millilitres()).isBetween(900.0, 1700.0);
                Finding finding = p.findings().getFirst();
                VoxelGrid g = volume.grid();
                PatientPoint middle = g.toPatient(g.columns() / 2.0, g.rows() / 2.0, g.slices() / 2.0);
                assertThat(Math.abs(finding.centre().xMm() - middle.xMm())).isLessThan(25);
                assertThat(finding.measurements().getFirst().value()).isEqualTo(brain.millilitres());
                Pictures.writeIfWanted("brain", volume, p);
            }
        }

        private Path onlyFolder(Path folder) throws Exception {
            try (var inside = Files.list(folder)) {
                return inside.filter(Files::isDirectory).findFirst().orElse(folder);
            }
        }
    }
}
