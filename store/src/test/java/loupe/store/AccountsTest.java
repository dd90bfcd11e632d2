package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import loupe.core.work.JobContext;
import loupe.store.access.Account;
import loupe.store.access.Permission;
import loupe.store.access.Role;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.keys.Credentials;
import loupe.store.keys.NewAccount;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    @TempDir
    Path temp;

    private final Moved clock = new Moved();

    /// A clock that stands until it is moved.
    private static final class Moved extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:10Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void makes_a_store() throws Exception {
        Store.create(temp.resolve("store"), Sample.passphrase(), settings()).close();
    }

    private StoreSettings settings() {
        return Sample.settings(temp.resolve("device"), clock);
    }

    private Store open(Credentials by) throws StoreException {
        return Store.open(temp.resolve("store"), by, settings());
    }

    private Store open(String name, String passphrase, String code) throws StoreException {
        return open(new Credentials.Passphrase(name, passphrase.toCharArray(), code));
    }

    private Store first() throws StoreException {
        return open(new Credentials.Passphrase(Sample.ACTOR, Sample.passphrase(), ""));
    }

    private static Kind refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        StoreException e = catchThrowableOfType(StoreException.class, work);
        assertThat(e).as("a refusal").isNotNull();
        return e.kind();
    }

    @Nested
    class A_one_time_code {
        private String seed = "";

        @BeforeEach
        void is_asked_of_an_account() throws Exception {
            try (Store s = first()) {
                seed = s.accounts()
                        .add(new NewAccount(
                                "doris", "Dr. Doris", Set.of(Role.RADIOLOGIST),
                                new NewAccount.Lock.Passphrase("her own".toCharArray(), true)))
                        .shownOnce();
            }
        }

        /// What an authenticator shows: the RFC's algorithm from an independent library over the shown seed.
        private String code(Duration later) throws Exception {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(base32(seed), "HmacSHA1"), clock.now.plus(later));
        }

        @Test
        void of_an_offered_seed_is_asked_for_once_one_was_right_and_not_before() throws Exception {
            open(Sample.ACTOR, new String(Sample.passphrase()), "").close();
            try (Store s = first()) {
                seed = s.accounts().offerCodes();
                assertThat(refusal(() -> s.accounts().proveCodes(Sample.passphrase(), seed, code(Duration.ofMinutes(9)))))
                        .isEqualTo(Kind.WRONG_PASSPHRASE);
                assertThat(refusal(() -> s.accounts().proveCodes("another".toCharArray(), seed, code(Duration.ZERO))))
                        .isEqualTo(Kind.WRONG_PASSPHRASE);
            }
            first().close();
            try (Store s = first()) {
                assertThat(s.accounts().proveCodes(Sample.passphrase(), seed, code(Duration.ZERO)).secondFactor()).isTrue();
            }
            assertThat(refusal(() -> first())).isEqualTo(Kind.SECOND_FACTOR_NEEDED);
            clock.now = clock.now.plusSeconds(60);
            try (Store s = open(Sample.ACTOR, new String(Sample.passphrase()), code(Duration.ZERO))) {
                assertThat(s.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }

        private static byte[] base32(String s) {
            var bits = new StringBuilder();
            for (char c : s.toCharArray()) {
                bits.append(String.format("%5s", Integer.toBinaryString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)))
                        .replace(' ', '0'));
            }
            byte[] out = new byte[bits.length() / 8];
            for (int i = 0; i < out.length; i++) {
                out[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
            }
            return out;
        }

        @Test
        void lets_in_with_the_passphrase_and_not_without() throws Exception {
            assertThat(refusal(() -> open("doris", "her own", ""))).isEqualTo(Kind.SECOND_FACTOR_NEEDED);
            assertThat(refusal(() -> open("doris", "her own", "000000"))).isEqualTo(Kind.WRONG_PASSPHRASE);
            assertThat(refusal(() -> open("doris", "not hers", code(Duration.ZERO)))).isEqualTo(Kind.WRONG_PASSPHRASE);
            try (Store s = open("doris", "her own", code(Duration.ZERO))) {
                assertThat(s.accounts().present().printedName()).isEqualTo("Dr. Doris");
            }
        }

        @Test
        void works_once() throws Exception {
            String code = code(Duration.ZERO);
            open("doris", "her own", code).close();
            assertThat(refusal(() -> open("doris", "her own", code))).isEqualTo(Kind.WRONG_PASSPHRASE);
            clock.now = clock.now.plusSeconds(60);
            open("doris", "her own", code(Duration.ZERO)).close();
        }

        @Test
        void of_the_minute_before_last_is_too_old() throws Exception {
            assertThat(refusal(() -> open("doris", "her own", code(Duration.ofSeconds(-90)))))
                    .isEqualTo(Kind.WRONG_PASSPHRASE);
        }
    }

    @Nested
    class Guessing {
        @BeforeEach
        void has_three_accounts_to_try() throws Exception {
            try (Store s = first()) {
                s.accounts().add(AccessMatrixTest.account("anna", Set.of(Role.RADIOLOGIST)));
                s.accounts().add(AccessMatrixTest.account("bert", Set.of(Role.RADIOLOGIST)));
            }
        }

        private void wrong(String name, Kind refused) {
            assertThat(refusal(() -> open(name, "a guess", ""))).as(name).isEqualTo(refused);
        }

        @Test
        void names_nobody_bears_makes_the_machine_wait() {
            for (int i = 0; i < 10; i++) {
                wrong("nobody" + i, Kind.WRONG_PASSPHRASE);
            }
            wrong("nobody at all", Kind.BACK_OFF);
        }

        @Test
        void goes_on_counting_at_an_account_while_another_comes_in() throws Exception {
            for (int i = 0; i < 3; i++) {
                wrong("anna", Kind.WRONG_PASSPHRASE);
            }
            open("bert", "bert", "").close();
            wrong("anna", Kind.BACK_OFF);
            clock.now = clock.now.plusSeconds(2);
            open("anna", "anna", "").close();
            wrong("anna", Kind.WRONG_PASSPHRASE);
        }

        @Test
        void with_the_right_passphrase_and_no_code_counts_too() throws Exception {
            try (Store s = first()) {
                s.accounts().add(new NewAccount(
                        "doris", "Dr. Doris", Set.of(Role.RADIOLOGIST), new NewAccount.Lock.Passphrase("her own".toCharArray(), true)));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(refusal(() -> open("doris", "her own", ""))).isEqualTo(Kind.SECOND_FACTOR_NEEDED);
            }
            assertThat(refusal(() -> open("doris", "her own", ""))).isEqualTo(Kind.BACK_OFF);
        }
    }

    @Nested
    class Changing_accounts {
        @Test
        void gives_another_passphrase_and_takes_the_old_one_away() throws Exception {
            try (Store s = first()) {
                s.accounts().changePassphrase("another one".toCharArray(), false);
            }
            assertThat(refusal(() -> first())).isEqualTo(Kind.WRONG_PASSPHRASE);
            try (Store s = open(Sample.ACTOR, "another one", "")) {
                assertThat(s.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }

        @Test
        void gives_a_lost_passphrase_anew_by_the_recovery_key_or_an_administrator_alone() throws Exception {
            String printed;
            try (Store s = first()) {
                printed = s.accounts().printRecoveryKey().shownOnce();
                s.accounts().add(AccessMatrixTest.account("anna", Set.of(Role.RADIOLOGIST)));
                s.accounts().resetPassphrase("anna", "given by the first".toCharArray());
                assertThat(refusal(() -> s.accounts().resetPassphrase(Sample.ACTOR, "mine".toCharArray())))
                        .as("one's own is changed, not reset")
                        .isEqualTo(Kind.NOT_ALLOWED);
                assertThat(refusal(() -> s.accounts().resetPassphrase("recovery", "not so".toCharArray())))
                        .isEqualTo(Kind.NOT_ALLOWED);
            }
            assertThat(refusal(() -> open("anna", "anna", ""))).isEqualTo(Kind.WRONG_PASSPHRASE);
            try (Store s = open("anna", "given by the first", "")) {
                assertThat(refusal(() -> s.accounts().resetPassphrase(Sample.ACTOR, "hers".toCharArray())))
                        .isEqualTo(Kind.NOT_ALLOWED);
            }
            try (Store s = open(new Credentials.Recovery(printed))) {
                s.accounts().resetPassphrase(Sample.ACTOR, "by the print-out".toCharArray());
            }
            assertThat(refusal(() -> first())).isEqualTo(Kind.WRONG_PASSPHRASE);
            try (Store s = open(Sample.ACTOR, "by the print-out", "")) {
                assertThat(s.accounts().present().roles()).contains(Role.ADMINISTRATOR);
                assertThat(s.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }

        @Test
        void takes_an_account_away_that_no_old_key_database_brings_back() throws Exception {
            Path old = temp.resolve("old keys.db");
            try (Store s = first()) {
                s.accounts().add(AccessMatrixTest.account("leaver", Set.of(Role.RADIOLOGIST)));
            }
            Files.copy(temp.resolve("store/keys.db"), old);
            try (Store s = first()) {
                s.accounts().remove("leaver");
            }
            assertThat(refusal(() -> open("leaver", "leaver", ""))).isEqualTo(Kind.WRONG_PASSPHRASE);
            Files.copy(old, temp.resolve("store/keys.db"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(refusal(() -> open("leaver", "leaver", ""))).isEqualTo(Kind.TAMPERED);
        }

        @Test
        void keeps_the_last_administrator() throws Exception {
            try (Store s = first()) {
                assertThat(refusal(() -> s.accounts().changeRoles(Sample.ACTOR, Set.of(Role.RADIOLOGIST))))
                        .isEqualTo(Kind.NOT_ALLOWED);
                assertThat(refusal(() -> s.accounts().remove(Sample.ACTOR))).isEqualTo(Kind.NOT_ALLOWED);
            }
        }

        @Test
        void gives_and_takes_keys_with_roles() throws Exception {
            try (Store s = first()) {
                Sample.fill(s);
                s.accounts().add(AccessMatrixTest.account("tina", Set.of(Role.LAB_TECHNICIAN)));
                s.accounts().changeRoles("tina", Set.of(Role.QA_REVIEWER));
            }
            try (Store s = open("tina", "tina", "")) {
                assertThat(s.records(Sample.STUDY)).hasSize(1);
                assertThat(refusal(s::beginImport)).isEqualTo(Kind.NOT_ALLOWED);
            }
        }
    }

    @Nested
    class Others {
        @Test
        void export_only_with_a_second_persons_yes_for_that_study_and_a_time() throws Exception {
            try (Store s = first()) {
                Sample.fill(s);
                s.authorize(Permission.EXPORT, Sample.STUDY);
                s.accounts().add(AccessMatrixTest.account("second", Set.of(Role.RADIOLOGIST)));
                assertThat(refusal(() -> s.authorize(Permission.EXPORT, Sample.STUDY))).isEqualTo(Kind.SECOND_PERSON_NEEDED);
            }
            try (Store s = open("second", "second", "")) {
                s.lifecycle().approve(Permission.EXPORT, Sample.STUDY, Sample.ACTOR);
            }
            try (Store s = first()) {
                s.authorize(Permission.EXPORT, Sample.STUDY);
                assertThat(refusal(() -> s.authorize(Permission.EXPORT, Sample.OTHER_STUDY)))
                        .isEqualTo(Kind.SECOND_PERSON_NEEDED);
                clock.now = clock.now.plus(Duration.ofMinutes(61));
                assertThat(refusal(() -> s.authorize(Permission.EXPORT, Sample.STUDY))).isEqualTo(Kind.SECOND_PERSON_NEEDED);
                s.lifecycle().breakGlass("patient in the next room");
                s.authorize(Permission.EXPORT, Sample.OTHER_STUDY);
                clock.now = clock.now.plus(Duration.ofMinutes(31));
                assertThat(refusal(() -> s.authorize(Permission.EXPORT, Sample.OTHER_STUDY)))
                        .isEqualTo(Kind.SECOND_PERSON_NEEDED);
            }
        }

        @Test
        void must_agree_to_an_erasure_even_in_an_emergency() throws Exception {
            try (Store s = first()) {
                Sample.fill(s);
                s.accounts().add(AccessMatrixTest.account("second", Set.of(Role.RADIOLOGIST)));
                s.lifecycle().breakGlass("patient in the next room");
                assertThat(refusal(() -> s.lifecycle().erase(List.of(Sample.STUDY), "asked for")))
                        .isEqualTo(Kind.SECOND_PERSON_NEEDED);
                assertThat(s.studies()).hasSize(2);
            }
        }

        @Test
        void look_identities_up_only_as_their_keeper_with_keys_of_their_own() throws Exception {
            try (Store s = first()) {
                s.accounts().add(AccessMatrixTest.account("keeper", Set.of(Role.IDENTITY_KEEPER)));
                assertThat(refusal(() -> s.identities().lookUp("P1", "x"))).isEqualTo(Kind.NOT_ALLOWED);
                assertThat(refusal(() -> s.lifecycle().rotate())).as("needs the keeper's key").isEqualTo(Kind.ERASURE_PENDING);
            }
            try (Store s = open("keeper", "keeper", "")) {
                s.identities().link("P1", new byte[] {7});
                s.identities().link("P1", new byte[] {8});
                assertThat(s.identities().lookUp("P1", "called back")).hasValueSatisfying(b -> assertThat(b)
                        .containsExactly(8));
                assertThat(s.identities().forget("P1")).isTrue();
                assertThat(s.identities().lookUp("P1", "called back")).isEmpty();
            }
            try (Store s = first()) {
                assertThat(s.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }
    }

    /// In a process of its own, whose environment names a token folder of this test's.
    @Test
    void may_hang_on_a_tokens_key_that_never_leaves_it() throws Exception {
        Assumptions.assumeTrue(Files.exists(TokenWork.LIBRARY), "SoftHSM is not installed");
        Path conf = Files.writeString(
                temp.resolve("softhsm2.conf"),
                "directories.tokendir = " + Files.createDirectories(temp.resolve("tokens")) + "\nobjectstore.backend = file\n");
        ProcessBuilder child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TokenWork.class.getName(), temp.toString())
                .redirectErrorStream(true);
        child.environment().put("SOFTHSM2_CONF", conf.toString());
        Process p = child.start();
        String said = new String(p.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(said).contains("extractable false", "came in as TOKEN").doesNotContain("Exception");
        assertThat(p.waitFor()).isZero();
    }

    @Test
    void are_listed_for_administrators() throws Exception {
        try (Store s = first()) {
            s.accounts().printRecoveryKey();
            assertThat(s.accounts().all().stream().map(Account::kind))
                    .containsExactlyInAnyOrderElementsOf(List.of(Account.Kind.PASSPHRASE, Account.Kind.RECOVERY));
        }
    }
}
