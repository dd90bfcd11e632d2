package loupe.review.watching;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import loupe.core.agreement.Share;
import loupe.core.encoding.HtmlText;

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
        ArrayNode opinions = root.putArray("firstOpinions");
        report.firstOpinions().forEach(s -> put(opinions.addObject(), s));
        return root.toPrettyString();
    }

    /// Counts of first opinions as JSON.
    ///
    /// @param all a line a reader
    public static String json(List<Switches> all) {
        ObjectNode root = MAPPER.createObjectNode().put("format", 1);
        ArrayNode lines = root.putArray("readers");
        all.forEach(s -> put(lines.addObject(), s));
        put(root.putObject("together"), Switches.together(all));
        return root.toPrettyString();
    }

    private static void put(ObjectNode line, Switches s) {
        line.put("reader", s.reader()).put("opinions", s.opinions()).put("pending", s.pending()).put("agreed", s.agreed())
                .put("onlyReader", s.onlyReader()).put("onlyModels", s.onlyModels());
        put(line.putObject("towardsModels"), s.towards(), s.towardsOfDiffering());
        put(line.putObject("awayFromModels"), s.away(), s.awayOfAgreed());
    }

    private static void put(ObjectNode to, Switches.Kind kind, Share share) {
        to.put("right", kind.right()).put("wrong", kind.wrong()).put("truthNotKnown", kind.unknown());
        put(to.putObject("share"), share);
        put(to.putObject("wrongOfKnown"), kind.wrongOfKnown());
    }

    private static void put(ObjectNode to, Share share) {
        to.put("count", share.count()).put("of", share.of());
        number(to, "value", share.value());
        number(to, "low95", share.low());
        number(to, "high95", share.high());
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
            page.append("<tr><td>").append(HtmlText.of(t.model())).append("<td>").append(HtmlText.of(t.by()))
                    .append("<td>").append(HtmlText.of(t.group()));
            for (int n : new int[] {t.findings(), t.decided(), t.rejected(), t.edited(), t.missed()}) {
                page.append("<td>").append(n);
            }
            page.append("<td>").append(figure(t.overrideRate())).append("<td>").append(figure(t.meanDice())).append("</tr>\n");
        }
        page.append("</table>\n");
        opinions(page, report.firstOpinions());
        page.append("<h2>Drift</h2>\n");
        if (report.drift().isEmpty()) {
            page.append("<p>No model has run often enough yet to tell.</p>\n");
        }
        report.drift().forEach((model, readings) -> readings.forEach(r -> page.append("<p").append(r.alert() ? " class=\"alert\"" : "")
                .append(">").append(HtmlText.of(model)).append(", ").append(HtmlText.of(r.feature()))
                .append(String.format(Locale.ROOT, ": PSI %.3f, KS %.3f, p %.2g%s</p>%n", r.drift().psi(), r.drift().ks(),
                        r.drift().pValue(), r.alert() ? " - drifted" : ""))));
        return page.append("</html>\n").toString();
    }

    private static void opinions(StringBuilder page, List<Switches> all) {
        if (all.isEmpty()) {
            return;
        }
        page.append("""
                <h2>First opinions</h2><p>Read before the models were shown. Towards: reader and models differed and the reader
                took the models' answer. Right and wrong only where the truth is known. 95 % intervals by Wilson.</p>
                <table><tr><th>reader<th>opinions<th>agreed<th>only reader<th>only models<th>towards<th>right<th>wrong
                <th>truth not known<th>away<th>right<th>wrong<th>truth not known</tr>
                """);
        for (Switches s : all) {
            page.append("<tr><td>").append(HtmlText.of(s.reader())).append("<td>").append(s.opinions()).append("<td>").append(s.agreed())
                    .append("<td>").append(s.onlyReader()).append("<td>").append(s.onlyModels());
            kind(page, s.towards(), s.towardsOfDiffering());
            kind(page, s.away(), s.awayOfAgreed());
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private static void kind(StringBuilder page, Switches.Kind kind, Share share) {
        page.append("<td>").append(words(share)).append("<td>").append(kind.right()).append("<td>").append(kind.wrong())
                .append("<td>").append(kind.unknown());
    }

    /// A share in words: `3 of 12 (25 %, 9 to 53 %)`.
    public static String words(Share s) {
        return s.of() == 0 ? "0 of 0" : String.format(Locale.ROOT, "%d of %d (%.0f %%, %.0f to %.0f %%)", s.count(), s.of(),
                100 * s.value(), 100 * s.low(), 100 * s.high());
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }
}
