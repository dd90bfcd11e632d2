package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `loupe deidentify` and `loupe deid check` as a person runs them, on files full of traps. Each command is a process of its own, so
/// that the temporary files it leaves lie where the search for the name looks.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeidentifyingFilesTest {
    private static final String NAME = "Quexington^Zbigniewa";

    private Path folder = Path.of("");
    private Loupe loupe;
    private Path in;
    private Path out;
    private Path map;
    private Loupe.Answer answer = new Loupe.Answer(0, "", "");

    @BeforeAll
    void files_with_traps(@TempDir Path given) throws IOException {
        folder = given;
        loupe = new Loupe(folder.resolve("person"));
        in = Files.createDirectories(folder.resolve("Quexington in"));
        out = folder.resolve("out");
        map = folder.resolve("map.jsonl");
        for (int i = 1; i <= 3; i++) {
            write(in.resolve("Quexington" + i + ".dcm"), image("1.2.826.0.88." + i));
        }
        write(in.resolve("path.dcm"), image("../../../../etc/passwd"));
        byte[] program = bytes(image("1.2.826.0.88.5"));
        System.arraycopy(new byte[] {'M', 'Z', (byte) 0x90}, 0, program, 0, 3);
        Files.write(in.resolve("program.dcm"), program);
        Files.writeString(in.resolve("notes of Quexington.txt"), "no image");
        Files.createSymbolicLink(in.resolve("link.dcm"), in.resolve("Quexington1.dcm"));
        directory(in.resolve("DICOMDIR"));
        archive(in.resolve("slip.zip"));
        answer = loupe.process("deidentify", in.toString(), out.toString(), "--pixels", "off", "--map", map.toString(),
                "--report", folder.resolve("report.json").toString());
    }

    private static DataSet image(String uid) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, uid)
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.826.0.88.77")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.826.0.88.78")
                .put(Tag.PatientName, Vr.PN, NAME)
                .put(Tag.PatientID, Vr.LO, "ZQ-4711-0815")
                .put(Tag.StudyDate, Vr.DA, "20190203")
                .put(Tag.Modality, Vr.CS, "OT")
                .put(Tag.StudyDescription, Vr.LO, "CT CHEST " + NAME)
                .build();
    }

    private static byte[] bytes(DataSet data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        return out.toByteArray();
    }

    private static void write(Path file, DataSet data) throws IOException {
        Files.write(file, bytes(data));
    }

    private static void directory(Path file) throws IOException {
        DataSet data = DataSet.builder()
                .put(0x00041220, List.of(DataSet.builder().put(Tag.PatientName, Vr.PN, NAME).build()))
                .build();
        try (OutputStream o = Files.newOutputStream(file)) {
            DicomWriter.writeDirectory("1.2.826.0.88.9", data, o);
        }
    }

    private static void archive(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("../../../escaped.dcm"));
            zip.write(bytes(image("1.2.826.0.88.6")));
            zip.closeEntry();
        }
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(map)) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private List<Path> written() throws IOException {
        try (var all = Files.walk(out)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void what_is_no_image_is_refused_by_name_and_leaves_no_output() throws IOException {
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.faults()).containsExactly(
                "loupe: link.dcm: a link is not followed; give what it points to; it is left out",
                "loupe: notes of Quexington.txt: this is not a DICOM file (at byte 0); it is left out");
        assertThat(lines().stream().filter(l -> l.path("output").isNull())).as("the link, the notes, the DICOMDIR").hasSize(3);
        assertThat(answer.out()).contains("9 files: 6 written, 2 refused");
    }

    @Test
    void every_output_stands_in_the_map_and_nothing_lies_beside() throws IOException {
        List<String> outputs = lines().stream()
                .filter(l -> l.path("output").isTextual())
                .map(l -> out.resolve(l.path("output").asText()).toString())
                .sorted()
                .toList();
        assertThat(written().stream().map(Path::toString).filter(p -> !p.endsWith("DICOMDIR")))
                .containsExactlyElementsOf(outputs);
        assertThat(Files.getPosixFilePermissions(map)).hasSize(2);
    }

    @Test
    void no_file_escapes_and_no_path_becomes_a_UID() throws IOException {
        assertThat(folder.resolve("escaped.dcm")).doesNotExist();
        for (Path p : written()) {
            assertThat(new String(Files.readAllBytes(p), StandardCharsets.ISO_8859_1)).doesNotContain("etc/passwd");
            assertThat(out.relativize(p).toString()).matches("([PSI][A-Z2-9]{7}/){2}I[A-Z2-9]{7}|DICOMDIR");
        }
    }

    @Test
    void a_program_in_the_preamble_is_told_and_gone() throws IOException {
        assertThat(answer.err()).contains("note: the file begins like a Windows program; its preamble is not kept");
        for (Path p : written()) {
            assertThat(Files.readAllBytes(p)).startsWith(new byte[128]);
        }
    }

    @Test
    void the_DICOMDIR_is_made_anew_and_names_what_was_written() throws Exception {
        DataSet d = DicomReader.usual().read(out.resolve("DICOMDIR")).data();
        List<DataSet> records = d.items(0x00041220);
        assertThat(records.stream().map(r -> r.string(0x00041430, "")))
                .containsExactly("PATIENT", "STUDY", "SERIES", "IMAGE", "IMAGE", "IMAGE", "IMAGE", "IMAGE", "IMAGE");
        for (DataSet r : records.subList(3, 9)) {
            assertThat(out.resolve(String.join("/", r.strings(0x00041500)))).exists();
        }
        Process dcmdump = new ProcessBuilder("dcmdump", "-q", out.resolve("DICOMDIR").toString()).start();
        String dump = new String(dcmdump.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(dcmdump.waitFor()).isZero();
        assertThat(dump).doesNotContain("Quexington");
        List<String> targets = java.util.regex.Pattern.compile(" up ([1-9]\\d*)").matcher(dump).results()
                .map(m -> m.group(1)).toList();
        assertThat(targets).hasSizeGreaterThan(8).allSatisfy(t -> assertThat(dump).containsPattern("offset=\\$" + t + "\\D"));
    }

    @Test
    void the_leak_search_finds_nothing_in_it() throws IOException {
        Loupe.Answer check = loupe.process("deid", "check", out.toString(), "--map", map.toString());
        assertThat(check.out()).contains("0 leaks");
        assertThat(check.exit()).isZero();
    }

    @Test
    void the_leak_search_finds_a_name_a_UID_and_a_date_that_were_let_through() throws IOException {
        Path leaky = Files.createDirectories(folder.resolve("leaky"));
        write(leaky.resolve("A"), image("1.2.826.0.88.1"));
        Path list = folder.resolve("leaky.jsonl");
        Files.writeString(list, new ObjectMapper().writeValueAsString(
                java.util.Map.of("source", in.resolve("Quexington1.dcm").toString(), "output", "A")) + "\n");
        Loupe.Answer check = loupe.process("deid", "check", leaky.toString(), "--map", list.toString());
        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.out())
                .contains("PatientName (person)", "PatientID (identifier)", "SOPInstanceUID (uid)", "(0008,0020) (date)")
                .doesNotContain("Quexington", "4711");
    }

    @Test
    void the_report_and_the_log_name_nobody() throws IOException {
        String report = Files.readString(folder.resolve("report.json"));
        assertThat(report).contains("\"written\" : 6").doesNotContain("Quexington", "4711", "passwd");
        for (Path p : loupe.files()) {
            assertThat(Files.readString(p, StandardCharsets.ISO_8859_1)).doesNotContain("Quexington", "4711");
        }
    }

    @Test
    void a_dry_run_shows_each_change_and_writes_nothing() throws IOException {
        Loupe.Answer dry = loupe.process("deidentify", in.resolve("Quexington1.dcm").toString(), "--dry-run", "--pixels", "off");
        assertThat(dry.exit()).isZero();
        assertThat(dry.out())
                .contains("(0010,0010) PatientName: " + NAME + " -> P-")
                .contains("StudyDescription: CT CHEST " + NAME + " -> CT CHEST")
                .contains("PatientIdentityRemoved:  -> YES");
    }

    @Test
    void an_output_folder_that_holds_something_is_refused() throws IOException {
        Loupe.Answer again = loupe.process("deidentify", in.toString(), out.toString());
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.faults()).containsExactly("loupe: the output folder must be new or empty; name another one");
    }

    @Test
    void the_same_key_file_gives_the_same_pseudonyms() throws IOException {
        Path key = folder.resolve("key");
        List<String> names = new ArrayList<>();
        for (String run : List.of("one", "two")) {
            loupe.process("deidentify", in.resolve("Quexington1.dcm").toString(), folder.resolve(run).toString(),
                    "--pixels", "off", "--key-file", key.toString());
            try (var all = Files.walk(folder.resolve(run))) {
                names.add(all.filter(Files::isRegularFile).map(p -> folder.resolve(run).relativize(p).toString()).toList().toString());
            }
        }
        assertThat(names.get(0)).isEqualTo(names.get(1));
    }

    @Test
    void retained_UIDs_stay_but_a_path_does_not() throws IOException {
        Path kept = folder.resolve("kept");
        loupe.process("deidentify", in.toString(), kept.toString(), "--pixels", "off", "--retain", "uids,full-dates");
        List<String> uids = new ArrayList<>();
        try (var all = Files.walk(kept)) {
            for (Path p : all.filter(Files::isRegularFile).filter(p -> !p.endsWith("DICOMDIR")).toList()) {
                DataSet d = DicomReader.usual().read(p).data();
                uids.add(d.string(Tag.SOPInstanceUID, ""));
                assertThat(d.string(Tag.StudyDate)).contains("20190203");
                assertThat(d.string(Tag.LongitudinalTemporalInformationModified)).contains("UNMODIFIED");
            }
        }
        assertThat(uids).contains("1.2.826.0.88.1").noneMatch(u -> u.contains("/"));
    }
}
