package loupe.review.twice;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import loupe.core.agreement.AgreementTable;
import loupe.core.agreement.FleissKappa;
import loupe.core.agreement.Interval;
import loupe.core.agreement.IntraclassCorrelation;
import loupe.core.agreement.Median;
import loupe.core.agreement.Wilson;
import loupe.core.geometry.PatientPoint;
import loupe.core.measure.Annotation;
import loupe.core.measure.Quantity;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.inference.evaluate.Overlap;
import loupe.review.edit.Adjudicated;
import loupe.review.edit.ReviewState;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;

/// Counts how the readers of a site agree. It needs READ_FINDINGS, names nobody and is an entry of the log. Organs count in outlines
/// and volumes and in no number of found and not found.
public final class ReportAgreement {
    private static final double NEAR_MM = 10;
    /// Any finding at all, beside its kinds.
    private static final String ANY = "any finding";

    private final Store seen;
    private final DoubleReads reads;

    /// @param seen the store as the account at work may see it
    public ReportAgreement(Store seen, DoubleReads reads) {
        this.seen = seen;
        this.reads = reads;
    }

    /// Goes over all studies.
    ///
    /// @param from first day, UTC; empty from the beginning
    /// @param until last day, UTC; empty to the end
    /// @throws IOException if the account may not or the store fails
    public AgreementReport run(Optional<LocalDate> from, Optional<LocalDate> until, JobContext job) throws IOException {
        seen.authorize(Permission.READ_FINDINGS, null);
        List<DoubleReads.Readings> all = new ArrayList<>();
        List<StudySummary> studies = seen.studies();
        for (int i = 0; i < studies.size(); i++) {
            job.progress(i, studies.size(), "studies");
            job.checkCancelled();
            StudySummary s = studies.get(i);
            if (s.state() == StudyState.ADJUDICATED || s.state() == StudyState.SEALED) {
                reads.readings(s.studyUid()).filter(r -> within(r.settled(), from, until)).ifPresent(all::add);
            }
        }
        AgreementReport report = of(all, from, until, reads.open().size());
        seen.log(AuditEntry.of(AuditEvent.FIGURES_READ, "agreement of double readings"));
        return report;
    }

    private static boolean within(Adjudicated settled, Optional<LocalDate> from, Optional<LocalDate> until) {
        LocalDate day = LocalDate.ofInstant(settled.at(), ZoneOffset.UTC);
        return from.filter(day::isBefore).isEmpty() && until.filter(day::isAfter).isEmpty();
    }

    private static AgreementReport of(
            List<DoubleReads.Readings> all, Optional<LocalDate> from, Optional<LocalDate> until, int open) {
        Set<Set<String>> readers = new HashSet<>();
        Map<String, Integer> rulings = new TreeMap<>();
        Map<String, Integer> reasons = new TreeMap<>();
        Outlines outlines = new Outlines();
        int both = 0;
        int first = 0;
        int second = 0;
        for (DoubleReads.Readings r : all) {
            readers.add(Set.of(r.settled().first(), r.settled().second()));
            r.settled().settled().forEach(s -> {
                rulings.merge(s.ruling().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
                reasons.merge(s.reason().meaning(), 1, Integer::sum);
            });
            Matching m = Matching.of(r.first(), r.second());
            both += (int) m.pairs().stream().filter(p -> !p.first().organ()).count();
            first += (int) m.onlyFirst().stream().filter(f -> !f.organ()).count();
            second += (int) m.onlySecond().stream().filter(f -> !f.organ()).count();
            outlines.add(m);
            outlines.lengths(r.first(), r.second());
        }
        int findings = both + first + second;
        double share = findings == 0 ? Double.NaN : (double) both / findings;
        Interval wilson = Wilson.of(share, findings);
        Figure positive = Figure.of(
                2 * share / (1 + share), new Interval(doubled(wilson.low()), doubled(wilson.high())), findings,
                AgreementReport.LEAST_PAIRS, "findings");
        return new AgreementReport(
                from.map(LocalDate::toString), until.map(LocalDate::toString), all.size(), open, readers.size(),
                classes(all, readers.size()), new AgreementReport.Found(both, first, second), positive, median(outlines.dice, "outlines"),
                median(outlines.hd95, "outlines"), icc(outlines.volumes, "volumes"), icc(outlines.lengths, "lengths"), rulings, reasons);
    }

    /// From the share of findings both have of those anybody has to how often one has it where the other does.
    private static double doubled(double share) {
        return 2 * share / (1 + share);
    }

    private static List<AgreementReport.OfClass> classes(List<DoubleReads.Readings> all, int pairs) {
        List<Set<String>> first = new ArrayList<>();
        List<Set<String>> second = new ArrayList<>();
        Set<String> kinds = new TreeSet<>();
        for (DoubleReads.Readings r : all) {
            first.add(kinds(r.first()));
            second.add(kinds(r.second()));
            kinds.addAll(first.getLast());
            kinds.addAll(second.getLast());
        }
        kinds.remove(ANY);
        List<AgreementReport.OfClass> out = new ArrayList<>();
        out.add(ofClass(ANY, first, second, pairs));
        for (String kind : kinds) {
            out.add(ofClass(kind, first, second, pairs));
        }
        return out;
    }

    private static Set<String> kinds(ReviewState reading) {
        Set<String> out = new HashSet<>();
        for (ReadFinding f : ReadFinding.of(reading)) {
            if (!f.organ()) {
                out.add(f.kind().meaning());
                out.add(ANY);
            }
        }
        return out;
    }

    private static AgreementReport.OfClass ofClass(String kind, List<Set<String>> first, List<Set<String>> second, int pairs) {
        double[][] table = new double[2][2];
        int[][] counts = new int[first.size()][2];
        for (int i = 0; i < first.size(); i++) {
            int a = first.get(i).contains(kind) ? 0 : 1;
            int b = second.get(i).contains(kind) ? 0 : 1;
            table[a][b]++;
            counts[i][a]++;
            counts[i][b]++;
        }
        int n = first.size();
        int least = AgreementReport.LEAST_STUDIES;
        AgreementTable t = n < least ? AgreementTable.of(new double[][] {{1, 0}, {0, 1}}) : AgreementTable.of(table);
        Optional<Figure> fleiss = pairs <= 2 ? Optional.empty() : Optional.of(fleiss(counts, n, least));
        return new AgreementReport.OfClass(
                kind, (int) table[0][0], (int) table[0][1], (int) table[1][0], (int) table[1][1],
                Figure.of(t.kappa().value(), t.kappa().interval(), n, least, "studies"), fleiss,
                Figure.of(t.specificAgreement(0), t.specificInterval(0), n, least, "studies"),
                Figure.of(t.specificAgreement(1), t.specificInterval(1), n, least, "studies"));
    }

    private static Figure fleiss(int[][] counts, int n, int least) {
        if (n < least) {
            return Figure.of(Double.NaN, new Interval(Double.NaN, Double.NaN), n, least, "studies");
        }
        FleissKappa k = FleissKappa.of(counts);
        return Figure.of(k.value(), k.interval(), n, least, "studies");
    }

    private static Figure median(List<Double> values, String what) {
        Median m = Median.of(values);
        return Figure.of(m.value(), m.interval(), m.n(), AgreementReport.LEAST_PAIRS, what);
    }

    private static Figure icc(List<double[]> values, String what) {
        int n = values.size();
        if (n < AgreementReport.LEAST_PAIRS) {
            return Figure.of(Double.NaN, new Interval(Double.NaN, Double.NaN), n, AgreementReport.LEAST_PAIRS, what);
        }
        double[] one = values.getFirst();
        if (values.stream().allMatch(v -> v[0] == one[0] && v[1] == one[1])) {
            return Figure.none(n, "not defined: all " + what + " are alike");
        }
        IntraclassCorrelation.Estimate e = IntraclassCorrelation.of(values.toArray(double[][]::new)).twoWayRandom();
        return Figure.of(e.value(), e.interval(), n, AgreementReport.LEAST_PAIRS, what);
    }

    /// What both readers measured of one thing.
    private static final class Outlines {
        private final List<Double> dice = new ArrayList<>();
        private final List<Double> hd95 = new ArrayList<>();
        private final List<double[]> volumes = new ArrayList<>();
        private final List<double[]> lengths = new ArrayList<>();

        void add(Matching m) {
            for (Matching.Pair p : m.pairs()) {
                if (p.dice().isPresent()) {
                    Overlap o = Overlap.of(p.first().mask().orElseThrow(), p.second().mask().orElseThrow(), 1);
                    dice.add(o.dice());
                    if (!Double.isNaN(o.hd95Mm())) {
                        hd95.add(o.hd95Mm());
                    }
                    if (ReadVersion.of(p.first()).millilitres().isPresent() && ReadVersion.of(p.second()).millilitres().isPresent()) {
                        volumes.add(new double[] {o.volumeMl(), o.truthMl()});
                    }
                }
            }
        }

        private record Length(Annotation first, Annotation second, double apart) {}

        /// Lengths of both at one place, the nearest first, each once.
        void lengths(ReviewState first, ReviewState second) {
            List<Length> near = new ArrayList<>();
            for (Annotation a : first.annotations()) {
                for (Annotation b : second.annotations()) {
                    if (length(a).isPresent() && length(b).isPresent() && a.place().seriesUid().equals(b.place().seriesUid())) {
                        double apart = middle(a).distanceMm(middle(b));
                        if (apart <= NEAR_MM) {
                            near.add(new Length(a, b, apart));
                        }
                    }
                }
            }
            near.sort(Comparator.comparingDouble(Length::apart));
            Set<String> used = new HashSet<>();
            for (Length l : near) {
                if (!used.contains("1" + l.first.id()) && !used.contains("2" + l.second.id())) {
                    used.add("1" + l.first.id());
                    used.add("2" + l.second.id());
                    lengths.add(new double[] {length(l.first).orElseThrow(), length(l.second).orElseThrow()});
                }
            }
        }

        private static Optional<Double> length(Annotation a) {
            return a.measure().quantities().stream()
                    .filter(q -> (q.kind() == Quantity.Kind.LENGTH || q.kind() == Quantity.Kind.LONG_AXIS) && q.unit().equals("mm"))
                    .findFirst()
                    .map(Quantity::value);
        }

        private static PatientPoint middle(Annotation a) {
            PatientPoint from = a.measure().shape().points().getFirst();
            return from.plus(a.measure().shape().points().getLast().minus(from).times(0.5));
        }
    }
}
