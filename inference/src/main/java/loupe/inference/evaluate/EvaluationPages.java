package loupe.inference.evaluate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// An evaluation as JSON and as one HTML page with pictures and without scripts.
public final class EvaluationPages {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private EvaluationPages() {}

    /// The mean figures of the cases of a subgroup.
    private record Row(String group, int cases, double dice, double hd95Mm, double surfaceDice, double found, double tooMany) {
        static Row of(String group, List<Evaluation.OneCase> cases) {
            List<Overlap> all = cases.stream().flatMap(c -> c.labels().values().stream()).toList();
            int there = cases.stream().mapToInt(c -> c.lesions().there()).sum();
            int found = cases.stream().mapToInt(c -> c.lesions().found()).sum();
            return new Row(group, cases.size(), mean(all, Overlap::dice), mean(all, Overlap::hd95Mm),
                    mean(all, Overlap::surfaceDice), there == 0 ? Double.NaN : (double) found / there,
                    cases.stream().mapToInt(c -> c.lesions().tooMany()).average().orElse(Double.NaN));
        }

        private static double mean(List<Overlap> all, ToDoubleFunction<Overlap> of) {
            return all.stream().mapToDouble(of).filter(Double::isFinite).average().orElse(Double.NaN);
        }
    }

    private static List<Row> rows(Evaluation e) {
        List<Evaluation.OneCase> ran = e.cases().stream().filter(c -> c.refused().isEmpty()).toList();
        Map<String, List<Evaluation.OneCase>> groups = new TreeMap<>();
        for (Evaluation.OneCase c : ran) {
            c.groups().forEach((k, v) -> groups.computeIfAbsent(k + " " + v, x -> new ArrayList<>()).add(c));
        }
        List<Row> rows = new ArrayList<>(List.of(Row.of("all", ran)));
        groups.forEach((name, cases) -> rows.add(Row.of(name, cases)));
        return rows;
    }

    /// As JSON; figures that do not exist are null.
    public static String json(Evaluation e) {
        ObjectNode root = MAPPER.createObjectNode().put("format", 1).put("model", e.modelId()).put("version", e.version())
                .put("sha256", e.sha256());
        number(root, "toleranceMm", e.toleranceMm());
        number(root, "calibrationError", e.calibrationError());
        e.detections().ifPresent(d -> {
            number(root, "sensitivity", d.sensitivity());
            number(root, "falsePositivesACase", d.falseACase());
            number(root, "sensitivityAtOneFalseACase", d.sensitivity(1));
            number(root, "froc", d.froc());
        });
        for (Row r : rows(e)) {
            ObjectNode g = root.withArray("groups").addObject().put("group", r.group).put("cases", r.cases);
            number(g, "dice", r.dice);
            number(g, "hd95Mm", r.hd95Mm);
            number(g, "surfaceDice", r.surfaceDice);
            number(g, "sensitivity", r.found);
            number(g, "falsePositivesACase", r.tooMany);
        }
        for (Evaluation.OneCase c : e.cases()) {
            ObjectNode one = root.withArray("cases").addObject().put("name", c.name()).put("refused", c.refused());
            one.set("groups", MAPPER.valueToTree(c.groups()));
            one.putObject("lesions").put("there", c.lesions().there()).put("found", c.lesions().found())
                    .put("tooMany", c.lesions().tooMany());
            c.labels().forEach((label, o) -> {
                ObjectNode l = one.withArray("labels").addObject().put("label", label);
                number(l, "dice", o.dice());
                number(l, "hd95Mm", o.hd95Mm());
                number(l, "surfaceDice", o.surfaceDice());
                number(l, "volumeMl", o.volumeMl());
                number(l, "truthMl", o.truthMl());
            });
        }
        return root.toPrettyString();
    }

    private static void number(ObjectNode to, String name, double value) {
        if (Double.isFinite(value)) {
            to.put(name, value);
        } else {
            to.putNull(name);
        }
    }

    /// As a page for people.
    public static String html(Evaluation e) {
        StringBuilder page = new StringBuilder("""
                <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Evaluation of %s</title>
                <style>body{font:15px/1.5 sans-serif;margin:2em}table{border-collapse:collapse}td,th{padding:.2em .8em;
                border-bottom:1px solid #ccc;text-align:right}td:first-child,th:first-child{text-align:left}
                figure{display:inline-block;margin:.5em}img{max-width:24em}</style>
                <h1>%s %s</h1><p>weights %s<br>Surface Dice at %s mm. Truth green, model red. Not a medical device.</p>
                """.formatted(text(e.modelId()), text(e.modelId()), text(e.version()), e.sha256(), figure(e.toleranceMm())));
        e.detections().ifPresent(d -> page.append("<p>Sensitivity ").append(figure(d.sensitivity())).append(" at ")
                .append(figure(d.falseACase())).append(" false positives a case; FROC score ").append(figure(d.froc())).append("</p>"));
        page.append("<p>Calibration error ").append(figure(e.calibrationError())).append("</p>\n")
                .append("<table><tr><th>group<th>cases<th>Dice<th>HD95, mm<th>surface Dice<th>sensitivity<th>false positives a case</tr>\n");
        for (Row r : rows(e)) {
            page.append("<tr><td>").append(text(r.group)).append("<td>").append(r.cases);
            for (double v : new double[] {r.dice, r.hd95Mm, r.surfaceDice, r.found, r.tooMany}) {
                page.append("<td>").append(figure(v));
            }
            page.append("</tr>\n");
        }
        page.append("</table>\n");
        e.cases().forEach(c -> picture(page, c));
        return page.append("</html>\n").toString();
    }

    private static void picture(StringBuilder page, Evaluation.OneCase c) {
        page.append("<figure>");
        if (c.png().length > 0) {
            page.append("<img alt=\"\" src=\"data:image/png;base64,").append(Base64.getEncoder().encodeToString(c.png())).append("\">");
        }
        page.append("<figcaption>").append(text(c.name())).append(c.refused().isEmpty() ? "" : ": " + text(c.refused()));
        c.labels().forEach((label, o) -> page.append(" ").append(text(label)).append(" Dice ").append(figure(o.dice())));
        if (c.lesions().there() > 0 || c.lesions().tooMany() > 0) {
            page.append(": ").append(c.lesions().found()).append(" of ").append(c.lesions().there()).append(" found, ")
                    .append(c.lesions().tooMany()).append(" false");
        }
        page.append("</figcaption></figure>\n");
    }

    private static String figure(double v) {
        return Double.isFinite(v) ? String.format(Locale.ROOT, "%.3f", v) : "–";
    }

    private static String text(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
