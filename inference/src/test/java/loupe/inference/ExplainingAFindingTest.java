package loupe.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import loupe.core.finding.Finding;
import loupe.core.finding.Prediction;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.card.Model;
import loupe.inference.engine.EngineSettings;
import loupe.inference.task.Uncertainty;
import loupe.inference.tensor.Field;
import loupe.sample.PhantomSeeds;
import loupe.sample.chest.ChestPhantom;
import loupe.sample.chest.NoduleTruth;
import loupe.sample.chest.PhantomSettings;
import org.junit.jupiter.api.Test;

class ExplainingAFindingTest {
    private static final JobContext JOB = JobContext.unattended();

    @Test
    void rests_on_the_nodule_and_its_interval_holds_the_probability() throws Exception {
        ChestPhantom phantom = ChestPhantom.generate(PhantomSeeds.test().skip(1).findFirst().orElseThrow(), PhantomSettings.USUAL);
        Model model = ModelCatalogue.builtIn().find("ct-nodules").orElseThrow();
        try (Volume volume = phantom.volume(); ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            Scan scan = new Scan(volume, "2.25.1", "CT", "CHEST");
            Prediction p = runner.run(model, scan, JOB);
            Finding found = p.findings().stream()
                    .filter(f -> Bar.hit(f.centre(), phantom.truth().noduleList()) >= 0).findFirst().orElseThrow();
            NoduleTruth nodule = phantom.truth().noduleList().get(Bar.hit(found.centre(), phantom.truth().noduleList()));
            assertThat(hottest(runner.explain(model, scan, found.centre(), JOB)).distanceMm(nodule.centre()))
                    .as("the box that counts most touches the nodule")
                    .isLessThan(nodule.diameterMm() / 2 + 10);

            List<Uncertainty> all = runner.uncertainty(model, scan, p, JOB);
            assertThat(all).hasSameSizeAs(p.findings());
            Uncertainty u = all.stream().filter(x -> x.finding().equals(found.id())).findFirst().orElseThrow();
            assertThat(u.confidence().low()).isLessThanOrEqualTo(u.confidence().value());
            assertThat(u.confidence().high()).isBetween(u.confidence().value(), 1.0);
            assertThat(Math.abs(u.confidence().value() - found.confidence())).isLessThan(0.3);
            assertThat(u.longestMm().value()).isBetween(nodule.diameterMm() * 0.3, nodule.diameterMm() * 2.5);
            assertThat(u.longestMm().low()).isLessThan(u.longestMm().high());
            assertThat(u.otherwise()).isBetween(0.0, 1.0);
        }
    }

    /// Middle of the voxels that count most.
    private static PatientPoint hottest(Field map) {
        VoxelGrid g = map.grid();
        float most = 0;
        for (float v : map.values()) {
            most = Math.max(most, v);
        }
        double[] sum = new double[3];
        int n = 0;
        for (int i = 0; i < map.values().length; i++) {
            if (map.values()[i] >= most) {
                sum[0] += i % g.columns();
                sum[1] += i / g.columns() % g.rows();
                sum[2] += i / g.voxelsPerSlice();
                n++;
            }
        }
        return g.toPatient(sum[0] / n, sum[1] / n, sum[2] / n);
    }
}
