package loupe.review.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import loupe.core.study.StudySummary;
import loupe.review.identity.WayBack.By;
import loupe.review.identity.WayBack.Question;
import loupe.review.retention.KeptSite;
import loupe.store.access.Role;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.fault.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way back from an original number to the studies the door made of it, and from a pseudonym to the person.
class WayBackTest {
    private static final String WHY = "called back for a finding";

    @TempDir Path folder;
    private KeptSite site;
    private String kept = "";
    private String again = "";
    private String other = "";

    @BeforeEach
    void a_site_with_two_studies_of_one_person_and_one_of_another_whose_identity_is_not_kept() throws IOException {
        site = new KeptSite(folder);
        kept = site.study("ZQ-4711", "1.2.3.5", true);
        again = site.study("ZQ-4711", "1.2.3.6", true);
        other = site.study("ZQ-4712", "1.2.3.7", false);
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    private WayBack.Found look(By by, String value, String issuer) throws IOException {
        return new WayBack(site.store()).look(new Question(by, value, issuer, WHY));
    }

    @Test
    void an_original_number_with_its_issuer_finds_every_study_of_the_person_and_who_it_is() throws IOException {
        WayBack.Found found = look(By.PATIENT_ID, " ZQ-4711 ", KeptSite.ISSUER);
        assertThat(found.studies()).extracting(StudySummary::studyUid).containsExactly(kept, again);
        assertThat(found.who()).hasValueSatisfying(w -> assertThat(w.name()).isEqualTo("Quexington^Zbigniewa"));
        assertThat(look(By.PATIENT_ID, "ZQ-4711", "").studies()).as("another issuer's number is another person's").isEmpty();
        assertThat(look(By.PATIENT_ID, "ZQ-4713", KeptSite.ISSUER).studies()).isEmpty();
    }

    @Test
    void an_original_study_uid_finds_that_study_and_a_pseudonym_its_persons_studies() throws IOException {
        WayBack.Found study = look(By.STUDY_UID, "1.2.3.7", "");
        assertThat(study.studies()).extracting(StudySummary::studyUid).containsExactly(other);
        assertThat(study.who()).as("the site keeps nothing of that one").isEmpty();
        String pseudonym = site.store().study(kept).orElseThrow().patientPseudonym();
        WayBack.Found person = look(By.PSEUDONYM, pseudonym, "");
        assertThat(person.studies()).extracting(StudySummary::studyUid).containsExactly(kept, again);
        assertThat(person.who()).hasValueSatisfying(w -> assertThat(w.patientId()).isEqualTo("ZQ-4711"));
        assertThat(look(By.STUDY_UID, "1.2.3.8", "").studies()).isEmpty();
    }

    @Test
    void each_look_stands_in_the_log_with_its_reason_and_without_the_number() throws IOException {
        look(By.PATIENT_ID, "ZQ-4711", KeptSite.ISSUER);
        look(By.STUDY_UID, "1.2.3.8", "");
        assertThat(site.store().events(0, 1000)).filteredOn(e -> e.event().filter(AuditEvent.IDENTITY_LOOKED_UP::equals).isPresent())
                .extracting(LoggedEvent::detail).containsExactly(WHY, WHY);
        assertThat(site.store().events(0, 1000)).noneMatch(e -> e.detail().contains("4711") || e.detail().contains("1.2.3."));
    }

    @Test
    void without_role_reason_or_number_nothing_is_told_and_a_reason_that_holds_one_is_refused() throws IOException {
        WayBack way = new WayBack(site.store());
        assertThatThrownBy(() -> way.look(new Question(By.PATIENT_ID, "ZQ-4711", KeptSite.ISSUER, " "))).hasMessageContaining("say why");
        assertThatThrownBy(() -> way.look(new Question(By.PATIENT_ID, " ", "", WHY))).hasMessageContaining("say what is looked for");
        assertThatThrownBy(() -> way.look(new Question(By.PATIENT_ID, "ZQ-4711", "", "asked for ZQ-4711")))
                .hasMessageContaining("no number");
        site.account("rita", Role.RADIOLOGIST);
        site.account("ivo", Role.IDENTITY_KEEPER);
        String pseudonym = site.store().study(kept).orElseThrow().patientPseudonym();
        site.come("rita");
        assertThatThrownBy(() -> look(By.PATIENT_ID, "ZQ-4711", KeptSite.ISSUER)).isInstanceOf(StoreException.class);
        site.come("ivo");
        assertThat(look(By.PSEUDONYM, pseudonym, "").who()).isPresent();
        assertThat(look(By.PSEUDONYM, pseudonym, "").studies()).as("who keeps identities alone lists no study").isEmpty();
        assertThatThrownBy(() -> look(By.PATIENT_ID, "ZQ-4711", KeptSite.ISSUER)).isInstanceOf(StoreException.class);
    }
}
