package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.annotation.AnnotationWriter;
import loupe.exchange.peers.OrthancServer;
import loupe.exchange.peers.RunningProgram;
import loupe.exchange.peers.StoreScp;
import loupe.exchange.peers.WorklistScp;
import loupe.exchange.web.ScriptedServer;
import loupe.sample.PhantomSeeds;
import loupe.sample.SampleSlide;
import loupe.sample.SampleStudies;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A day between a hospital's archive (Orthanc) and this machine, by the commands: asked, fetched, read, sealed, sent back, kept for good.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClinicCommandsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SLICES = 12;
    /// SEG, SR, key objects and the report as PDF.
    private static final int OBJECTS = 5;
    private static final String ORDER = "ORD4711";
    private static final String REASON = "back to the reading room";

    private Path folder = Path.of("");
    private Loupe loupe;
    private OrthancServer archive;
    /// Where this hospital's orders are: not in its archive.
    private WorklistScp orders;
    private String listen = "";
    private String film = "";
    private String chest = "";
    private final List<Path> sent = new ArrayList<>();

    @BeforeAll
    void an_archive_that_holds_a_film_and_a_chest(@TempDir Path temporary) throws IOException {
        folder = temporary;
        int port = RunningProgram.freePort();
        listen = Integer.toString(port);
        archive = OrthancServer.start(folder, port, "");
        SampleStudies.Written samples = SampleStudies.write(folder.resolve("samples"), PhantomSeeds.demo());
        sent.add(unordered(samples.filmFiles().getFirst()));
        sent.addAll(samples.ctFiles().subList(50, 50 + SLICES));
        for (Path p : sent) {
            archive.put(p);
        }
        loupe = new Loupe(folder.resolve("person"));
        orders = WorklistScp.start(folder);
        assertThat(loupe.run("node", "add", "ris-orders", "--aet", WorklistScp.TITLE, "--port", Integer.toString(orders.port())).exit()).isZero();
        add("pacs", "clinical");
        assertThat(loupe.run("users", "roles", "reader", "--role", "ADMINISTRATOR", "--role", "RADIOLOGIST", "--role", "AUDITOR",
                        "--role", "IDENTITY_KEEPER").exit()).isZero();
    }

    /// A film as some archives have it: without the number of its order. What ordered it stands in the worklist of another system.
    private Path unordered(Path film) throws IOException {
        DataSet data = DicomReader.usual().read(film).data();
        Path out = folder.resolve("unordered.dcm");
        try (OutputStream file = Files.newOutputStream(out)) {
            DicomWriter.writeFile(data.toBuilder().putEmpty(Tag.AccessionNumber, Vr.SH).build(), TransferSyntax.EXPLICIT_LE, file);
        }
        try (OutputStream file = Files.newOutputStream(WorklistScp.files(folder).resolve("film.wl"))) {
            DicomWriter.writeFile(
                    scheduled().toBuilder()
                            .put(Tag.AccessionNumber, Vr.SH, ORDER)
                            .put(Tag.PatientName, Vr.PN, data.string(Tag.PatientName, ""))
                            .put(Tag.PatientID, Vr.LO, data.string(Tag.PatientID, ""))
                            .put(Tag.StudyInstanceUID, Vr.UI, data.string(Tag.StudyInstanceUID, ""))
                            .build(),
                    TransferSyntax.EXPLICIT_LE, file);
        }
        return out;
    }

    private void add(String name, String kind) {
        Loupe.Answer added = loupe.run("node", "add", name, "--aet", OrthancServer.TITLE, "--port", Integer.toString(archive.port()),
                "--dicomweb", archive.dicomWeb().toString(), "--kind", kind, "--orders", "ris-orders");
        assertThat(added.exit()).as(added.toString()).isZero();
    }

    @AfterAll
    void the_archive_ends() {
        if (archive != null) {
            archive.close();
        }
        if (orders != null) {
            orders.close();
        }
    }

    private JsonNode of(String path) throws IOException {
        return JSON.readTree(archive.get(path));
    }

    private int archived(String what) throws IOException {
        return of("/statistics").get("Count" + what).asInt();
    }

    @Test
    @Order(1)
    void a_node_is_tried_by_each_way_and_asked_by_name() throws IOException {
        Loupe.Answer tried = loupe.run("node", "test", "pacs");
        assertThat(tried.exit()).as(tried.toString()).isZero();
        assertThat(tried.out()).contains("DIMSE: it answers").contains("DICOMweb: it answers");
        for (String way : List.of("get", "web")) {
            JsonNode found = loupe.run("query", "pacs", "--name", "Castañeda*", "--by", way, "--json").json();
            assertThat(found).hasSize(2);
            for (JsonNode f : found) {
                assertThat(f.get("patientName").asText()).isEqualTo("Castañeda^Sigrún");
                if (f.get("modalities").asText().equals("CT")) {
                    chest = f.get("studyUid").asText();
                } else {
                    film = f.get("studyUid").asText();
                }
            }
        }
        assertThat(loupe.run("query", "pacs", "--study", film, "--priors", "--json").json()).extracting(f -> f.get("studyUid").asText())
                .containsExactlyInAnyOrder(film, chest);
        assertThat(loupe.run("query", "pacs", "--priors").err()).contains("with --study UID");
        assertThat(loupe.run("query", "pacs", "--study", "1.2.3", "--priors").err()).contains("has no such study");
        assertThat(loupe.run("query", "pacs", "--name", "Nobody*").err()).contains("the node has nothing like that");
        assertThat(loupe.run("audit", "show").out()).contains("QUERIED").doesNotContain("Castañeda").doesNotContain("Nobody");
    }

    @Test
    @Order(1)
    void a_worklist_says_what_is_scheduled_and_nothing_of_it_is_kept() throws IOException {
        Path step = archive.worklists().resolve("one.wl");
        try (OutputStream out = Files.newOutputStream(step)) {
            DicomWriter.writeFile(scheduled(), TransferSyntax.EXPLICIT_LE, out);
        }
        JsonNode lines = loupe.run("worklist", "pacs", "--date", "20260101-20260131", "--modality", "CT", "--json").json();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).get("patientName").asText()).isEqualTo("Ordered^Olga");
        assertThat(lines.get(0).get("accession").asText()).isEqualTo("ACC77");
        assertThat(lines.get(0).get("studyUid").asText()).isEqualTo("1.2.3.4.5");
        assertThat(loupe.run("worklist", "pacs", "--date", "any").out()).startsWith("20260105 101500  CT  SCANNER  Ordered^Olga  P77");
        assertThat(loupe.run("worklist", "pacs").err()).as("today").contains("nothing is scheduled like that");
        assertThat(loupe.run("worklist", "pacs", "--date", "2026").err()).contains("a date range is");
        assertThat(loupe.run("audit", "show").out()).contains("its worklist: 1 answers").doesNotContain("Ordered");
        Files.delete(step);
    }

    private static DataSet scheduled() {
        DataSet step = DataSet.itemBuilder(CharacterSet.UTF_8)
                .put(0x00400001, Vr.AE, "SCANNER")
                .put(0x00400002, Vr.DA, "20260105")
                .put(0x00400003, Vr.TM, "101500")
                .put(Tag.Modality, Vr.CS, "CT")
                .put(0x00400006, Vr.PN, "Perform^Pia")
                .put(0x00400007, Vr.LO, "CT CHEST")
                .put(0x00400009, Vr.SH, "STEP")
                .build();
        return DataSet.builder()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.SOPClassUID, Vr.UI, "1.2.276.0.7230010.3.1.0.1")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4.6")
                .put(Tag.AccessionNumber, Vr.SH, "ACC77")
                .put(Tag.PatientName, Vr.PN, "Ordered^Olga")
                .put(Tag.PatientID, Vr.LO, "P77")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3.4.5")
                .put(0x00100030, Vr.DA, "19470312")
                .put(0x00100040, Vr.CS, "F")
                .put(0x00321060, Vr.LO, "CT CHEST")
                .put(0x00401001, Vr.SH, "RP1")
                .put(0x00401003, Vr.SH, "ROUTINE")
                .put(0x00400100, List.of(step))
                .build();
    }

    @Test
    @Order(2)
    void a_study_is_fetched_by_every_way_and_only_what_lacks_a_second_time() throws IOException {
        String series = loupe.run("query", "pacs", "--study", chest, "--level", "series", "--json").json().get(0).get("seriesUid").asText();
        assertThat(series).isNotBlank();
        Loupe.Answer first = loupe.run("retrieve", "pacs", "--study", chest, "--json", "--by", "move", "--listen", listen);
        assertThat(first.exit()).as(first.toString()).isZero();
        assertThat(first.json().get("imported").asInt()).isEqualTo(SLICES);
        archive.put(sample(50 + SLICES));
        for (String way : List.of("get", "web", "move")) {
            Loupe.Answer again = loupe.run("retrieve", "pacs", "--study", chest, "--json", "--by", way, "--listen", listen);
            assertThat(again.exit()).as(way + again).isZero();
            assertThat(again.json().get("imported").asInt()).as("by " + way).isEqualTo(way.equals("get") ? 1 : 0);
            assertThat(again.json().get("lacking").asInt()).isZero();
        }
        Path rules = Files.writeString(
                folder.resolve("rules.json"), "{\"format\": 1, \"rules\": [], \"otherwise\": \"accepting\", \"onArrival\": true}");
        assertThat(loupe.run("models", "rules", rules.toString()).exit()).isZero();
        Loupe.Answer web = loupe.run("retrieve", "pacs", "--study", film, "--json", "--by", "web");
        assertThat(web.json().get("imported").asInt()).as(web.toString()).isEqualTo(1);
        assertThat(loupe.run("list").out()).as("what is fetched is an import: the site's rules hold").containsPattern("CR .*to review");
    }

    private Path sample(int slice) throws IOException {
        Path more = SampleStudies.write(folder.resolve("more"), PhantomSeeds.demo()).ctFiles().get(slice);
        sent.add(more);
        return more;
    }

    @Test
    @Order(3)
    void results_do_not_go_back_unsigned_or_where_nobody_kept_whose_they_are() {
        assertThat(loupe.run("analyze", film()).exit()).isZero();
        assertThat(loupe.run("send", film(), "--to", "pacs", "--reason", REASON).faults())
                .containsExactly("loupe: the review is not sealed; what is sent must be signed first");
        assertThat(loupe.run("review", film(), "--accept", "all").exit()).isZero();
        assertThat(loupe.run("report", film(), "--keep").exit()).isZero();
        assertThat(loupe.run("seal", film()).exit()).isZero();
        Loupe.Answer refused = loupe.run("send", film(), "--to", "pacs", "--reason", REASON);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("where the study came from was not kept");
        assertThat(loupe.run("send", film(), "--to", "pacs", "--reason", " ").exit()).isEqualTo(1);
        assertThat(loupe.run("send", film(), "--to", "pacs", "--reason", "for 4711081500").exit()).isEqualTo(1);
    }

    /// The film's number in the list.
    private String film() {
        return loupe.run("list").out().lines().filter(l -> l.contains("  CR  ")).findFirst().orElseThrow().strip().split(" ")[0];
    }

    @Test
    @Order(4)
    void results_go_back_as_the_same_patients_and_are_kept_for_good() throws IOException {
        assertThat(loupe.run("retrieve", "pacs", "--study", film, "--keep-identity").exit()).isZero();
        int before = archived("Instances");
        Loupe.Answer back = loupe.run("send", film(), "--to", "pacs", "--reason", REASON, "--listen", listen, "--json");
        assertThat(back.exit()).as(back.toString()).isZero();
        JsonNode items = back.json().get("instances");
        assertThat(items).hasSize(OBJECTS).allMatch(i -> i.get("progress").asText().equals("COMMITTED"));
        assertThat(archived("Patients")).isEqualTo(1);
        assertThat(archived("Studies")).isEqualTo(2);
        assertThat(archived("Instances")).isEqualTo(before + OBJECTS);
        Set<String> kinds = new TreeSet<>();
        for (JsonNode i : items) {
            returned(i.get("sopInstanceUid").asText());
            kinds.add(of("/instances/" + lookedUp(i.get("sopInstanceUid").asText()) + "/tags?simplify").get("Modality").asText());
        }
        assertThat(kinds).containsExactly("DOC", "KO", "PR", "SEG", "SR");
        assertThat(loupe.run("list").out()).containsPattern("  CR .*sealed.*\\[.*sent.*\\]");
    }

    /// What the archive has of an object: the patient's own, every reference there, nothing of this machine's stand-ins.
    private void returned(String uid) throws IOException {
        String id = lookedUp(uid);
        String tags = archive.get("/instances/" + id + "/tags?simplify");
        assertThat(JSON.readTree(tags).get("PatientName").asText()).isEqualTo("Castañeda^Sigrún");
        assertThat(JSON.readTree(tags).get("StudyInstanceUID").asText()).isEqualTo(film);
        assertThat(JSON.readTree(tags).get("AccessionNumber").asText()).as("of the worklist: the archive has none").isEqualTo(ORDER);
        assertThat(tags).doesNotContain("P-").doesNotContain("PatientIdentityRemoved");
        Matcher references = Pattern.compile("\"ReferencedSOPInstanceUID\"\\s*:\\s*\"([0-9.]+)\"").matcher(tags);
        Set<String> all = new TreeSet<>();
        while (references.find()) {
            all.add(references.group(1));
        }
        assertThat(all).isNotEmpty();
        for (String r : all) {
            assertThat(lookedUp(r)).as("every reference resolves").isNotBlank();
        }
    }

    private String lookedUp(String uid) throws IOException {
        for (JsonNode i : of("/instances?expand")) {
            if (i.get("MainDicomTags").get("SOPInstanceUID").asText().equals(uid)) {
                return i.get("ID").asText();
            }
        }
        return "";
    }

    @Test
    @Order(5)
    void what_an_archive_lost_behind_our_back_is_sent_again() throws IOException {
        JsonNode kept = loupe.run("outgoing", "--json").json().get(0).get("instances");
        String lost = kept.get(1).get("sopInstanceUid").asText();
        archive.delete("/instances/" + lookedUp(lost));
        assertThat(lookedUp(lost)).isEmpty();
        Loupe.Answer again = loupe.run("outgoing", "--retry", "--listen", listen, "--json");
        assertThat(again.exit()).as(again.toString()).isZero();
        assertThat(again.json().get(0).get("instances")).as(again.toString())
                .allMatch(i -> i.get("progress").asText().equals("COMMITTED"));
        assertThat(lookedUp(lost)).as("the same object, the same UID").isNotBlank();
    }

    @Test
    @Order(6)
    void an_archive_that_is_gone_is_tried_again_when_it_is_back() throws IOException {
        archive.close();
        Loupe.Answer none = loupe.run("send", film(), "--to", "pacs", "--reason", REASON, "--json");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.json().get("problem").asText()).isNotBlank();
        assertThat(none.json().get("instances")).as("what was kept before stays so").hasSize(OBJECTS)
                .allMatch(i -> i.get("progress").asText().equals("COMMITTED"));
        assertThat(loupe.run("outgoing").exit()).isEqualTo(1);
        assertThat(loupe.run("node", "test", "pacs").out()).contains("Nothing listens");
        archive = OrthancServer.start(folder, Integer.parseInt(listen), "");
        add("pacs", "clinical");
        Loupe.Answer again = loupe.run("outgoing", "--retry", "--listen", listen, "--json");
        assertThat(again.exit()).as(again.toString()).isZero();
        assertThat(archived("Patients")).isEqualTo(1);
    }

    @Test
    @Order(7)
    void results_go_to_research_as_they_are_stored_and_back_to_nobody_but_where_the_study_came_from() throws IOException {
        try (StoreScp research = StoreScp.start(Files.createDirectories(folder.resolve("research")))) {
            String port = Integer.toString(research.port());
            assertThat(loupe.run("node", "add", "lab", "--aet", "STORESCP", "--port", port, "--kind", "research").exit()).isZero();
            assertThat(loupe.run("send", film(), "--to", "lab", "--reason", "a study of readers").exit())
                    .as("nobody agreed to research").isEqualTo(1);
            assertThat(research.files()).isEmpty();
            Loupe.Answer agreed = loupe.run(
                    "consent", film(), "--purpose", "RESEARCH", "--decision", "GIVEN", "--notice", "1");
            assertThat(agreed.exit()).as(agreed.toString()).isZero();
            for (String reason : List.of(" ", "for Müller^Hans", "born 1947-03-12")) {
                assertThat(loupe.run("send", film(), "--to", "lab", "--reason", reason).exit()).as(reason).isEqualTo(1);
            }
            assertThat(research.files()).isEmpty();
            Loupe.Answer out = loupe.run("send", film(), "--to", "lab", "--reason", "a study of readers");
            assertThat(out.exit()).as(out.toString()).isZero();
            assertThat(research.files()).hasSize(OBJECTS);
            for (Path p : research.files()) {
                assertThat(Files.readString(p, StandardCharsets.ISO_8859_1)).doesNotContain("Casta").contains("P-");
            }
            assertThat(loupe.run("node", "add", "other", "--aet", "STORESCP", "--port", port, "--kind", "clinical").exit()).isZero();
            assertThat(loupe.run("send", film(), "--to", "other", "--reason", REASON).err())
                    .contains("its results go back there alone");
            assertThat(research.files()).hasSize(OBJECTS);
        }
        assertThat(loupe.run("node", "add", "off", "--aet", "X", "--port", "1", "--kind", "off").exit()).isZero();
        assertThat(loupe.run("send", film(), "--to", "off", "--reason", REASON).err()).contains("switched off");
        assertThat(loupe.run("node", "remove", "lab").exit()).isZero();
        Loupe.Answer queue = loupe.run("outgoing", "--retry", "--json");
        assertThat(queue.exit()).as("one whose node is gone").isEqualTo(1);
        assertThat(queue.err()).contains("there is no node of that name");
        assertThat(queue.json()).as("keeps none of the others from being tried").hasSize(2);
    }

    @Test
    @Order(7)
    void a_report_goes_to_systems_of_reports_as_hl7_and_fhir_once_each_under_the_archives_patient() throws Exception {
        List<String> took = new CopyOnWriteArrayList<>();
        try (ServerSocket mllp = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ScriptedServer fhir = ScriptedServer.start(ClinicCommandsTest::fhir)) {
            Thread.ofVirtual().start(() -> acknowledging(mllp, took));
            String identifiers = "http://hospital.example/ids";
            assertThat(loupe.run("node", "add", "ris", "--hl7", "127.0.0.1:" + mllp.getLocalPort(), "--hl7-receiver", "RIS",
                            "--fhir", fhir.root().toString(), "--fhir-patients", identifiers, "--fhir-accessions", identifiers,
                            "--fhir-persons", identifiers).exit()).isZero();
            assertThat(loupe.run("node", "list").out()).contains("HL7 at 127.0.0.1:").contains("FHIR at http");
            assertThat(loupe.run("node", "test", "ris").out()).contains("HL7: it answers").contains("FHIR: it answers");
            assertThat(loupe.run("query", "ris").err()).contains("takes reports and holds no images");
            took.clear();
            Loupe.Answer sent = loupe.run("send", film(), "--to", "ris", "--reason", REASON, "--json");
            assertThat(sent.exit()).as(sent.toString()).isZero();
            assertThat(sent.json().get("instances")).hasSize(2).allMatch(i -> i.get("progress").asText().equals("STORED"));
            assertThat(took).singleElement().satisfies(m -> assertThat(m)
                    .contains("Castañeda^Sigrún").contains(film).contains(ORDER).contains("|P|").doesNotContain("P-").contains("accepted"));
            assertThat(fhir.requests).filteredOn(r -> r.is("POST")).singleElement().satisfies(
                    r -> assertThat(new String(r.body(), StandardCharsets.UTF_8)).contains("\"preliminary\"").contains(film));
            assertThat(loupe.run("outgoing", "--retry", "--json").out()).contains("HL7 ORU^R01");
            assertThat(took).as("what was taken is not sent again").hasSize(1);
        }
        assertThat(loupe.run("node", "test", "ris").exit()).isEqualTo(1);
        assertThat(loupe.run("node", "remove", "ris").exit()).isZero();
    }

    private static void fhir(ScriptedServer.Request request, OutputStream out) throws IOException {
        ScriptedServer.say(out, "200 OK", "application/fhir+json", request.is("GET")
                ? "{\"resourceType\":\"CapabilityStatement\"}"
                : "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[{\"response\":{\"status\":\"201\"}}]}");
    }

    /// Takes every message and says so.
    private static void acknowledging(ServerSocket server, List<String> took) {
        try {
            while (true) {
                try (Socket s = server.accept()) {
                    StringBuilder in = new StringBuilder();
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    for (int b = s.getInputStream().read(); b >= 0 && b != 0x1c; b = s.getInputStream().read()) {
                        bytes.write(b);
                    }
                    in.append(bytes.toString(StandardCharsets.UTF_8));
                    if (in.length() > 0) {
                        took.add(in.toString());
                        String control = in.toString().split("\\|")[9];
                        s.getOutputStream().write(("\u000bMSH|^~\\&|RIS||LOUPE||20260101||ACK|1|P|2.5.1\rMSA|AA|" + control + "\r\u001c\r")
                                .getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    @Test
    @Order(8)
    void what_is_pushed_is_answered_when_it_is_stored_and_a_kill_takes_nothing_of_it() throws Exception {
        RunningProgram.assumePresent("storescu");
        Loupe other = new Loupe(folder.resolve("other"));
        assertThat(other.run("node", "add", "pacs", "--aet", "X", "--port", "1").exit()).isZero();
        Path senders = Files.writeString(folder.resolve("senders.json"), """
                {"format": 1, "rules": [], "senders": [{"from": ["STORESCU"], "first": true}, {"from": ["TEST"], "take": false}]}""");
        assertThat(other.run("models", "rules", senders.toString()).exit()).isZero();
        String port = Integer.toString(RunningProgram.freePort());
        List<String> push = new ArrayList<>(List.of("storescu", "-aec", "LOUPE", "127.0.0.1", port));
        sent.forEach(p -> push.add(p.toString()));
        Process receiver = other.builder(Loupe.PASSPHRASE, "receive", "--port", port, "--analyze", "--quiet", "1")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(receiver.inputReader().readLine()).isEqualTo("listening as LOUPE at 127.0.0.1:" + port);
            RunningProgram.Ended refused = RunningProgram.run(
                    List.of("storescu", "-d", "-aet", "TEST", "-aec", "LOUPE", "127.0.0.1", port, sent.getFirst().toString()), folder);
            assertThat(refused.output()).contains("this site takes nothing from this sender");
            RunningProgram.Ended pushed = RunningProgram.run(push, folder);
            assertThat(pushed.exit()).as(pushed.output()).isZero();
            String line = "";
            while (line != null && !line.contains("film-lungs")) {
                line = receiver.inputReader().readLine();
            }
            assertThat(line).as("once nothing came for a second").contains("series").contains("findings");
        } finally {
            receiver.destroyForcibly();
            receiver.waitFor();
        }
        assertThat(other.run("list").out()).contains(SLICES + 1 + " instances").contains("  CR  1 series  1 instances").contains("shown first");
        assertThat(other.run("audit", "verify").exit()).isZero();
        assertThat(archived("Patients")).isEqualTo(1);
        nothingOfTheName(other);
    }

    @Test
    @Order(9)
    void no_file_of_the_store_the_log_or_the_temporary_folder_holds_the_name() throws IOException {
        nothingOfTheName(loupe);
        assertThat(loupe.run("audit", "verify").exit()).isZero();
        assertThat(loupe.run("audit", "show").out()).contains("SENDING").contains("SENT").contains(REASON).doesNotContain("Castañeda");
    }

    @Test
    @Order(10)
    void objects_that_models_find_on_a_slide_go_to_the_archive_as_annotations() throws IOException {
        SampleSlide.Written slide = SampleSlide.write(folder.resolve("slide"), 9302, new SampleSlide.Settings(700, 550, 0.5, true));
        List<String> levels = new ArrayList<>();
        String study = "";
        for (Path p : slide.files()) {
            DataSet d = DicomReader.usual().read(p).data();
            if (d.strings(Tag.ImageType).contains("VOLUME")) {
                archive.put(p);
                levels.add(d.string(Tag.SOPInstanceUID, ""));
                study = d.string(Tag.StudyInstanceUID, "");
            }
        }
        Loupe.Answer fetched = loupe.run("retrieve", "pacs", "--study", study, "--keep-identity");
        assertThat(fetched.exit()).as(fetched.toString()).isZero();
        String number = loupe.run("list").out().lines().filter(l -> l.contains("  SM  ")).findFirst().orElseThrow().strip().split(" ")[0];
        assertThat(loupe.run("review", number, "--accept", "all").exit()).isZero();
        assertThat(loupe.run("seal", number).exit()).isZero();
        Loupe.Answer sent = loupe.run("send", number, "--to", "pacs", "--reason", REASON, "--listen", listen, "--json");
        assertThat(sent.exit()).as(sent.toString()).isZero();
        List<String> annotations = new ArrayList<>();
        for (JsonNode i : sent.json().get("instances")) {
            assertThat(i.get("progress").asText()).as(sent.toString()).isEqualTo("COMMITTED");
            if (i.get("sopClassUid").asText().equals(AnnotationWriter.SOP_CLASS)) {
                annotations.add(i.get("sopInstanceUid").asText());
            }
        }
        assertThat(annotations).hasSize(1);
        JsonNode tags = of("/instances/" + lookedUp(annotations.getFirst()) + "/tags?simplify");
        assertThat(tags.get("StudyInstanceUID").asText()).isEqualTo(study);
        assertThat(levels).contains(tags.get("ReferencedImageSequence").get(0).get("ReferencedSOPInstanceUID").asText());
        int objects = 0;
        for (JsonNode group : tags.get("AnnotationGroupSequence")) {
            objects += group.get("NumberOfAnnotations").asInt();
        }
        assertThat(objects).as("nuclei and areas of tissue").isGreaterThan(10);
        assertThat(tags.toString()).doesNotContain("P-").doesNotContain("PatientIdentityRemoved");
    }

    private static void nothingOfTheName(Loupe of) throws IOException {
        for (Path p : of.files()) {
            String all = new String(Files.readAllBytes(p), StandardCharsets.ISO_8859_1);
            assertThat(all).as(p.toString()).doesNotContain("Sigr").doesNotContain("KW30492007");
        }
    }
}
