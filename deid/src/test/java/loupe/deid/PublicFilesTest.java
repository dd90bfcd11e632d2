package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Element;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicFilesTest {
    private static final PseudonymKey KEY = PseudonymKey.of(new byte[32]);
    private static final long LARGEST_BYTES = 4L << 20;

    private static List<Path> files() throws IOException {
        List<Path> out = new ArrayList<>();
        for (String folder : List.of("data/wg04", "data/dcmqi", "data/pydicom", "data/ct_dicom_totalseg/example_ct_dicom")) {
            try (Stream<Path> all = Files.walk(Oracles.shared(folder))) {
                all.filter(Files::isRegularFile)
                        .filter(p -> p.toFile().length() < LARGEST_BYTES)
                        .sorted(Comparator.naturalOrder())
                        .limit(folder.endsWith("example_ct_dicom") ? 1 : 200)
                        .forEach(out::add);
            }
        }
        out.add(Oracles.shared("data/t1_dicom/dicoms/N2D_0001.dcm"));
        return out;
    }

    /// An instance that was read and let in.
    record Pair(String name, DicomFile source, DeidOutcome.Cleaned cleaned) {}

    private static List<Pair> cleaned(Profile profile) throws IOException {
        Deidentifier door = new Deidentifier(profile.with(Profile.Pixels.OFF), KEY, (image, job) -> List.of());
        List<Pair> out = new ArrayList<>();
        for (Path p : files()) {
            DicomFile f;
            try {
                f = DicomReader.usual().read(p);
            } catch (DicomException e) {
                continue;
            }
            if (f.truncated()) {
                continue;
            }
            SourceInstance s = new SourceInstance(f.syntax(), f.meta(), f.data());
            if (door.deidentify(s, JobContext.unattended()) instanceof DeidOutcome.Cleaned c) {
                out.add(new Pair(p.getFileName().toString(), f, c));
            }
        }
        return out;
    }

    /// Texts of names, ids, dates and UIDs in a data set, at all depths.
    private static void identifiers(DataSet data, CharacterSet set, TreeSet<String> out) {
        for (Element e : data.elements()) {
            if (e instanceof Element.Sequence s) {
                s.items().forEach(i -> identifiers(i, set, out));
            } else if (e instanceof Element.Value v
                    && (v.vr() == Vr.PN || v.vr() == Vr.UI || v.vr() == Vr.DA || IDENTIFYING.contains(e.tag()))) {
                for (String s : TextValues.of(v, set)) {
                    if (s.length() >= 5 && !s.startsWith("1.2.840.10008.") && !CLASSES.contains(e.tag())) {
                        out.add(s);
                    }
                }
            }
        }
    }

    private static final List<Integer> IDENTIFYING =
            List.of(Tag.PatientID, Tag.AccessionNumber, 0x00200010, Tag.InstitutionName, 0x00080081, 0x00101000);
    private static final List<Integer> CLASSES = List.of(Tag.SOPClassUID, 0x00081150);

    @Nested
    class Files_that_are_let_in {

        @Test
        void name_no_person_id_date_or_UID_of_the_source() throws IOException {
            for (Profile profile : List.of(Profiles.importProfile(), Profiles.strict())) {
                List<Pair> pairs = cleaned(profile);
                assertThat(pairs).hasSizeGreaterThan(100);
                Map<String, List<String>> leaks = new TreeMap<>();
                int searched = 0;
                for (Pair p : pairs) {
                    TreeSet<String> identifiers = new TreeSet<>();
                    identifiers(p.source().data(), p.source().data().characterSet(), identifiers);
                    searched += identifiers.size();
                    DataSet withoutPixels = p.cleaned().instance().data().toBuilder()
                            .remove(Tag.PixelData).build();
                    byte[] out = Files10.write(withoutPixels, loupe.core.dicom.TransferSyntax.EXPLICIT_LE);
                    List<String> found = new LeakSearch(out).found(identifiers);
                    if (!found.isEmpty()) {
                        leaks.put(p.name(), found);
                    }
                }
                assertThat(searched).isGreaterThan(1000);
                assertThat(leaks).isEmpty();
            }
        }

        @Test
        void have_no_dciodvfy_error_that_the_source_lacks(@TempDir Path folder) throws Exception {
            Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/dciodvfy")), "dciodvfy is not installed");
            for (Profile profile : List.of(Profiles.importProfile(), Profiles.strict())) {
                Map<String, List<String>> worse = new TreeMap<>();
                for (Pair p : cleaned(profile)) {
                    Path before = folder.resolve("before.dcm");
                    Path after = folder.resolve("after.dcm");
                    if (p.source().data().string(Tag.SOPClassUID, "").isEmpty()) {
                        continue;
                    }
                    Files.write(before, Files10.write(p.source().data(), p.source().syntax()));
                    Files.write(after, Files10.write(p.cleaned().instance()));
                    List<String> more = errors(after);
                    errors(before).forEach(more::remove);
                    if (!more.isEmpty()) {
                        worse.put(p.name(), more);
                    }
                }
                assertThat(worse).as(profile.name()).isEmpty();
            }
        }

        private static List<String> errors(Path file) throws IOException, InterruptedException {
            Process run = new ProcessBuilder("/usr/bin/dciodvfy", file.toString()).redirectErrorStream(true).start();
            String all = new String(run.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            run.waitFor();
            return new ArrayList<>(all.lines().filter(l -> l.startsWith("Error")).map(l -> l.replaceAll("(UID |<)[0-9.]+", "UID")).toList());
        }

        @Test
        void keep_at_least_995_of_1000_unlisted_elements_that_are_no_text_date_or_UID() throws IOException {
            List<Integer> listed = new ArrayList<>();
            Canary.all().forEach(c -> listed.add(c.tag()));
            Map<String, Integer> changed = new HashMap<>();
            int all = 0;
            int same = 0;
            for (Pair p : cleaned(Profiles.importProfile())) {
                for (Element e : p.source().data().elements()) {
                    if (!(e instanceof Element.Value v) || Tag.isPrivate(e.tag()) || listed.contains(e.tag())
                            || !isPlain(v.vr()) || (e.tag() & 0xffff) == 0 || e.tag() >>> 16 >= 0x5000) {
                        continue;
                    }
                    all++;
                    boolean equal = p.cleaned().instance().data().get(e.tag())
                            .filter(o -> o instanceof Element.Value w && w.bytes().mismatch(v.bytes()) < 0)
                            .isPresent();
                    same += equal ? 1 : 0;
                    if (!equal) {
                        changed.merge(Tag.format(e.tag()), 1, Integer::sum);
                    }
                }
            }
            assertThat(all).isGreaterThan(2000);
            assertThat(same / (double) all).as(changed.toString()).isGreaterThanOrEqualTo(0.995);
        }

        private static boolean isPlain(Vr vr) {
            return switch (vr) {
                case DA, DT, TM, UI, PN, LO, SH, ST, LT, UC, UT, UN, SQ -> false;
                default -> true;
            };
        }
    }
}
