package loupe.review.quality;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import loupe.core.agreement.ControlPoint;
import loupe.core.agreement.Interval;
import loupe.core.agreement.Share;
import loupe.review.quality.book.QualitySample;
import loupe.review.quality.book.Radpeer;

/// What came of second looks, as JSON for other programs; figures that do not exist are null.
public final class QualityJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private QualityJson() {}

    /// A report.
    public static String of(QualityReport report) {
        ObjectNode root = MAPPER.createObjectNode().put("format", 1);
        ArrayNode samples = root.putArray("samples");
        report.samples().forEach(s -> sample(samples.addObject(), s));
        ArrayNode charts = root.putArray("overrides");
        report.overrides().forEach(c -> chart(charts.addObject(), c));
        root.put("reviewsNotInOverrides", report.leftOut());
        return root.toPrettyString();
    }

    /// A sample as it may be shown before it is worked through: how it was drawn, and nothing that reveals an answer.
    public static String of(QualitySample sample) {
        ObjectNode root = MAPPER.createObjectNode()
                .put("sample", sample.number())
                .put("kind", kind(sample.targeted()))
                .put("items", sample.items().size())
                .put("population", sample.population())
                .put("drawnAt", sample.drawnAt().toString())
                .put("drawnBy", sample.drawnBy());
        sample.draw().ifPresent(d -> root
                // As text: other programs' numbers may not hold 64 bits.
                .put("seed", Long.toString(d.seed()))
                .put("allocation", d.allocation().name())
                .put("strata", sample.strata().size()));
        return root.toPrettyString();
    }

    private static String kind(boolean targeted) {
        return targeted ? "targeted" : "random";
    }

    private static void sample(ObjectNode to, SampleReport s) {
        to.put("sample", s.number())
                .put("kind", kind(s.targeted()))
                .put("population", s.population())
                .put("items", s.items())
                .put("scored", s.scored())
                .put("waitingForArbitration", s.waiting())
                .put("represented", s.represented());
        scores(to.putObject("reader"), s.reader());
        scores(to.putObject("model"), s.model());
        ObjectNode agreement = to.putObject("agreement");
        s.agreement().ifPresent(a -> {
            number(agreement, "kappa", a.kappa().value());
            number(agreement, "kappaStandardError", a.kappa().standardError());
            interval(agreement, "kappa", a.kappa().interval());
            number(agreement, "kept", a.kept());
            interval(agreement, "kept", a.keptInterval());
            number(agreement, "rejected", a.rejected());
            interval(agreement, "rejected", a.rejectedInterval());
        });
        SampleReport.Effort e = s.effort();
        ObjectNode effort = to.putObject("effort");
        effort.put("minutes", e.minutes()).put("timedItems", e.timed()).put("readerCatches", e.readerCatches())
                .put("modelCatches", e.modelCatches()).put("catches", e.catches());
        number(effort, "minutesPerCatch", e.minutesPerCatch().orElse(Double.NaN));
    }

    private static void scores(ObjectNode to, SampleReport.Scores s) {
        ObjectNode counts = to.putObject("scores");
        for (Radpeer r : Radpeer.values()) {
            counts.put(r.word(), s.counts().get(r.ordinal()));
        }
        share(to.putObject("discrepant"), s.discrepant());
        s.estimate().ifPresent(w -> {
            ObjectNode estimate = to.putObject("estimate");
            number(estimate, "value", w.value());
            number(estimate, "effective", w.effective());
            interval(estimate, "value", w.interval());
        });
    }

    private static void chart(ObjectNode to, OverrideChart chart) {
        to.put("model", chart.model());
        ArrayNode weeks = to.putArray("weeks");
        List<OverrideChart.Week> all = chart.weeks();
        for (OverrideChart.Week w : all) {
            ObjectNode week = weeks.addObject().put("monday", w.monday().toString());
            week.put("overridden", w.overridden().count()).put("of", w.overridden().of());
            point(week.putObject("share"), w.share());
            point(week.putObject("ewma"), w.ewma());
        }
    }

    private static void point(ObjectNode to, ControlPoint p) {
        to.put("value", p.value()).put("low", p.low()).put("centre", p.centre()).put("high", p.high()).put("outside", p.outside());
    }

    private static void share(ObjectNode to, Share s) {
        to.put("count", s.count()).put("of", s.of());
        number(to, "value", s.value());
        interval(to, "value", s.interval());
    }

    private static void interval(ObjectNode to, String name, Interval i) {
        number(to, name + "Low", i.low());
        number(to, name + "High", i.high());
    }

    private static void number(ObjectNode to, String name, double value) {
        if (Double.isFinite(value)) {
            to.put(name, value);
        } else {
            to.putNull(name);
        }
    }
}
