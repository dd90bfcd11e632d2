package loupe.review.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import loupe.core.study.StudySummary;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.core.work.UntilClosed;
import loupe.deid.pixel.TextBox;
import loupe.review.ReviewException;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningABatchTest {
    @TempDir Path folder;
    private BatchSite site;

    @BeforeEach
    void makes_a_site() throws IOException {
        site = new BatchSite(folder);
    }

    @AfterEach
    void closes() throws IOException {
        site.close();
    }

    private static List<Integer> numbers(List<BatchItem> items) {
        return items.stream().map(BatchItem::number).toList();
    }

    @Nested
    class A_folder {
        @Test
        void brings_in_each_file_and_folder_in_it_and_names_why_others_failed() throws IOException {
            site.study("a study", 1, 3);
            Files.write(site.in().resolve("single.dcm"), BatchSite.slice(2, 1));
            Files.writeString(site.in().resolve("letter.txt"), "Dear colleague");
            byte[] whole = BatchSite.slice(3, 1);
            Files.write(site.in().resolve("cut.dcm"), Arrays.copyOf(whole, whole.length - 1000));
            Files.write(site.in().resolve("slide.ndpi"), new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0});
            Files.createDirectories(site.in().resolve("empty"));
            Files.writeString(site.in().resolve(".hidden"), "no item");
            site.pass();
            assertThat(site.ledger().items()).hasSize(5);
            assertThat(site.item("a study")).satisfies(i -> {
                assertThat(i.state()).isEqualTo(ItemState.DONE);
                assertThat(i.instances()).isEqualTo(3);
                assertThat(i.studies()).hasSize(1);
            });
            assertThat(site.item("single.dcm").state()).isEqualTo(ItemState.DONE);
            assertThat(site.item("letter.txt").reason()).contains("not a DICOM file");
            assertThat(site.item("cut.dcm").reason()).contains("copy it again");
            assertThat(site.item("slide.ndpi").reason()).contains("Hamamatsu").contains("wsidicomizer");
            assertThat(site.ledger().count(ItemState.FAILED)).isEqualTo(3);
            assertThat(site.store().studies()).hasSize(2);
        }

        @Test
        void is_done_once_however_often_it_is_run() throws IOException {
            site.study("a", 1, 2);
            site.pass();
            int told = site.told().size();
            site.reopened();
            site.pass();
            assertThat(site.told()).hasSize(told);
            assertThat(site.batch().number()).isEqualTo(1);
            assertThat(site.ledger().items()).hasSize(1);
        }

        @Test
        void skips_what_is_the_same_under_another_name_and_what_the_store_has() throws IOException {
            site.study("a", 1, 2);
            site.study("b", 1, 2);
            Files.move(site.in().resolve("b/1.dcm"), site.in().resolve("b/9.dcm"));
            site.pass();
            assertThat(site.item("b")).satisfies(i -> {
                assertThat(i.state()).isEqualTo(ItemState.DUPLICATE);
                assertThat(i.reason()).contains("item 1");
                assertThat(i.attempts()).isZero();
                assertThat(i.studies()).isEqualTo(site.item("a").studies());
            });
            site.study("c", 1, 1);
            site.pass();
            assertThat(site.item("c")).satisfies(i -> {
                assertThat(i.state()).isEqualTo(ItemState.DUPLICATE);
                assertThat(i.reason()).contains("in the store already");
            });
            assertThat(site.store().studies()).extracting(StudySummary::instanceCount).containsExactly(2);
        }

        @Test
        void takes_up_again_what_was_changed_and_adds_just_what_is_new() throws IOException {
            byte[] whole = BatchSite.slice(1, 1);
            Path file = Files.write(site.in().resolve("cut.dcm"), Arrays.copyOf(whole, whole.length - 1000));
            Path study = site.study("study", 2, 2);
            site.pass();
            assertThat(site.item("cut.dcm").state()).isEqualTo(ItemState.FAILED);
            Files.write(file, whole);
            Files.write(study.resolve("3.dcm"), BatchSite.slice(2, 3));
            site.pass();
            assertThat(site.item("cut.dcm").state()).isEqualTo(ItemState.DONE);
            assertThat(site.item("cut.dcm").attempts()).isEqualTo(2);
            assertThat(site.item("study").instances()).isEqualTo(3);
            assertThat(site.store().studies()).extracting(StudySummary::instanceCount).containsExactlyInAnyOrder(1, 3);
        }

        @Test
        void fails_as_a_whole_where_a_file_of_an_item_is_refused_and_says_how_many() throws IOException {
            Files.writeString(site.study("mixed", 1, 2).resolve("readme.txt"), "not an image");
            site.pass();
            assertThat(site.item("mixed")).satisfies(i -> {
                assertThat(i.state()).isEqualTo(ItemState.FAILED);
                assertThat(i.reason()).startsWith("1 of 3 files was not taken, since").contains("not a DICOM file");
                assertThat(i.instances()).isEqualTo(2);
            });
        }

        @Test
        void holds_what_waits_for_a_person_until_the_person_has_decided() throws IOException {
            site.study("a", 1, 1);
            site.finding((image, job) -> List.of(new TextBox(4, 4, 20, 8)));
            site.pass();
            assertThat(site.item("a").state()).isEqualTo(ItemState.HELD);
            assertThat(site.item("a").reason()).contains("loupe queue");
            site.pass();
            assertThat(site.item("a").state()).as("nobody decided").isEqualTo(ItemState.HELD);
            site.queue().leaveOut(site.queue().image(1));
            site.pass();
            assertThat(site.item("a").state()).isEqualTo(ItemState.DONE);
            assertThat(site.item("a").reason()).contains("a person decided");
            assertThat(site.item("a").attempts()).isEqualTo(1);
        }

        @Test
        void says_so_where_the_models_failed_on_what_came_in_and_the_retry_makes_good_for_it() throws IOException {
            site.study("a", 1, 1);
            site.run((report, job) -> Optional.of("no model would"))
                    .pass(site.source(0).look(), JobContext.unattended());
            assertThat(site.item("a").state()).isEqualTo(ItemState.FAILED);
            assertThat(site.item("a").reason()).contains("in the store", "no model would");
            site.run().again(Set.of(), JobContext.unattended());
            assertThat(site.item("a").state()).isEqualTo(ItemState.DONE);
        }
    }

    @Nested
    class A_manifest {
        @Test
        void brings_slides_of_a_case_in_together_and_higher_priority_first() throws IOException {
            for (int n = 1; n <= 5; n++) {
                Files.write(site.in().resolve("s" + n), BatchSite.slice(n, 1));
            }
            Path list = site.manifest("slide,case,priority", "s1,A,1", "s2,B,0", "s3,,5", "s4,A,0", "s5,B,9");
            site.pass(list);
            assertThat(numbers(site.told())).containsExactly(2, 5, 3, 1, 4);
            assertThat(site.ledger(list).items()).allMatch(i -> i.state() == ItemState.DONE);
        }

        @Test
        void names_a_slide_that_is_not_there_and_takes_it_once_it_is() throws IOException {
            Path list = site.manifest("slide,case", "s1,A", "s2,A");
            Files.write(site.in().resolve("s1"), BatchSite.slice(1, 1));
            site.pass(list);
            assertThat(site.item("s1", list).state()).isEqualTo(ItemState.DONE);
            assertThat(site.item("s2", list).state()).isEqualTo(ItemState.FAILED);
            assertThat(site.item("s2", list).reason()).contains("not where the manifest says");
            Files.write(site.in().resolve("s2"), BatchSite.slice(2, 1));
            site.pass(list);
            assertThat(site.item("s2", list).state()).isEqualTo(ItemState.DONE);
        }

        @Test
        void counts_files_that_no_line_names_and_leaves_them() throws IOException {
            Files.write(site.in().resolve("s1"), BatchSite.slice(1, 1));
            site.study("other", 2, 1);
            Path list = site.manifest("slide", "s1");
            assertThat(site.source(0, list).look().unnamed()).isEqualTo(1);
            site.pass(list);
            assertThat(site.store().studies()).hasSize(1);
        }
    }

    @Nested
    class A_watched_folder {
        private BatchSource source;

        private void pass(Path... manifest) throws IOException {
            site.run(manifest).pass(source.look(), JobContext.unattended());
        }

        @Test
        void begins_an_item_only_once_its_files_are_left_alone() throws IOException {
            source = site.source(30);
            Path study = site.study("a", 1, 1);
            pass();
            assertThat(site.item("a").state()).isEqualTo(ItemState.SETTLING);
            site.time().passes(29);
            Files.write(study.resolve("2.dcm"), BatchSite.slice(1, 2));
            pass();
            site.time().passes(29);
            pass();
            assertThat(site.item("a").state()).isEqualTo(ItemState.SETTLING);
            assertThat(site.store().studies()).isEmpty();
            site.time().passes(1);
            pass();
            assertThat(site.item("a").state()).isEqualTo(ItemState.DONE);
            assertThat(site.item("a").instances()).isEqualTo(2);
        }

        @Test
        void says_the_same_mark_until_something_may_be_begun() throws IOException {
            source = site.source(30);
            String nothing = source.look().mark();
            site.study("a", 1, 1);
            assertThat(source.look().mark()).isEqualTo(nothing);
            site.time().passes(30);
            String settled = source.look().mark();
            assertThat(settled).isNotEqualTo(nothing);
            assertThat(source.look().mark()).isEqualTo(settled);
        }

        @Test
        void waits_with_a_case_until_all_its_slides_are_there() throws IOException {
            Path list = site.manifest("slide,case", "s1,A", "s2,A", "s3,B");
            source = site.source(10, list);
            Files.write(site.in().resolve("s1"), BatchSite.slice(1, 1));
            Files.write(site.in().resolve("s3"), BatchSite.slice(3, 1));
            assertThatThrownBy(() -> source.look()).isInstanceOf(ReviewException.class).hasMessageContaining("written to just now");
            site.time().passes(10);
            source.look();
            site.time().passes(10);
            pass(list);
            assertThat(site.item("s1", list).state()).isEqualTo(ItemState.WAITING);
            assertThat(site.item("s1", list).reason()).contains("other slides of its case");
            assertThat(site.item("s2", list).reason()).contains("not there yet");
            assertThat(site.item("s3", list).state()).isEqualTo(ItemState.DONE);
            Files.write(site.in().resolve("s2"), BatchSite.slice(2, 1));
            source.look();
            site.time().passes(10);
            pass(list);
            assertThat(site.ledger(list).items()).allMatch(i -> i.state() == ItemState.DONE);
            assertThat(numbers(site.told())).containsExactly(3, 1, 2);
        }

        @Test
        void names_what_went_away_before_it_was_begun_and_takes_it_when_it_comes_back() throws IOException {
            source = site.source(10);
            site.study("a", 1, 1);
            pass();
            Path away = Files.move(site.in().resolve("a"), site.home().resolve("away"));
            pass();
            assertThat(site.item("a").state()).isEqualTo(ItemState.FAILED);
            assertThat(site.item("a").reason()).contains("put it back");
            Files.move(away, site.in().resolve("a"));
            source.look();
            site.time().passes(10);
            pass();
            assertThat(site.item("a").state()).isEqualTo(ItemState.DONE);
        }
    }

    @Nested
    class An_end_in_the_middle {
        /// As a kill leaves it: the item is at work, and perhaps in the store.
        private void killedAtWorkOn(String source, boolean imported) throws IOException {
            site.source(0).look();
            BatchLedger ledger = site.ledger();
            if (imported) {
                site.run().pass(site.source(0).look(), JobContext.unattended());
                ledger = site.ledger();
            } else {
                ledger.put(BatchItem.fresh(1, source, ManifestLine.NONE)
                        .looking(Fingerprint.of(site.in().resolve(source)).digest()));
            }
            BatchItem item = ledger.at(source).orElseThrow();
            ledger.put(item.in(ItemState.RUNNING, ""));
            site.reopened();
        }

        @Test
        void is_begun_again_and_comes_in_once() throws IOException {
            site.study("a", 1, 2);
            killedAtWorkOn("a", false);
            site.pass();
            assertThat(site.item("a").state()).isEqualTo(ItemState.DONE);
            assertThat(site.store().studies()).extracting(StudySummary::instanceCount).containsExactly(2);
        }

        @Test
        void is_no_duplicate_of_itself_where_all_of_it_was_in_already() throws IOException {
            site.study("a", 1, 2);
            killedAtWorkOn("a", true);
            site.pass();
            assertThat(site.item("a").state()).isEqualTo(ItemState.DONE);
            assertThat(site.item("a").instances()).isEqualTo(2);
            assertThat(site.store().studies()).extracting(StudySummary::instanceCount).containsExactly(2);
        }

        @Test
        void leaves_an_item_out_that_was_at_work_three_times_in_a_row_until_it_is_tried_again() throws IOException {
            site.study("a", 1, 1);
            killedAtWorkOn("a", false);
            for (int kill = 1; kill < BatchRun.MOST_INTERRUPTIONS; kill++) {
                assertThatThrownBy(() -> site.run((report, job) -> {
                                    throw new IOException("killed");
                                })
                                .pass(site.source(0).look(), JobContext.unattended()))
                        .isInstanceOf(IOException.class);
                assertThat(site.item("a").state()).isEqualTo(ItemState.RUNNING);
                site.reopened();
            }
            site.pass();
            assertThat(site.item("a").state()).isEqualTo(ItemState.FAILED);
            assertThat(site.item("a").reason()).contains("3 times", "loupe batch retry");
            site.pass();
            assertThat(site.item("a").state()).as("it is left out").isEqualTo(ItemState.FAILED);
            site.run().again(Set.of(), JobContext.unattended());
            assertThat(site.item("a").state()).isEqualTo(ItemState.DONE);
        }

        @Test
        void stopped_in_good_order_waits_and_counts_as_no_kill() throws IOException {
            site.study("a", 1, 1);
            site.study("b", 2, 1);
            UntilClosed job = new UntilClosed();
            assertThatThrownBy(() -> site.run((report, j) -> {
                                job.close();
                                throw new CancelledException();
                            })
                            .pass(site.source(0).look(), job))
                    .isInstanceOf(CancelledException.class);
            assertThat(site.item("a").state()).isEqualTo(ItemState.WAITING);
            assertThat(site.item("a").interrupted()).isZero();
            site.reopened();
            site.pass();
            assertThat(site.ledger().items()).allMatch(i -> i.state() == ItemState.DONE);
        }

        @Test
        void is_only_that_items_failure_where_something_nobody_foresaw_happens() throws IOException {
            site.study("a", 1, 1);
            site.study("b", 2, 1);
            site.run((report, job) -> {
                        if (site.told().isEmpty()) {
                            throw new IllegalStateException("Muster^Maria");
                        }
                        return Optional.empty();
                    })
                    .pass(site.source(0).look(), JobContext.unattended());
            assertThat(site.item("a").state()).isEqualTo(ItemState.FAILED);
            assertThat(site.item("a").reason()).doesNotContain("Muster", "IllegalState");
            assertThat(site.item("b").state()).isEqualTo(ItemState.DONE);
            assertThat(site.store().events(0, 1000).stream()
                            .filter(e -> e.event().equals(Optional.of(AuditEvent.NOTED)))
                            .map(LoggedEvent::toString))
                    .anyMatch(l -> l.contains("item 1 left out"))
                    .noneMatch(l -> l.contains("Muster"));
        }
    }

    @Nested
    class What_is_kept {
        @Test
        void outlives_many_steps_and_reads_as_it_was() throws IOException {
            BatchLedger ledger = site.ledger();
            for (int n = 1; n <= 600; n++) {
                ledger.put(BatchItem.fresh(1 + n % 7, "s" + n % 7, ManifestLine.NONE).in(ItemState.FAILED, "step " + n));
            }
            List<BatchItem> before = ledger.items();
            site.reopened();
            assertThat(site.ledger().items()).isEqualTo(before);
            assertThat(before).extracting(BatchItem::reason).contains("step 600", "step 594").doesNotContain("step 593");
        }

        @Test
        void lies_nowhere_in_the_clear() throws IOException {
            Files.write(site.in().resolve("Muster_Maria_4711.dcm"), BatchSite.slice(1, 1));
            Path list = site.manifest("slide,case,block,stain", "Muster_Maria_4711.dcm,H-2026-0815,BLK-33,Ki67-Muster");
            site.pass(list);
            assertThat(site.item("Muster_Maria_4711.dcm", list).line().caseId()).isEqualTo("H-2026-0815");
            site.store().close();
            List<String> planted = List.of("Muster_Maria", "4711", "H-2026-0815", "BLK-33", "Ki67");
            try (Stream<Path> all = Files.walk(site.home())) {
                for (Path p : all.filter(Files::isRegularFile)
                        .filter(p -> !p.startsWith(site.in()) && !p.equals(list))
                        .toList()) {
                    String bytes = Files.readString(p, StandardCharsets.ISO_8859_1);
                    assertThat(planted).as(p.getFileName().toString()).noneMatch(bytes::contains);
                }
            }
            site.reopened();
        }

        @Test
        void is_refused_to_two_runs_at_once() throws IOException {
            BatchLedger one = site.ledger();
            BatchLedger two = site.ledger();
            one.put(BatchItem.fresh(1, "a", ManifestLine.NONE));
            assertThatThrownBy(() -> two.put(BatchItem.fresh(1, "b", ManifestLine.NONE))).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void is_said_by_number_alone_where_it_is_printed() throws IOException {
            Path list = site.manifest("slide,case", "Muster,H-0815");
            site.pass(list);
            assertThat(site.ledger(list).items().toString() + site.batch(list)).doesNotContain("Muster", "0815", folder.toString());
        }
    }
}
