package loupe.review.watching;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/// A model report as JSON and as one HTML page without scripts.
public final class ReportPages {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ReportPages() {}

    /// As JSON; figures that do not exist are null.
    public static String json(ModelReport report) {
        ObjectNode root = MAPPER.createObjectNode().put("format", 1);
        ArrayNode lines = root.putArray("findings");
        for (Tally t : report.tallies()) {
            ObjectNode line = lines.addObject().put("model", t.model()).put("by", t.by()).put("group", t.group())
                    .put("findings", t.findings()).put("decided", t.decided()).put("falsePositives", t.rejected())
                    .put("edited", t.edited()).put("falseNegatives", t.missed());
            number(line, "overrideRate", t.overrideRate());
            number(line, "meanDice", t.meanDice());
        }
        ArrayNode drifts = root.putArray("drift");
        report.drift().forEach((model, readings) -> readings.forEach(r -> drifts.addObject().put("model", model)
                .put("feature", r.feature()).put("psi", r.drift().psi()).put("ks", r.drift().ks())
                .put("pValue", r.drift().pValue()).put("alert", r.alert())));
        return root.toPrettyString();
    }

    private static void number(ObjectNode to, String name, double value) {
        if (Double.isNaN(value)) {
            to.putNull(name);
        } else {
            to.put(name, value);
        }
    }

    /// As a page for people.
    public static String html(ModelReport report) {
        StringBuilder page = new StringBuilder("""
                <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Models at this site</title>
                <style>body{font:15px/1.5 sans-serif;margin:2em}table{border-collapse:collapse}td,th{padding:.2em .8em;
                border-bottom:1px solid #ccc;text-align:right}td:nth-child(-n+3),th:nth-child(-n+3){text-align:left}
                .alert{color:#b00;font-weight:bold}</style>
                <h1>Models at this site</h1>
                <p>What people made of the models' findings. Groups of fewer than %d findings are left out. Missed is
                what a reader added; nobody looked for all of it. Not a medical device.</p>
                <table><tr><th>model<th>by<th>group<th>findings<th>decided<th>refused<th>outline changed<th>missed<th>override rate<th>mean Dice</tr>
                """.formatted(ModelReport.SMALLEST));
        for (Tally t : report.tallies()) {
            page.append("<tr><td>").append(text(t.model())).append("<td>").append(text(t.by())).append("<td>").append(text(t.group()));
            for (int n : new int[] {t.findings(), t.decided(), t.rejected(), t.edited(), t.missed()}) {
                page.append("<td>").append(n);
            }
            page.append("<td>").append(figure(t.overrideRate())).append("<td>").append(figure(t.meanDice())).append("</tr>\n");
        }
        page.append("</table><h2>Drift</h2>\n");
        if (report.drift().isEmpty()) {
            page.append("<p>No model has run often enough yet to tell.</p>\n");
        }
        report.drift().forEach((model, readings) -> readings.forEach(r -> page.append("<p").append(r.alert() ? " class=\"alert\"" : "")
                .append(">").append(text(model)).append(", ").append(text(r.feature()))
                .append(String.format(Locale.ROOT, ": PSI %.3f, KS %.3f, p %.2g%s</p>%n", r.drift().psi(), r.drift().ks(),
                        r.drift().pValue(), r.alert() ? " - drifted" : ""))));
        return page.append("</html>\n").toString();
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String text(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
