package loupe.review.twice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.core.finding.Verdict;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.review.edit.Adjudicated;
import loupe.review.edit.Adjudicated.Reason;
import loupe.review.edit.Adjudicated.Ruling;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.job.ProcessToKill;
import loupe.review.sealing.SealReview;
import loupe.review.twice.DoubleReads.Done;
import loupe.review.twice.DoubleReads.Yours;
import loupe.review.twice.ShownDifference.Choice;
import loupe.review.twice.book.ReadingStep;
import loupe.review.worklist.Claims;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.fault.StoreException;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// QA-1: a study is drawn or assigned, read by two, what they differ in is settled by a third, and what came of it is sealed.
class DoubleReadsTest {
    @TempDir Path folder;
    private TwiceSite site;

    @BeforeEach
    void a_site() throws IOException {
        site = TwiceSite.make(folder, 7);
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    private Done reads(String who, String study, Set<String> accepted, TwiceSite.Work more) throws IOException {
        site.come(who);
        site.decide(study, accepted);
        more.on(site.open(study));
        return site.reads().finish(study);
    }

    private int rule(String study, int number, Choice what, Reason reason) throws IOException {
        return site.reads().settle(study, new DoubleReads.Rule(number, what, reason, "", ""));
    }

    /// The version that has something, or nothing.
    private static Choice side(ShownDifference d, boolean found) {
        return d.a().isPresent() == found ? Choice.A : Choice.B;
    }

    @Test
    void the_rule_draws_one_in_four_when_somebody_first_reaches_for_a_study_and_never_again() throws IOException {
        assertThat(site.reads().rule().words()).isEqualTo("no study is drawn for two readers");
        site.reads().rule(site.reads().rule().with("CT", OptionalInt.of(4)));
        int drawn = 0;
        for (int i = 0; i < 80; i++) {
            String study = site.found(0);
            assertThat(site.raw().study(study).orElseThrow().state()).as("an import draws nothing").isEqualTo(StudyState.TO_REVIEW);
            new Claims(site.seen()).take(study);
            boolean twice = site.raw().study(study).orElseThrow().state() == StudyState.SECOND_READ;
            drawn += twice ? 1 : 0;
            new Claims(site.seen()).take(study);
            site.open(study).draw(TwiceSite.point(5, 5));
            assertThat(site.raw().study(study).orElseThrow().state() == StudyState.SECOND_READ).as("drawn once").isEqualTo(twice);
        }
        assertThat(drawn).as("of 80, by this seed; 20 are expected, 4 sigma are 15.5").isBetween(5, 35);
        String film = site.study("DX");
        site.open(film).draw(TwiceSite.point(5, 5));
        assertThat(site.raw().study(film).orElseThrow().state()).as("another modality").isEqualTo(StudyState.IN_REVIEW);
        site.reads().rule(site.reads().rule().with("CT", OptionalInt.of(1)));
        String every = site.found(1);
        site.open(every).accept(new FindingId("F1"));
        assertThat(site.raw().study(every).orElseThrow().state()).isEqualTo(StudyState.SECOND_READ);
        assertThat(site.reads().standing(every).yours()).as("the first step begins the first reading").isEqualTo(Yours.BEGUN);
        site.come(TwiceSite.BEN);
        assertThatThrownBy(() -> site.reads().rule(site.reads().rule().with("CT", OptionalInt.empty()))).isInstanceOfSatisfying(
                StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.NOT_ALLOWED));
        assertThatThrownBy(() -> site.reads().rule().with("SM", OptionalInt.of(2))).hasMessageContaining("slides");
    }

    @Test
    void two_who_agree_need_nobody_else_and_the_study_is_sealed() throws IOException {
        String study = site.found(2);
        site.reads().assign(study);
        assertThat(reads(TwiceSite.ANNA, study, Set.of("F1"), s -> { })).isEqualTo(new Done.Waits());
        assertThat(reads(TwiceSite.BEN, study, Set.of("F1"), s -> { })).isEqualTo(new Done.Agreed());
        assertThat(site.seen().study(study).orElseThrow().state()).isEqualTo(StudyState.ADJUDICATED);
        Adjudicated settled = site.state(study).adjudicated().orElseThrow();
        assertThat(settled.first()).isEqualTo(TwiceSite.ANNA);
        assertThat(settled.second()).isEqualTo(TwiceSite.BEN);
        assertThat(settled.by()).isEmpty();
        assertThat(settled.agreed()).isEqualTo(1);
        site.seal(study);
        assertThat(site.seen().study(study).orElseThrow().state()).isEqualTo(StudyState.SEALED);
        assertThat(site.sealing().verify(study)).contains(true);
    }

    @Test
    void a_study_both_find_nothing_in_can_be_sealed() throws IOException {
        String study = site.study("CT");
        site.reads().assign(study);
        for (String who : List.of(TwiceSite.ANNA, TwiceSite.BEN)) {
            site.come(who);
            site.reads().begin(study);
            site.reads().finish(study);
        }
        site.seal(study);
        assertThat(site.sealing().verify(study)).contains(true);
    }

    @Test
    void each_difference_is_settled_for_first_second_both_neither_or_own_and_the_seal_covers_what_came_of_it() throws IOException {
        String study = site.found(3);
        site.reads().assign(study);
        // By place from left to right: F2 by Ben alone (12), F3 by Anna alone (18), an outline of both (100), Anna's cyst (150), a point of
        // Ben's (200). F1 is agreed on.
        reads(TwiceSite.ANNA, study, Set.of("F1", "F3"), s -> {
            TwiceSite.outline(s, TwiceSite.square(100, 10, 2), TwiceSite.NODULE);
            TwiceSite.outline(s, TwiceSite.square(150, 10, 2), TwiceSite.CYST);
        });
        assertThat(site.state(study).findings()).hasSize(5);
        assertThat(reads(TwiceSite.BEN, study, Set.of("F1", "F2"), s -> {
            TwiceSite.outline(s, TwiceSite.square(100, 10, 6), TwiceSite.NODULE);
            s.draw(TwiceSite.point(200, 10));
        })).isEqualTo(new Done.Differ(5));

        site.come(TwiceSite.CARA);
        List<ShownDifference> all = site.reads().differences(study);
        assertThat(all).extracting(d -> Math.round(d.place().xMm())).containsExactly(12L, 18L, 100L, 150L, 200L);
        assertThat(all).extracting(ShownDifference::kind).containsExactly(
                Difference.Kind.FOUND_BY_ONE, Difference.Kind.FOUND_BY_ONE, Difference.Kind.OUTLINE, Difference.Kind.FOUND_BY_ONE,
                Difference.Kind.FOUND_BY_ONE);
        assertThatThrownBy(() -> rule(study, 1, Choice.BOTH, Reason.TWO_THINGS)).hasMessageContaining("both stand");
        assertThatThrownBy(() -> rule(study, 6, Choice.A, Reason.SEEN_ON_IMAGES)).hasMessageContaining("there are 5 differences");
        assertThatThrownBy(() -> rule(study, 1, Choice.A, Reason.OTHER)).hasMessageContaining("note");
        assertThatThrownBy(() -> rule(study, 1, Choice.OWN, Reason.SEEN_ON_IMAGES)).hasMessageContaining("of your own");
        assertThat(rule(study, 1, side(all.get(0), true), Reason.SEEN_ON_IMAGES)).isEqualTo(4);
        assertThat(rule(study, 2, side(all.get(1), false), Reason.ARTEFACT)).isEqualTo(3);
        assertThat(rule(study, 3, Choice.BOTH, Reason.TWO_THINGS)).isEqualTo(2);
        assertThat(rule(study, 4, Choice.NEITHER, Reason.NORMAL_ANATOMY)).isEqualTo(1);

        site.come(TwiceSite.CARA);
        assertThat(site.reads().differences(study)).as("rulings and their order survive a restart").extracting(ShownDifference::a)
                .isEqualTo(all.stream().map(ShownDifference::a).toList());
        assertThat(site.reads().differences(study)).extracting(d -> d.ruled().isPresent())
                .containsExactly(true, true, true, true, false);
        site.open(study).draw(TwiceSite.circle(200, 10, 3));
        assertThatThrownBy(() -> site.reads().settle(study, new DoubleReads.Rule(5, Choice.OWN, Reason.BETTER_OUTLINE, "", "M9")))
                .hasMessageContaining("no finding M9 of your own");
        assertThat(site.reads().settle(study, new DoubleReads.Rule(5, Choice.OWN, Reason.BETTER_OUTLINE, "round", "M1"))).isZero();

        ReviewState after = site.state(study);
        assertThat(after.verdict(new FindingId("F1"))).isInstanceOfSatisfying(
                Verdict.Accepted.class, v -> assertThat(v.by()).as("agreed: the first reader's stands").isEqualTo(TwiceSite.ANNA));
        assertThat(after.verdict(new FindingId("F2"))).isInstanceOfSatisfying(
                Verdict.Accepted.class, v -> assertThat(v.by()).isEqualTo(TwiceSite.CARA));
        assertThat(after.verdict(new FindingId("F3"))).isInstanceOfSatisfying(Verdict.Rejected.class, v -> {
            assertThat(v.by()).isEqualTo(TwiceSite.CARA);
            assertThat(v.reason()).isEqualTo(RejectReason.ARTEFACT);
        });
        assertThat(after.drawnSegments()).extracting(s -> s.segment().mask().count()).as("both outlines, no cyst").containsExactly(
                25L, 169L);
        assertThat(after.drawnSegments()).extracting(s -> s.begun().by()).containsExactly(TwiceSite.ANNA, TwiceSite.BEN);
        assertThat(after.annotations()).singleElement().satisfies(a -> assertThat(a.by()).isEqualTo(TwiceSite.CARA));
        Adjudicated settled = after.adjudicated().orElseThrow();
        assertThat(settled.settled()).extracting(Adjudicated.Settled::ruling).containsExactly(
                Ruling.SECOND, Ruling.SECOND, Ruling.BOTH, Ruling.NEITHER, Ruling.OWN);

        assertThatThrownBy(() -> site.open(study).accept(new FindingId("F3"))).hasMessageContaining("settled");
        assertThat(site.open(study).undo()).as("nothing in it is taken back").isEmpty();
        site.seal(study);
        assertThat(site.sealing().verify(study)).contains(true);
        ReviewState sealed = site.state(study);
        String digest = SealReview.digest(study, sealed);
        assertThat(digest).isEqualTo(sealed.seal().orElseThrow().contentSha256());
        DoubleReads.Readings both = site.reads().readings(study).orElseThrow();
        assertThat(settled.firstSha256()).isEqualTo(SealReview.digest(study, both.first()));
        assertThat(settled.secondSha256()).isEqualTo(SealReview.digest(study, both.second()));
        assertThat(ReadFinding.of(both.first())).extracting(ReadFinding::id).containsExactly("F1", "F3", "R1", "R2");
        assertThat(ReadFinding.of(both.second())).extracting(ReadFinding::id).containsExactly("F1", "F2", "R1", "M1");
    }

    @Test
    void a_seal_does_not_verify_once_the_settled_differences_are_altered() throws IOException {
        String study = site.found(1);
        site.reads().assign(study);
        reads(TwiceSite.ANNA, study, Set.of("F1"), s -> { });
        reads(TwiceSite.BEN, study, Set.of(), s -> { });
        site.come(TwiceSite.CARA);
        ShownDifference d = site.reads().differences(study).getFirst();
        rule(study, 1, side(d, true), Reason.SEEN_ON_IMAGES);
        ReviewState state = site.state(study);
        Adjudicated was = state.adjudicated().orElseThrow();
        site.close();
        Path before = copied(folder, folder.resolve("before"));
        site = TwiceSite.open(folder, TwiceSite.CARA);
        site.seal(study);
        assertThat(site.sealing().verify(study)).contains(true);
        byte[] seal = site.raw().records(study).stream().filter(r -> r.kind() == RecordKind.SEAL).findFirst().orElseThrow().payload();

        Adjudicated.Settled ruled = was.settled().getFirst();
        assertThat(ruled.ruling()).isEqualTo(Ruling.FIRST);
        Adjudicated byAnother = new Adjudicated(
                was.first(), was.second(), was.firstSha256(), was.secondSha256(), was.agreed(), "somebody else", was.at(), was.settled(),
                was.changes());
        Adjudicated ruledOtherwise = new Adjudicated(
                was.first(), was.second(), was.firstSha256(), was.secondSha256(), was.agreed(), was.by(), was.at(),
                List.of(new Adjudicated.Settled(
                        ruled.number(), ruled.first(), ruled.second(), Ruling.NEITHER, ruled.own(), ruled.reason(), ruled.note())),
                was.changes());
        Adjudicated ofAnotherReading = new Adjudicated(
                was.first(), was.second(), was.firstSha256(), "00".repeat(32), was.agreed(), was.by(), was.at(), was.settled(),
                was.changes());
        assertThat(verified(before, study, was, seal)).as("the same once more").contains(true);
        for (Adjudicated altered : List.of(byAnother, ruledOtherwise, ofAnotherReading)) {
            assertThat(verified(before, study, altered, seal)).as(altered.toString()).contains(false);
            assertThat(SealReview.digest(study, state.with(altered))).isNotEqualTo(SealReview.digest(study, state));
        }
    }

    /// Whether a seal verifies in a store as it stood before it, with this record under the seal: the store refuses all after it.
    private Optional<Boolean> verified(Path before, String study, Adjudicated settled, byte[] seal) throws IOException {
        Path place = copied(before, Files.createTempDirectory(folder, "under"));
        try (TwiceSite altered = TwiceSite.open(place, TwiceSite.CARA)) {
            altered.raw().append(
                    NewRecord.of(study, RecordKind.ADJUDICATION, settled.encoded()), s -> s,
                    AuditEntry.of(AuditEvent.DOUBLE_READ, "", study));
            altered.raw().append(NewRecord.of(study, RecordKind.SEAL, seal), s -> s, AuditEntry.of(AuditEvent.SEALED, "", study));
            return altered.sealing().verify(study);
        }
    }

    /// A site's folders, copied.
    private static Path copied(Path from, Path to) throws IOException {
        for (String part : List.of("store", "device")) {
            try (Stream<Path> all = Files.walk(from.resolve(part))) {
                for (Path p : all.toList()) {
                    Path at = to.resolve(from.relativize(p).toString());
                    if (Files.isDirectory(p)) {
                        Files.createDirectories(at);
                    } else {
                        Files.copy(p, at, StandardCopyOption.COPY_ATTRIBUTES);
                    }
                }
            }
        }
        return to;
    }

    @Test
    void one_models_finding_outlined_otherwise_is_settled_for_the_seconds_outline_or_for_both() throws IOException {
        for (Choice what : List.of(Choice.A, Choice.BOTH)) {
            String study = site.found(1);
            site.reads().assign(study);
            reads(TwiceSite.ANNA, study, Set.of("F1"), s -> { });
            reads(TwiceSite.BEN, study, Set.of("F1"), s -> s.paint(
                    new FindingId("F1"), "brush", TwiceSite.square(6, 10, 1).deltaTo(TwiceSite.square(6, 10, 4))));
            site.come(TwiceSite.CARA);
            ShownDifference d = site.reads().differences(study).getFirst();
            assertThat(d.kind()).isEqualTo(Difference.Kind.OUTLINE);
            boolean secondIsA = d.a().orElseThrow().mask().orElseThrow().count() == 81;
            rule(study, 1, what == Choice.BOTH ? what : secondIsA ? Choice.A : Choice.B, Reason.BETTER_OUTLINE);
            List<ReviewedFinding> after = site.state(study).findings();
            assertThat(after).extracting(f -> f.segment().orElseThrow().mask().count())
                    .isEqualTo(what == Choice.BOTH ? List.of(9L, 81L) : List.of(81L));
            site.seal(study);
            assertThat(site.sealing().verify(study)).contains(true);
            site.come(TwiceSite.ANNA);
        }
    }

    @Test
    void a_reading_begun_twice_by_one_person_or_by_a_third_is_refused_in_words() throws IOException {
        String study = site.found(1);
        assertThatThrownBy(() -> site.reads().begin(study)).hasMessageContaining("one reader reads this study");
        site.reads().assign(study);
        assertThatThrownBy(() -> site.reads().assign(study)).hasMessageContaining("two readers read this study already");
        site.reads().begin(study);
        assertThatThrownBy(() -> site.reads().begin(study)).hasMessageContaining("begun your reading of this study already");
        assertThatThrownBy(() -> site.reads().finish(study)).hasMessageContaining("decide on F1 first");
        site.decide(study, Set.of());
        site.reads().finish(study);
        assertThatThrownBy(() -> site.reads().begin(study)).hasMessageContaining("the other reading is another person's");
        assertThatThrownBy(() -> site.reads().finish(study)).hasMessageContaining("finished already");
        assertThatThrownBy(() -> site.open(study).accept(new FindingId("F1"))).hasMessageContaining("finished and kept as it is");
        assertThatThrownBy(() -> site.find(study, 1)).hasMessageContaining("models run on it again");
        site.come(TwiceSite.BEN);
        site.reads().begin(study);
        site.come(TwiceSite.CARA);
        assertThatThrownBy(() -> site.reads().begin(study)).hasMessageContaining("Both readings of this study are begun");
        assertThatThrownBy(() -> site.open(study).accept(new FindingId("F1"))).hasMessageContaining("Both readings");
        assertThatThrownBy(() -> site.reads().differences(study)).hasMessageContaining("not finished");
        assertThat(site.reads().standing(study).yours()).isEqualTo(Yours.OTHERS);
    }

    @Test
    void a_study_begun_before_it_is_assigned_has_its_reader_as_the_first_and_two_before_cannot_be() throws IOException {
        String study = site.found(2);
        site.open(study).accept(new FindingId("F1"));
        StudySummary before = site.raw().study(study).orElseThrow();
        site.come(TwiceSite.BEN);
        site.reads().assign(study);
        assertThat(site.state(study).verdict(new FindingId("F1"))).isInstanceOf(Verdict.Unreviewed.class);
        assertThat(site.raw().study(study).orElseThrow().urgency()).isEqualTo(before.urgency());
        site.come(TwiceSite.ANNA);
        assertThat(site.reads().standing(study).yours()).isEqualTo(Yours.BEGUN);
        assertThat(site.state(study).verdict(new FindingId("F1"))).isInstanceOf(Verdict.Accepted.class);

        String mixed = site.found(2);
        site.open(mixed).accept(new FindingId("F1"));
        site.come(TwiceSite.BEN);
        site.open(mixed).accept(new FindingId("F2"));
        assertThatThrownBy(() -> site.reads().assign(mixed)).hasMessageContaining("more than one reader");
    }

    @Test
    void a_reading_whose_reader_cannot_finish_is_taken_over_as_it_stands_and_finished_in_the_other_readers_name() throws IOException {
        for (String gone : List.of(TwiceSite.ANNA, TwiceSite.BEN)) {
            site.come(TwiceSite.ANNA);
            String study = site.found(2);
            site.reads().assign(study);
            String stays = gone.equals(TwiceSite.ANNA) ? TwiceSite.BEN : TwiceSite.ANNA;
            site.open(study).accept(new FindingId("F1"));
            site.come(TwiceSite.BEN);
            site.open(study).accept(new FindingId("F1"));
            site.come(gone);
            site.open(study).draw(TwiceSite.circle(100, 15, 5));
            site.come(stays);
            site.decide(study, Set.of("F1"));
            site.reads().finish(study);

            site.come(TwiceSite.CARA);
            site.reads().takeOver(study, gone, "on leave");
            assertThat(site.reads().standing(study).yours()).isEqualTo(Yours.BEGUN);
            ReviewState taken = site.state(study);
            assertThat(taken.verdict(new FindingId("F1"))).as("whoever decided keeps the name").isInstanceOfSatisfying(
                    Verdict.Accepted.class, v -> assertThat(v.by()).isEqualTo(gone));
            assertThat(taken.annotations()).hasSize(1);
            site.open(study).reject(new FindingId("F2"), RejectReason.ARTEFACT, "");
            assertThat(site.reads().finish(study)).isEqualTo(new DoubleReads.Done.Differ(1));
            assertThatThrownBy(() -> site.reads().differences(study)).hasMessageContaining("one of this study's two readers");

            // Who handed it on has seen one version.
            site.come(gone);
            assertThat(site.reads().standing(study).yours()).isEqualTo(Yours.OTHERS);
            assertThatThrownBy(() -> site.reads().differences(study)).hasMessageContaining("before your reading was taken over");
            assertThatThrownBy(() -> site.open(study).accept(new FindingId("F2"))).hasMessageContaining("taken your reading");
            site.come(TwiceSite.DAN);
            rule(study, 1, Choice.NEITHER, Reason.NOTHING_THERE);
            DoubleReads.Readings both = site.reads().readings(study).orElseThrow();
            assertThat(Set.of(both.settled().first(), both.settled().second())).containsExactlyInAnyOrder(TwiceSite.CARA, stays);
            assertThat((gone.equals(TwiceSite.ANNA) ? both.first() : both.second()).annotations()).hasSize(1);
            site.seal(study);
            site.come(TwiceSite.ANNA);
            assertThat(site.seen().events(0, 2000)).extracting(LoggedEvent::detail)
                    .contains((gone.equals(TwiceSite.ANNA) ? "first" : "second") + " reading taken over from " + gone + ": on leave");
        }
    }

    @Test
    void a_reading_is_taken_over_with_a_reason_by_who_may_decide_and_never_by_who_has_seen_one() throws IOException {
        String study = site.found(1);
        assertThatThrownBy(() -> site.reads().takeOver(study, TwiceSite.ANNA, "on leave")).hasMessageContaining("one reader reads this");
        site.reads().assign(study);
        site.reads().begin(study);
        site.come(TwiceSite.BEN);
        site.decide(study, Set.of());
        assertThatThrownBy(() -> site.reads().takeOver(study, TwiceSite.ANNA, "on leave")).hasMessageContaining("read this study yourself");
        site.come(TwiceSite.QA);
        assertThatThrownBy(() -> site.reads().takeOver(study, TwiceSite.ANNA, "on leave")).isInstanceOfSatisfying(
                StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.NOT_ALLOWED));
        site.come(TwiceSite.CARA);
        assertThatThrownBy(() -> site.reads().takeOver(study, TwiceSite.ANNA, " ")).hasMessageContaining("say in at most 200");
        assertThatThrownBy(() -> site.reads().takeOver(study, TwiceSite.ANNA, "patient 1234567")).hasMessageContaining("no number");
        assertThatThrownBy(() -> site.reads().takeOver(study, TwiceSite.DAN, "on leave")).hasMessageContaining("no unfinished reading");
        site.reads().takeOver(study, TwiceSite.BEN, "on leave");
        assertThatThrownBy(() -> site.reads().takeOver(study, TwiceSite.ANNA, "on leave")).as("both would be hers")
                .hasMessageContaining("read this study yourself");
        site.come(TwiceSite.DAN);
        site.reads().takeOver(study, TwiceSite.CARA, "called away");
        site.reads().finish(study);
        assertThatThrownBy(() -> site.reads().begin(study)).hasMessageContaining("is finished");
        for (String before : List.of(TwiceSite.BEN, TwiceSite.CARA)) {
            site.come(before);
            assertThatThrownBy(() -> site.reads().begin(study)).hasMessageContaining("taken your reading");
            assertThatThrownBy(() -> site.reads().takeOver(study, TwiceSite.ANNA, "on leave")).hasMessageContaining("taken your reading");
        }
        assertThatThrownBy(() -> site.reads().takeOver(study, TwiceSite.DAN, "on leave")).hasMessageContaining("taken your reading");
        site.come(TwiceSite.ANNA);
        assertThat(site.raw().events(0, 2000)).extracting(LoggedEvent::detail).as("a try on who reads nothing is in the log")
                .contains("taking over refused: dan has no unfinished reading");
    }

    @Test
    void one_person_settles_a_study_and_the_log_names_each_step() throws IOException {
        String study = site.found(2);
        site.reads().assign(study);
        reads(TwiceSite.ANNA, study, Set.of("F1", "F2"), s -> { });
        reads(TwiceSite.BEN, study, Set.of(), s -> { });
        site.come(TwiceSite.CARA);
        rule(study, 1, Choice.NEITHER, Reason.NOTHING_THERE);
        site.come(TwiceSite.ANNA);
        assertThat(site.seen().studies()).extracting(StudySummary::state).containsExactly(StudyState.TO_ADJUDICATE);
        site.come(TwiceSite.CARA);
        rule(study, 2, Choice.NEITHER, Reason.NOTHING_THERE);
        site.seal(study);
        site.come(TwiceSite.ANNA);
        List<LoggedEvent> log = site.seen().events(0, 2000).stream()
                .filter(e -> e.event().filter(AuditEvent.DOUBLE_READ::equals).isPresent())
                .toList();
        assertThat(log).extracting(e -> e.actor() + ": " + e.detail()).containsExactly(
                "anna: assigned to two readers", "anna: first reading begun", "anna: first reading finished",
                "ben: second reading begun", "ben: second reading finished; 2 differences",
                "cara: difference 1 settled: neither, nothing abnormal there",
                "cara: difference 2 settled: neither, nothing abnormal there", "cara: concluded: 0 findings agreed, 2 differences settled");
    }

    @Test
    void versions_lie_in_an_order_drawn_by_lot() throws IOException {
        int firstIsA = 0;
        for (int i = 0; i < 4; i++) {
            String study = site.found(8);
            site.reads().assign(study);
            reads(TwiceSite.ANNA, study, Set.of("F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8"), s -> { });
            reads(TwiceSite.BEN, study, Set.of(), s -> { });
            site.come(TwiceSite.CARA);
            firstIsA += (int) site.reads().differences(study).stream().filter(d -> d.a().isPresent()).count();
            site.come(TwiceSite.ANNA);
        }
        assertThat(firstIsA).as("of 32, by this seed; 16 are expected, 4 sigma are 11.3").isBetween(5, 27);
    }

    @Test
    void a_second_reading_outlives_a_kill_at_any_moment() throws Exception {
        String study = site.found(1);
        site.reads().assign(study);
        site.decide(study, Set.of("F1"));
        site.close();
        int kept = 0;
        try (ProcessToKill bens = ProcessToKill.start(KilledSecondReading.class, folder.toString(), study)) {
            while (kept < 12) {
                assertThat(bens.line()).isEqualTo("kept " + ++kept);
            }
            kept += bens.kill().size();
        }
        site = TwiceSite.open(folder, TwiceSite.BEN);
        assertThat(site.state(study).annotations()).as("what was said to be kept is there, and at most one more")
                .hasSizeBetween(kept, kept + 1);
        assertThat(site.reads().standing(study).yours()).isEqualTo(Yours.BEGUN);
        assertThat(site.raw().records(study)).extracting(r -> r.kind()).contains(RecordKind.SECOND_READING)
                .doesNotContain(RecordKind.MEASUREMENT);
        site.come(TwiceSite.ANNA);
        assertThat(site.state(study).annotations()).isEmpty();
        assertThat(site.state(study).verdict(new FindingId("F1"))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void where_a_kill_came_between_the_last_ruling_and_its_end_whoever_looks_next_ends_it() throws IOException {
        String study = site.found(1);
        site.reads().assign(study);
        reads(TwiceSite.ANNA, study, Set.of("F1"), s -> { });
        reads(TwiceSite.BEN, study, Set.of(), s -> { });
        site.come(TwiceSite.CARA);
        Adjudicated.Settled settled = new Adjudicated.Settled(1, "F1", "", Ruling.FIRST, "", Reason.SEEN_ON_IMAGES, "");
        site.gate().book().add(
                study, new ReadingStep.Ruled(TwiceSite.CARA, site.gate().now(), settled), s -> s, "ruled");
        assertThat(site.seen().study(study).orElseThrow().state()).isEqualTo(StudyState.TO_ADJUDICATE);
        site.come(TwiceSite.CARA);
        assertThat(site.reads().differences(study)).isEmpty();
        assertThat(site.seen().study(study).orElseThrow().state()).isEqualTo(StudyState.ADJUDICATED);
        assertThat(site.state(study).adjudicated()).map(Adjudicated::by).isEqualTo(Optional.of(TwiceSite.CARA));
    }
}
