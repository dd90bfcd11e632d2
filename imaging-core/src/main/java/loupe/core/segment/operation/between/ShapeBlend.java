package loupe.core.segment.operation.between;

import loupe.core.work.JobContext;

/// Blends matched parts by the middle between both, half by half, each pair in a frame of its own.
record ShapeBlend(FlatCanvas canvas) implements FlatBlend {
    @Override
    public void fill(FlatLayer low, FlatLayer high, LayersMade out, JobContext job) {
        new PartMatch(canvas, low, high).each(pair -> {
            FlatFrame both = pair.low().frame().around(pair.high().frame(), canvas.frame());
            halves(new FlatPair(pair.low().in(both), pair.high().in(both)), out, job);
        });
    }

    private void halves(FlatPair pair, LayersMade out, JobContext job) {
        if (pair.high().at() - pair.low().at() < 2) {
            return;
        }
        job.checkCancelled();
        FlatLayer middle = new MiddleShape(canvas.distance(), pair).layer();
        out.add(middle);
        halves(new FlatPair(pair.low(), middle), out, job);
        halves(new FlatPair(middle, pair.high()), out, job);
    }
}
