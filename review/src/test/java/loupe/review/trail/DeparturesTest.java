package loupe.review.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import loupe.core.work.JobContext;
import loupe.review.retention.KeptSite;
import loupe.store.access.Role;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import loupe.store.fault.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What left the store, as the log tells it.
class DeparturesTest {
    @TempDir Path folder;

    @Test
    void what_was_written_out_is_told_with_who_when_to_what_and_how_much_and_what_failed_is_not() throws IOException {
        try (KeptSite site = new KeptSite(folder)) {
            String study = site.study("P1", "1.2.3.1", false);
            site.store().log(AuditEntry.of(AuditEvent.EXPORTED, "12 files", study));
            site.store().log(AuditEntry.of(AuditEvent.EXPORTED, "report", study));
            site.store().log(AuditEntry.of(AuditEvent.EXPORTED, "training set lungs, case 3", study));
            site.store().log(new AuditEntry(
                    AuditEvent.EXPORTED, Outcome.MINOR_FAILURE, "", "training set lungs did not leave: no folder", null));
            site.store().log(AuditEntry.of(AuditEvent.PORTABILITY_EXPORTED, "for the person", study));
            site.store().log(AuditEntry.of(AuditEvent.SENDING, "3 objects to node pacs: for the reading room", study));
            site.store().log(AuditEntry.of(AuditEvent.SENT, "3 of 3 objects stored by node pacs", study));
            site.store().lifecycle().backUp(folder.resolve("copy"), JobContext.unattended());
            String me = site.store().accounts().present().name();
            var left = new ReadLog(site.store()).departures(JobContext.unattended());
            assertThat(left).extracting(Departure::to).containsExactly(
                    Departure.To.BACKUP, Departure.To.NODE, Departure.To.PERSON, Departure.To.TRAINING_SET, Departure.To.FOLDER, Departure.To.FOLDER);
            assertThat(left).allMatch(d -> d.by().equals(me) && d.at().equals(site.store().now()));
            assertThat(left.subList(1, 6)).extracting(Departure::count).containsExactly(
                    OptionalInt.of(3),
                    OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(1), OptionalInt.of(12));
            assertThat(left.getLast().studyUid()).hasValue(study);
            site.account("rita", Role.RADIOLOGIST);
            site.come("rita");
            assertThatThrownBy(() -> new ReadLog(site.store()).departures(JobContext.unattended())).isInstanceOf(StoreException.class);
        }
    }
}
