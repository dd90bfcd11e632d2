package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import loupe.core.dicom.SourceInstance;
import loupe.core.work.JobContext;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.sample.SampleStudies;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleStudyTest {

    @Nested
    class An_invented_patient {

        @Test
        void is_in_every_file_and_in_no_output_or_report_and_stays_one_patient(@TempDir Path folder) throws IOException {
            SampleStudies.Written written = SampleStudies.write(folder, 11);
            List<Path> files = new ArrayList<>(written.ctFiles().subList(0, 6));
            files.addAll(written.filmFiles());
            Deidentifier door = new Deidentifier(
                    Profiles.importProfile().with(Profile.Pixels.OFF), PseudonymKey.of(new byte[32]), (image, job) -> List.of());
            TreeSet<String> before = new TreeSet<>();
            TreeSet<String> after = new TreeSet<>();
            Set<String> patients = new HashSet<>();
            for (Path file : files) {
                byte[] in = Files.readAllBytes(file);
                before.addAll(new LeakSearch(in).found(written.identity()));
                SourceInstance source = Files10.read(in);
                DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) door.deidentify(source, JobContext.unattended());
                after.addAll(new LeakSearch(Files10.write(c.instance())).found(written.identity()));
                after.addAll(new LeakSearch(c.report().toJson().getBytes(StandardCharsets.UTF_8)).found(written.identity()));
                patients.add(c.instance().data().string(loupe.core.dicom.Tag.PatientID, ""));
            }
            assertThat(before).hasSizeGreaterThan(15);
            assertThat(after).isEmpty();
            assertThat(patients).hasSize(1);
        }
    }
}
