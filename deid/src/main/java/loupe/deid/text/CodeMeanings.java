package loupe.deid.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// What the standard says that codes mean (DICOM PS3.16), and which codes are of a public scheme. The table is read when it is
/// first asked for. Safe for any thread.
public final class CodeMeanings {
    private static final Pattern SNOMED_RT = Pattern.compile("[A-Z0-9]{1,2}-[A-Z0-9]{4,6}");
    private static final Pattern DIAGNOSIS = Pattern.compile("[A-Z]?\\d{2,3}[0-9A-Z]?(\\.[0-9A-Z]{1,4})?");
    private static final Pattern DIGITS = Pattern.compile("\\d{3,8}");

    /// Public schemes by designator (PS3.16 table 8-1) with the form their codes have, so that no name passes for a code.
    private static final Map<String, Pattern> FORMS = Map.ofEntries(
            Map.entry("DCM", Pattern.compile("\\d{5,6}")),
            Map.entry("SCT", Pattern.compile("\\d{6,18}")),
            Map.entry("SRT", SNOMED_RT),
            Map.entry("SNM3", SNOMED_RT),
            Map.entry("99SDM", SNOMED_RT),
            Map.entry("SDM", SNOMED_RT),
            Map.entry("UCUM", Pattern.compile("(?![A-Za-z]{6})[A-Za-z0-9*/.%\\[\\]'()^+-]{1,16}")),
            Map.entry("LN", Pattern.compile("(LP|LA|MTHU)?\\d{1,7}(-\\d)?")),
            Map.entry("RADLEX", Pattern.compile("RP?ID\\d{1,7}")),
            Map.entry("UMLS", Pattern.compile("C\\d{7}")),
            Map.entry("FMA", DIGITS),
            Map.entry("NCIt", Pattern.compile("C\\d{2,7}")),
            Map.entry("MDC", DIGITS),
            Map.entry("NEU", DIGITS),
            Map.entry("MSH", Pattern.compile("D\\d{5,9}")),
            Map.entry("NDC", Pattern.compile("\\d{4,5}-\\d{3,4}-\\d{1,2}")),
            Map.entry("ITIS_TSN", DIGITS),
            Map.entry("PUBCHEM_CID", DIGITS),
            Map.entry("RXNORM", DIGITS),
            Map.entry("I9", DIAGNOSIS),
            Map.entry("I9C", DIAGNOSIS),
            Map.entry("I10", DIAGNOSIS),
            Map.entry("I10P", Pattern.compile("[0-9A-HJ-NP-Z]{7}")),
            Map.entry("I11", DIAGNOSIS),
            Map.entry("ICD10", DIAGNOSIS),
            Map.entry("ICDO3", Pattern.compile("[A-Z]?\\d{2,4}(\\.\\d|/\\d)?")),
            Map.entry("C4", Pattern.compile("\\d{4}[0-9TFU]")),
            Map.entry("C5", Pattern.compile("\\d{4}[0-9TFU]")),
            Map.entry("DCMUID", Pattern.compile("1\\.2\\.840\\.10008\\.[0-9.]{1,40}")),
            Map.entry("RFC5646", Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?")),
            Map.entry("RFC3066", Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?")),
            Map.entry("ISO639_1", Pattern.compile("[a-z]{2}")),
            Map.entry("ISO639_2", Pattern.compile("[a-z]{3}")),
            Map.entry("ISO3166_1", Pattern.compile("[A-Z]{2,3}")),
            Map.entry("BARI", Pattern.compile("\\d{1,3}[a-z]?")),
            Map.entry("BI", Pattern.compile("\\d[A-Ca-c]?")));

    /// Private schemes of programs; their designators name no person and no place.
    private static final Set<String> PRIVATE = Set.of(
            "99LOUPE", "99GEMS", "99PMP", "99PMPMRMF", "99_OFFIS_DCMTK", "99QIICR", "99IHE", "99IHEDBT", "99NCIAIM", "99MI", "99_MI",
            "99HOLX", "99RPH", "99SMS_CTMR", "99PMSBLUS", "99KINETDX", "99DCMQI", "99dcmjs");

    private @Nullable Map<String, List<String>> table;

    private CodeMeanings() {}

    /// The table that comes with the program.
    public static CodeMeanings builtIn() {
        return new CodeMeanings();
    }

    /// The meanings of a code, the standard's own first; empty where the table does not know the code.
    ///
    /// @param scheme Coding Scheme Designator
    /// @param value Code Value
    public List<String> of(String scheme, String value) {
        String known = scheme.equals("SNM3") || scheme.equals("99SDM") || scheme.equals("SDM") ? "SRT" : scheme;
        return table().getOrDefault(known + "\t" + value, List.of());
    }

    /// Whether a value has the form that codes of a public scheme have; never for private schemes.
    public boolean hasForm(String scheme, String value) {
        return Optional.ofNullable(FORMS.get(scheme)).filter(f -> f.matcher(value).matches()).isPresent();
    }

    /// Whether a designator is of a public scheme, or of a program's known private one.
    public boolean isScheme(String designator) {
        return FORMS.containsKey(designator) || PRIVATE.contains(designator);
    }

    private synchronized Map<String, List<String>> table() {
        Map<String, List<String>> read = table;
        if (read == null) {
            read = new HashMap<>(40_000);
            try (InputStream raw = resource("code-meanings.tsv.gz");
                    InputStream own = resource("own-meanings.tsv")) {
                read(new GZIPInputStream(raw), read);
                read(own, read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            table = read;
        }
        return read;
    }

    private static InputStream resource(String name) {
        InputStream in = CodeMeanings.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(name + " is missing from the class path");
        }
        return in;
    }

    private static void read(InputStream in, Map<String, List<String>> into) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.startsWith("#")) {
                String[] f = line.split("\t");
                into.put(f[0] + "\t" + f[1], List.copyOf(Arrays.asList(f).subList(2, f.length)));
            }
        }
    }
}
