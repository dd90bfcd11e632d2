package loupe.review.dashboard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import loupe.core.agreement.Share;
import loupe.core.finding.RejectReason;
import loupe.inference.watch.DriftWatch;
import loupe.review.dashboard.FindingsLine.Kind;
import loupe.review.quality.QualityWords;
import loupe.review.watching.ReportPages;

/// The figures in words, for command line and window. Shares are said with their 95 % intervals by Wilson.
public final class DashboardWords {
    private DashboardWords() {}

    /// Everything, a line a thing.
    public static List<String> of(Dashboard d) {
        List<String> out = new ArrayList<>(lines(d));
        d.overrides().forEach(c -> out.addAll(QualityWords.of(c)));
        d.calibration().forEach(c -> out.addAll(of(c)));
        out.addAll(drift(d));
        out.addAll(silence(d));
        out.add(minutes(d));
        d.queues().forEach(q -> out.add(of(q)));
        if (!notCounted(d).isEmpty()) {
            out.add(notCounted(d));
        }
        return List.copyOf(out);
    }

    private static List<String> lines(Dashboard d) {
        List<String> out = new ArrayList<>();
        if (d.lines().isEmpty()) {
            out.add("no model found anything yet");
        }
        for (int i = 0; i < d.lines().size(); i++) {
            FindingsLine l = d.lines().get(i);
            out.add((i + 1) + "  " + head(l) + ", " + persons(l.persons()));
            out.add("   " + l.of(Kind.FINDINGS).count() + " findings, decided " + ReportPages.words(l.share(Kind.DECIDED)));
            for (Kind k : List.of(Kind.ACCEPTED, Kind.EDITED, Kind.REJECTED, Kind.MISSED)) {
                out.add("   " + k.word() + " " + ReportPages.words(l.share(k)));
            }
            for (RejectReason r : RejectReason.values()) {
                if (l.reasons().containsKey(r)) {
                    out.add("     " + r.meaning() + " " + ReportPages.words(l.share(r)));
                }
            }
        }
        return out;
    }

    /// What a line is of.
    public static String head(FindingsLine l) {
        return l.model() + (l.group().isEmpty() ? "" : "  " + String.join(", ", l.group()));
    }

    private static String persons(int n) {
        return n == 1 ? "1 person" : n + " persons";
    }

    /// A count and its share for a narrow column: `12  34 % (20–51)`; the count alone where there is no share to tell.
    public static String brief(Share s) {
        return s.of() == 0
                ? Integer.toString(s.count())
                : String.format(Locale.ROOT, "%d  %.0f %% (%.0f–%.0f)", s.count(), 100 * s.value(), 100 * s.low(), 100 * s.high());
    }

    /// How far probabilities are borne out.
    public static List<String> of(Reliability c) {
        List<String> out = new ArrayList<>();
        out.add(String.format(Locale.ROOT, "calibration of %s: expected error %.3f", c.model(), c.expectedError()));
        for (Reliability.Bin b : c.bins()) {
            out.add(String.format(Locale.ROOT, "  %.1f to %.1f: said %.2f, kept %s", b.from(), b.from() + 0.1, b.mean(),
                    ReportPages.words(b.kept())));
        }
        return out;
    }

    /// What drifted, or that nothing can be told yet.
    public static List<String> drift(Dashboard d) {
        List<String> out = new ArrayList<>();
        for (Map.Entry<String, List<DriftWatch.Reading>> e : new java.util.TreeMap<>(d.drift()).entrySet()) {
            for (DriftWatch.Reading r : e.getValue()) {
                out.add(String.format(Locale.ROOT, "drift of %s, %s: PSI %.3f, KS %.3f, p %.2g%s", e.getKey(), r.feature(), r.drift().psi(),
                        r.drift().ks(), r.drift().pValue(), r.alert() ? " DRIFTED" : ""));
            }
        }
        if (out.isEmpty()) {
            out.add("drift: no model has run " + (DriftWatch.REFERENCE + DriftWatch.WINDOW) + " times yet");
        }
        return out;
    }

    /// How long models have had nothing to do.
    public static List<String> silence(Dashboard d) {
        return d.silence().stream()
                .map(s -> s.model() + " last ran on " + LocalDate.ofEpochDay(s.lastRun()) + ", " + s.days()
                        + " days ago; longest gap before "
                        + s.usual() + " days" + (s.alarm() ? " SILENT" : ""))
                .toList();
    }

    /// How long readers had sealed studies in hand.
    public static String minutes(Dashboard d) {
        Quartiles m = d.minutes();
        return m.count() == 0
                ? "reading time: no sealed study's time is known yet"
                : String.format(Locale.ROOT, "reading time: median %.1f minutes a study (quartiles %.1f and %.1f, longest %.1f), of %d studies",
                        m.median(), m.lower(), m.upper(), m.largest(), m.count());
    }

    /// Who waits.
    public static String of(WaitingQueue q) {
        String age = q.hours().count() == 0
                ? ""
                : String.format(Locale.ROOT, ", median %.1f hours since import, longest %.1f", q.hours().median(), q.hours().largest());
        return q.state() + ": " + q.waiting().count() + (q.waiting().count() == 1 ? " study" : " studies") + age;
    }

    /// What is not counted; empty where all is.
    public static String notCounted(Dashboard d) {
        return d.notCounted() == 0
                ? ""
                : d.notCounted() + (d.notCounted() == 1 ? " study waits" : " studies wait")
                        + " for your first opinion or a second look, and is in no figure of findings";
    }
}
