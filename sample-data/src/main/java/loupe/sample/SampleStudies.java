package loupe.sample;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.TransferSyntax;
import loupe.core.work.JobContext;
import loupe.sample.chest.ChestPhantom;
import loupe.sample.chest.NoduleTruth;
import loupe.sample.chest.PhantomSettings;

/// Writes the built-in sample studies: a chest CT and a chest film of an invented patient, full of identity.
public final class SampleStudies {

    /// What was written.
    ///
    /// @param studies the folder to import
    /// @param ctFiles the CT's slices, feet to head
    /// @param filmFiles the chest film
    /// @param truthFile `truth.json`: lungs volume, nodules and every identity string that was planted; it lies beside
    ///     `studies`, so that importing that folder does not meet it
    /// @param identity every identity string that was planted in attributes, private tags, pixels or file names
    public record Written(
            Path studies, List<Path> ctFiles, List<Path> filmFiles, Path truthFile, List<String> identity) {
        /// Copies the lists.
        public Written {
            ctFiles = List.copyOf(ctFiles);
            filmFiles = List.copyOf(filmFiles);
            identity = List.copyOf(identity);
        }
    }

    private final Path folder;
    private final long seed;
    private final RandomGenerator random;
    private final Person person;
    private final Set<String> planted = new LinkedHashSet<>();
    private final Identity identity;
    private final ChestPhantom phantom;
    private final JobContext job;

    private SampleStudies(Path folder, long seed, JobContext job) {
        this.job = job;
        this.folder = folder;
        this.seed = seed;
        this.random = new SplittableRandom(seed ^ 0x5eed);
        this.person = Person.random(random);
        this.identity = new Identity(person, planted, random);
        this.phantom = ChestPhantom.generate(seed, PhantomSettings.USUAL, job);
    }

    /// Writes `studies/<name>/CT/*.dcm`, `studies/<name>/FILM/*.dcm` and `truth.json` under a folder.
    ///
    /// The same seed writes the same bytes (the film's text as the machine's sans-serif font draws it).
    ///
    /// @param folder an existing or new folder
    /// @param seed seed of the phantom and the invented identity
    /// @throws IOException if a file cannot be written
    public static Written write(Path folder, long seed) throws IOException {
        return write(folder, seed, JobContext.unattended());
    }

    /// The same as a job: cancelled it leaves what it wrote so far.
    ///
    /// @throws IOException if a file cannot be written
    /// @throws loupe.core.work.CancelledException if cancelled
    public static Written write(Path folder, long seed, JobContext job) throws IOException {
        return new SampleStudies(folder, seed, job).write();
    }

    private Written write() throws IOException {
        Path studies = folder.resolve("studies");
        Path patient = Files.createDirectories(studies.resolve(person.fileName() + "_" + person.id()));
        planted.add(person.fileName());
        List<Path> ct = ct(Files.createDirectories(patient.resolve("CT")));
        List<Path> film = film(Files.createDirectories(patient.resolve("FILM")));
        planted.removeIf(s -> s.length() < 5);
        Path truth = folder.resolve("truth.json");
        Files.writeString(truth, truth().toPrettyString());
        return new Written(studies, ct, film, truth, List.copyOf(planted));
    }

    private List<Path> ct(Path to) throws IOException {
        Identity.Place place = new Identity.Place(Person.uid(random), Person.uid(random), "ISO_IR 100", "CT");
        CtSeries series = new CtSeries(phantom, identity, place, Person.uid(random));
        List<Path> files = new ArrayList<>();
        for (int s = 0; s < phantom.grid().slices(); s++) {
            job.checkCancelled();
            job.progress(s, phantom.grid().slices(), "slices");
            Path file = to.resolve(String.format("%s_CT_%03d.dcm", person.fileName(), s + 1));
            write(series.slice(s, Person.uid(random)), file);
            files.add(file);
        }
        return files;
    }

    private List<Path> film(Path to) throws IOException {
        String day = person.studied().minusDays(1).toString();
        List<String> lines = List.of(
                person.family() + ", " + person.given(), person.hospital(),
                "ID " + person.id(), day + "  10:08",
                "*" + person.birth(), "Dr. " + person.referring(),
                person.accession() + "2", "PA  125 kV");
        planted.addAll(List.of(day, person.birth().toString()));
        Identity.Place place = new Identity.Place(Person.uid(random), Person.uid(random), "ISO_IR 192", "CR");
        Film film = new Film(phantom);
        Attributes a = identity.attributes(place, Film.SOP_CLASS, Person.uid(random));
        Path file = to.resolve(person.fileName() + "_THORAX.dcm");
        write(film.instance(a, film.pixels(lines, random)), file);
        return List.of(file);
    }

    private static void write(DataSet data, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        }
    }

    private ObjectNode truth() {
        ObjectNode json = JsonMapper.builder().build().createObjectNode();
        json.put("seed", seed);
        json.put("lungsMl", phantom.truth().lungs().millilitres());
        ArrayNode findings = json.putArray("findings");
        phantom.truth().findings().forEach(findings::add);
        ArrayNode nodules = json.putArray("nodules");
        for (NoduleTruth n : phantom.truth().noduleList()) {
            ObjectNode one = nodules.addObject();
            one.putArray("centreMm").add(n.centre().xMm()).add(n.centre().yMm()).add(n.centre().zMm());
            one.put("diameterMm", n.diameterMm()).put("kind", n.kind().name());
        }
        ObjectNode tissues = json.putObject("tissueHu");
        phantom.truth().tissueHu().forEach(tissues::put);
        ArrayNode strings = json.putArray("identity");
        planted.forEach(strings::add);
        return json;
    }
}
