package loupe.inference.trial;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.random.RandomGenerator;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.inference.Scan;
import loupe.inference.card.Accepts;
import loupe.inference.card.ModelCard;

/// The smallest series a card accepts, filled with noise; for a film model a film.
final class NoiseScan {
    private static final int FEWEST = 24;
    private static final int FILM = 256;

    private NoiseScan() {}

    static Scan of(ModelCard card, RandomGenerator random) {
        Accepts a = card.accepts();
        double inPlane = Math.clamp(card.input().spacingMm().get(2), a.inPlaneMm().from(), a.inPlaneMm().to());
        double between = Math.clamp(card.input().spacingMm().getFirst(), a.sliceMm().from(), a.sliceMm().to());
        boolean film = card.task().onFilms();
        int across = film ? FILM : count(a.minExtentMm(), inPlane, FEWEST);
        int slices = film ? 1 : count(a.minExtentMm(), between, Math.max(a.minSlices(), FEWEST));
        VoxelGrid grid = grid(a.orientations().getFirst(), across, slices, inPlane, between);
        Volume.Builder volume = Volume.builder(grid, Volume.SampleType.INT16, "");
        for (int s = 0; s < slices; s++) {
            MemorySegment samples = volume.sliceSamples(s);
            for (int i = 0; i < across * across; i++) {
                samples.set(ValueLayout.JAVA_SHORT, 2L * i, (short) random.nextInt(-1000, 1000));
            }
        }
        return new Scan(volume.build(), "2.25.1", a.modalities().getFirst(), a.bodyParts().getFirst());
    }

    private static int count(double extentMm, double spacingMm, int fewest) {
        return Math.max(fewest, (int) Math.ceil(extentMm / spacingMm) + 1);
    }

    private static VoxelGrid grid(String plane, int across, int slices, double inPlane, double between) {
        PatientVector x = new PatientVector(1, 0, 0);
        PatientVector y = new PatientVector(0, 1, 0);
        PatientVector z = new PatientVector(0, 0, 1);
        PatientVector column = plane.equals("sagittal") ? y : x;
        PatientVector row = plane.equals("axial") ? y : z;
        PatientVector slice = plane.equals("axial") ? z : plane.equals("coronal") ? y : x;
        return new VoxelGrid(across, across, slices, new PatientPoint(0, 0, 0), column.times(inPlane), row.times(inPlane),
                slice.times(between), "2.25.2");
    }
}
