package loupe.review.dashboard;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import loupe.core.agreement.Share;
import loupe.core.encoding.HtmlText;
import loupe.core.finding.RejectReason;
import loupe.review.dashboard.FindingsLine.Kind;
import loupe.review.quality.OverrideChart;
import loupe.review.quality.QualityWords;

/// The figures as JSON and as one HTML page without scripts; neither names a study.
public final class DashboardPages {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private DashboardPages() {}

    /// As JSON; figures that do not exist are null.
    ///
    /// @throws IllegalArgumentException where small groups are told apart, which must not be written out
    public static String json(Dashboard d) {
        requireTogether(d);
        ObjectNode root = MAPPER.createObjectNode().put("format", 1).put("at", d.at().toString());
        ArrayNode by = root.putArray("by");
        d.by().forEach(b -> by.add(b.word()));
        ArrayNode lines = root.putArray("findings");
        d.lines().forEach(l -> line(lines.addObject(), l));
        ArrayNode charts = root.putArray("overrides");
        d.overrides().forEach(c -> chart(charts.addObject(), c));
        ArrayNode calibration = root.putArray("calibration");
        for (Reliability c : d.calibration()) {
            ObjectNode one = calibration.addObject().put("model", c.model());
            number(one, "expectedError", c.expectedError());
            ArrayNode bins = one.putArray("bins");
            c.bins().forEach(b -> share(bins.addObject().put("from", b.from()).put("mean", b.mean()), b.kept()));
        }
        ArrayNode drifts = root.putArray("drift");
        d.drift().forEach((model, readings) -> readings.forEach(r -> drifts.addObject().put("model", model)
                .put("feature", r.feature()).put("psi", r.drift().psi()).put("ks", r.drift().ks())
                .put("pValue", r.drift().pValue()).put("alert", r.alert())));
        ArrayNode silence = root.putArray("silence");
        d.silence().forEach(s -> silence.addObject().put("model", s.model()).put("daysSinceLastRun", s.days())
                .put("longestGapBefore", s.usual()).put("alert", s.alarm()));
        spread(root.putObject("minutesAStudy"), d.minutes());
        ArrayNode queues = root.putArray("queues");
        d.queues().forEach(q -> spread(queues.addObject().put("state", q.state()).put("studies", q.waiting().count()).putObject("hours"),
                q.hours()));
        root.put("studiesNotCounted", d.notCounted());
        return root.toPrettyString();
    }

    private static void requireTogether(Dashboard d) {
        if (!d.together()) {
            throw new IllegalArgumentException("figures that are written out must have small groups together");
        }
    }

    private static void line(ObjectNode to, FindingsLine l) {
        to.put("model", l.model());
        ArrayNode group = to.putArray("group");
        l.group().forEach(group::add);
        for (Kind k : Kind.values()) {
            share(to.putObject(k.word()), l.share(k));
        }
        share(to.putObject("overridden"), l.overridden());
        ObjectNode reasons = to.putObject("rejectedBy");
        for (RejectReason r : RejectReason.values()) {
            if (l.reasons().containsKey(r)) {
                share(reasons.putObject(r.name()), l.share(r));
            }
        }
    }

    private static void chart(ObjectNode to, OverrideChart chart) {
        to.put("model", chart.model());
        ArrayNode weeks = to.putArray("weeks");
        for (OverrideChart.Week w : chart.weeks()) {
            weeks.addObject().put("monday", w.monday().toString()).put("overridden", w.overridden().count()).put("of", w.overridden().of())
                    .put("low", w.share().low()).put("centre", w.share().centre()).put("high", w.share().high())
                    .put("outside", w.share().outside()).put("ewma", w.ewma().value()).put("ewmaOutside", w.ewma().outside());
        }
    }

    private static void spread(ObjectNode to, Quartiles s) {
        to.put("count", s.count());
        number(to, "lower", s.lower());
        number(to, "median", s.median());
        number(to, "upper", s.upper());
        number(to, "largest", s.largest());
    }

    private static void share(ObjectNode to, Share s) {
        to.put("count", s.count()).put("of", s.of());
        number(to, "value", s.value());
        number(to, "low", s.low());
        number(to, "high", s.high());
    }

    private static void number(ObjectNode to, String name, double value) {
        if (Double.isFinite(value)) {
            to.put(name, value);
        } else {
            to.putNull(name);
        }
    }

    /// As a page.
    ///
    /// @throws IllegalArgumentException where small groups are told apart, which must not be written out
    public static String html(Dashboard d) {
        requireTogether(d);
        StringBuilder page = new StringBuilder("""
                <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Loupe: figures</title>
                <style>body{font:15px sans-serif;margin:2em}table{border-collapse:collapse}td,th{border:1px solid #999;padding:4px 8px;
                text-align:left}p{margin:2px 0}.alert{color:#a4161a;font-weight:bold}</style>
                """);
        page.append("<h1>Figures of this site</h1><p>").append(d.at()).append(
                " (UTC). 95 % intervals by Wilson. Groups of fewer than " + Dashboard.SMALLEST + " persons are put together.</p>\n");
        page.append("<h2>Findings</h2><table><tr><th>model");
        d.by().forEach(b -> page.append("<th>").append(b.word()));
        for (Kind k : Kind.values()) {
            page.append("<th>").append(k.word());
        }
        page.append("<th>rejected because</tr>\n");
        d.lines().forEach(l -> row(page, d, l));
        page.append("</table>\n<h2>Overrides by week</h2>\n");
        d.overrides().forEach(c -> paragraphs(page, QualityWords.of(c)));
        page.append("<h2>Calibration</h2>\n");
        if (d.calibration().isEmpty()) {
            page.append("<p>No decided finding has a calibrated probability.</p>\n");
        }
        d.calibration().forEach(c -> paragraphs(page, DashboardWords.of(c)));
        page.append("<h2>Drift and silence</h2>\n");
        paragraphs(page, DashboardWords.drift(d));
        paragraphs(page, DashboardWords.silence(d));
        page.append("<h2>Time</h2>\n");
        List<String> time = new ArrayList<>(List.of(DashboardWords.minutes(d)));
        d.queues().forEach(q -> time.add(DashboardWords.of(q)));
        time.add(DashboardWords.notCounted(d));
        paragraphs(page, time);
        return page.append("</html>\n").toString();
    }

    private static void row(StringBuilder page, Dashboard d, FindingsLine l) {
        page.append("<tr><td>").append(HtmlText.of(l.model()));
        for (int i = 0; i < d.by().size(); i++) {
            page.append("<td>").append(i < l.group().size() ? HtmlText.of(l.group().get(i)) : "");
        }
        for (Kind k : Kind.values()) {
            page.append("<td>").append(HtmlText.of(k == Kind.FINDINGS ? Integer.toString(l.of(k).count())
                    : DashboardWords.brief(l.share(k))));
        }
        page.append("<td>");
        for (RejectReason r : RejectReason.values()) {
            if (l.reasons().containsKey(r)) {
                page.append(HtmlText.of(r.meaning())).append(": ").append(HtmlText.of(DashboardWords.brief(l.share(r)))).append("<br>");
            }
        }
        page.append("</tr>\n");
    }

    private static void paragraphs(StringBuilder page, List<String> lines) {
        lines.stream().filter(l -> !l.isEmpty()).forEach(l -> page
                .append(l.endsWith("OUTSIDE") || l.endsWith("DRIFTED") || l.endsWith("SILENT") ? "<p class=\"alert\">" : "<p>")
                .append(HtmlText.of(l)).append("</p>\n"));
    }
}
