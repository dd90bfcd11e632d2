package loupe.core.segment.operation.between;

import java.util.List;
import loupe.core.work.JobContext;

/// Blends matched parts by the middle between both, half by half.
record ShapeBlend(FlatCanvas canvas) implements FlatBlend {
    @Override
    public void fill(FlatLayer low, FlatLayer high, LayersMade out, JobContext job) {
        List<FlatPair> pairs = new PartMatch(canvas, low, high).pairs();
        for (FlatPair pair : pairs) {
            halves(pair, out, job);
        }
    }

    private void halves(FlatPair pair, LayersMade out, JobContext job) {
        if (pair.high().at() - pair.low().at() < 2) {
            return;
        }
        job.checkCancelled();
        FlatLayer middle = new MiddleShape(canvas, pair).layer();
        out.add(middle);
        halves(new FlatPair(pair.low(), middle), out, job);
        halves(new FlatPair(middle, pair.high()), out, job);
    }
}
