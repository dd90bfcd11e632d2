package loupe.review.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import loupe.core.finding.Verdict;
import loupe.core.measure.Annotation;
import loupe.core.measure.Quantity;
import loupe.core.segment.Code;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.core.work.JobContext;
import loupe.review.edit.KeptReport.Link;
import loupe.review.edit.ReviewState;
import loupe.review.hanging.ContrastPhase;
import loupe.review.hanging.StudyKind;
import loupe.review.session.StudyImages;
import loupe.store.Store;

/// Drafts the sentences of a report from what a person confirmed or drew; of what was rejected or not decided on it says nothing, and
/// no model's probability stands in it as if it were a fact.
///
/// @param store where priors are, as the account at work may see it
/// @param templates how reports are laid out
record Drafter(Store store, ReportTemplates templates) {
    private static final int SERIES_SAID = 4;

    /// What was found about a finding in the earlier review.
    private record Compared(Confirmed now, PriorReview.Match match, Optional<Growth> growth) {}

    /// Drafts the report of a study.
    ///
    /// @throws IOException if the store fails
    Draft of(StudySummary study, StudyImages images, ReviewState state, JobContext job) throws IOException {
        StudyKind kind = StudyKind.of(images, PriorReview.kinds(images));
        ReportTemplate template = templates.of(kind);
        List<Confirmed> confirmed = Confirmed.of(state, images, job);
        Optional<PriorReview> prior = PriorReview.of(store, study, kind, job);
        List<Compared> compared = prior.map(p -> compared(p, confirmed)).orElse(List.of());
        List<Sentence> out = new ArrayList<>();
        out.add(new Sentence("technique", ReportSection.TECHNIQUE, "", technique(template, kind, images), List.of()));
        out.add(new Sentence("comparison", ReportSection.COMPARISON, "", comparison(prior), List.of()));
        compared.forEach(c -> out.add(comparison(c)));
        out.addAll(findings(template, confirmed));
        List<Draft.Row> rows = new ArrayList<>(confirmed.stream().map(Drafter::row).toList());
        List<Sentence> impressions = new ArrayList<>(impression(confirmed, compared));
        for (Annotation a : state.annotations()) {
            drawn(a, images).ifPresent(d -> {
                out.add(d.sentence);
                d.impression.ifPresent(impressions::add);
                rows.add(d.row);
            });
        }
        if (confirmed.isEmpty() && rows.isEmpty()) {
            out.add(new Sentence("findings", ReportSection.FINDINGS, "", "No finding was accepted or drawn.", List.of()));
        }
        out.addAll(impressions);
        if (impressions.isEmpty()) {
            out.add(new Sentence("impression", ReportSection.IMPRESSION, "",
                    "No finding was accepted or drawn that an impression would name.", List.of()));
        }
        int undecided = (int) state.findings().stream().filter(f -> !f.reviewed()).count();
        return new Draft(template.name(), kind.text(), out, rows, undecided);
    }

    private static String technique(ReportTemplate template, StudyKind kind, StudyImages images) {
        String phase = kind.phases().isEmpty()
                ? ""
                : ", " + kind.phases().stream().sorted().map(ContrastPhase::text).collect(Collectors.joining(", "));
        return capital(template.technique()
                .replace("{study}", kind.text())
                .replace("{phase}", phase)
                .replace("{series}", series(images)));
    }

    /// The series with images, the first few of them one by one.
    private static String series(StudyImages images) {
        List<Series> shown = images.series().stream().filter(s -> frames(s) > 0).toList();
        String first = shown.stream().limit(SERIES_SAID).map(Drafter::text).collect(Collectors.joining("; "));
        int more = shown.size() - SERIES_SAID;
        return capital(shown.isEmpty() ? "no images" : first + (more > 0 ? "; " + more + " more series" : ""));
    }

    private static int frames(Series s) {
        return s.instances().stream().mapToInt(i -> i.frames()).sum();
    }

    private static String text(Series s) {
        Optional<Stack> stack = s.stacks().stream().filter(t -> t.slices().size() > 1).findFirst();
        String name = "series " + s.number() + ", ";
        if (stack.isEmpty()) {
            int n = frames(s);
            return name + n + (n == 1 ? " image" : " images");
        }
        return name + stack.get().slices().size() + " slices, "
                + String.format(Locale.ROOT, "%.1f mm apart", stack.get().grid().sliceMm());
    }

    private static String comparison(Optional<PriorReview> prior) {
        return prior.map(p -> "Compared with the sealed review of " + p.prior().match().reason() + ".")
                .orElse("Not compared: no earlier study of this patient that matches has a sealed review here.");
    }

    private static List<Compared> compared(PriorReview prior, List<Confirmed> now) {
        List<Compared> out = new ArrayList<>();
        for (Confirmed c : now) {
            if (!c.organ()) {
                PriorReview.Match m = prior.match(c, now);
                out.add(new Compared(c, m, m.then().flatMap(t -> Growth.of(t.size(), c.size()))));
            }
        }
        return out;
    }

    private static Sentence comparison(Compared c) {
        String text = c.growth.isPresent()
                ? capital(c.growth.get().text()) + " (" + c.match.how() + ")"
                : c.match.then().isPresent()
                        ? "Was there before; sizes were not compared, for both have no number in common"
                        : "Not compared: " + c.match.how();
        return new Sentence(
                "compared:" + c.now.id(), ReportSection.COMPARISON, "", c.now.name() + " " + c.now.id() + ": "
                        + text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) + ".",
                List.of(c.now.link()));
    }

    private static List<Sentence> findings(ReportTemplate template, List<Confirmed> all) {
        Map<Integer, List<Sentence>> byHeading = new TreeMap<>();
        for (Confirmed c : all) {
            String heading = template.heading(c.name() + " " + c.kind().meaning());
            String size = c.size().none() ? "" : ": " + c.size().text();
            byHeading.computeIfAbsent(template.order(heading), k -> new ArrayList<>()).add(new Sentence(
                    "finding:" + c.id(), ReportSection.FINDINGS, heading,
                    c.name() + ", " + c.place().text() + size + "." + (c.finding().drawnByReader() ? " Outlined by a reader." : ""),
                    List.of(c.link())));
        }
        return byHeading.values().stream().flatMap(List::stream).toList();
    }

    /// Findings by how soon they want to be told, then by size; organs have no place in an impression.
    private static List<Sentence> impression(List<Confirmed> all, List<Compared> compared) {
        return all.stream()
                .filter(c -> !c.organ())
                .sorted(Comparator.comparing(Confirmed::urgency).reversed()
                        .thenComparing(c -> -c.size().order()))
                .map(c -> impression(c, compared))
                .toList();
    }

    private static Sentence impression(Confirmed c, List<Compared> compared) {
        String soon = soon(c.urgency());
        String size = c.size().inShort();
        String growth = compared.stream()
                .filter(o -> o.now == c && o.growth.isPresent())
                .map(o -> "; " + o.growth.get().inShort() + " since the earlier study")
                .findFirst()
                .orElse("");
        String name = soon.isEmpty() ? c.name() : c.name().substring(0, 1).toLowerCase(Locale.ROOT) + c.name().substring(1);
        return new Sentence(
                "impression:" + c.id(), ReportSection.IMPRESSION, "",
                soon + name + " (" + c.id() + ")" + (size.isEmpty() ? "" : ", " + size) + growth + ".", List.of(c.link()));
    }

    private static String soon(Urgency.Level level) {
        return switch (level) {
            case IMMEDIATE -> "To be told within minutes: ";
            case URGENT -> "To be told within hours: ";
            case SOON, ROUTINE, NOT_RATED -> "";
        };
    }

    private static Draft.Row row(Confirmed c) {
        String source = c.finding().drawnByReader()
                ? "outlined by a reader"
                : c.finding().finding().provenance().modelId()
                        + (c.finding().verdict() instanceof Verdict.Edited ? ", corrected by a reader" : ", accepted by a reader");
        return new Draft.Row(c.id(), c.name(), c.place().text(), c.size().text(), source);
    }

    /// What a reader drew.
    private record Drawn(Sentence sentence, Optional<Sentence> impression, Draft.Row row) {}

    /// The sentence on a drawing: one that is a finding has its kind, one that measures its numbers; arrows and texts have none. A
    /// drawing's label stays in the store, for free words may name a person.
    private static Optional<Drawn> drawn(Annotation a, StudyImages images) {
        String numbers = a.measure().quantities().stream().map(Drafter::text).collect(Collectors.joining(", "));
        if (numbers.isEmpty() && a.missed().isEmpty()) {
            return Optional.empty();
        }
        String what = a.missed().map(Code::meaning).map(Drafter::capital).orElse(capital(a.word()));
        String place = place(a, images);
        List<Link> link = List.of(new Link(a.id(), a.trackingUid()));
        String text = what + ", " + place + (numbers.isEmpty() ? "" : ": " + numbers) + ". Drawn by a reader.";
        Sentence said = new Sentence("drawing:" + a.id(), ReportSection.FINDINGS, "Drawn by readers", text, link);
        Optional<Sentence> impression = a.missed().map(m -> new Sentence(
                "impression:" + a.id(), ReportSection.IMPRESSION, "", what + " (" + a.id() + "), drawn by a reader.", link));
        return Optional.of(new Drawn(said, impression, new Draft.Row(a.id(), what, place, numbers, "drawn by a reader")));
    }

    private static String place(Annotation a, StudyImages images) {
        Optional<Series> series = images.series().stream().filter(s -> s.uid().equals(a.place().seriesUid())).findFirst();
        Optional<Stack> stack = images.stackHolding(a.place().seriesUid(), a.place().sopInstanceUid(), a.place().frame());
        if (series.isEmpty()) {
            return "a series that is no longer there";
        }
        if (stack.isEmpty()) {
            return "series " + series.get().number() + (a.place().frame() > 0 ? ", frame " + (a.place().frame() + 1) : "");
        }
        var first = a.measure().shape().points().getFirst();
        int slice = (int) Math.clamp(Math.rint(stack.get().grid().toIndex(first)[2]), 0, stack.get().grid().slices() - 1);
        return FindingPlace.of(series.get(), stack, slice, first).text() + (a.place().cut() ? ", on a plane cut out of the stack" : "");
    }

    private static String text(Quantity q) {
        return q.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + new Amount(q.value(), q.error(), q.unit()).text();
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
