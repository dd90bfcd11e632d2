package loupe.exchange.web.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.peer.Wildcards;

/// A query as an address (PS3.18 10.6.1): where it is asked, what must match, what is to come back.
///
/// @param path under the root, such as `studies/1.2.3/series`
/// @param matching `name=value` pairs, encoded
/// @param included `includefield=…` pairs
/// @param identity the element that tells answers of the level apart
/// @param keys what must match, as it was asked for
record Query(String path, List<String> matching, List<String> included, int identity, DataSet keys) {
    private static final int QUERY_LEVEL = 0x00080052;
    /// What had to be encoded (RFC 3986 2.1).
    private static final Pattern ENCODED = Pattern.compile("(%[0-9A-F]{2})+");

    Query {
        matching = List.copyOf(matching);
        included = List.copyOf(included);
    }

    /// The query of some keys.
    ///
    /// @throws PeerException for patients, of whom QIDO-RS is not asked
    static Query of(QueryLevel level, DataSet keys, URI root) throws PeerException {
        String study = keys.string(Tag.StudyInstanceUID, "");
        String series = keys.string(Tag.SeriesInstanceUID, "");
        String studies = single(study) ? "studies/" + encoded(study) + "/" : "";
        List<Integer> used = new ArrayList<>();
        String path =
                switch (level) {
                    case PATIENT ->
                        throw new PeerException(
                                PeerException.Why.NOT_OFFERED,
                                Failures.where(root) + " is asked by DICOMweb, which has no query for patients; ask for studies.");
                    case STUDY -> "studies";
                    case SERIES -> studies + "series";
                    case IMAGE ->
                        studies.isEmpty() || !single(series)
                                ? studies + "instances"
                                : studies + "series/" + encoded(series) + "/instances";
                };
        if (level != QueryLevel.STUDY && !studies.isEmpty()) {
            used.add(Tag.StudyInstanceUID);
            if (level == QueryLevel.IMAGE && single(series)) {
                used.add(Tag.SeriesInstanceUID);
            }
        }
        List<String> matching = new ArrayList<>();
        List<String> included = new ArrayList<>();
        keys(keys, "", used, matching, included);
        return new Query(path, matching, included, identity(level), keys);
    }

    private static int identity(QueryLevel level) {
        return switch (level) {
            case PATIENT -> Tag.PatientID;
            case STUDY -> Tag.StudyInstanceUID;
            case SERIES -> Tag.SeriesInstanceUID;
            case IMAGE -> Tag.SOPInstanceUID;
        };
    }

    private static void keys(DataSet keys, String prefix, List<Integer> used, List<String> matching, List<String> included) {
        for (Element e : keys.elements()) {
            if (e.tag() == Tag.SpecificCharacterSet || e.tag() == QUERY_LEVEL || used.contains(e.tag())) {
                continue;
            }
            String name = prefix + String.format("%08X", e.tag());
            if (e instanceof Element.Sequence s && !s.items().isEmpty()) {
                keys(s.items().getFirst(), name + ".", List.of(), matching, included);
                continue;
            }
            List<String> values = keys.strings(e.tag());
            if (values.stream().allMatch(String::isEmpty)) {
                included.add("includefield=" + name);
            } else {
                // UIDs are listed with commas (PS3.18 8.3.4.1), which need no encoding.
                matching.add(name + "=" + (e.vr() == Vr.UI
                        ? encoded(String.join(",", values)).replace("%2C", ",")
                        : encoded(String.join("\\", values))));
            }
        }
    }

    private static boolean single(String uid) {
        return !uid.isEmpty() && uid.indexOf('\\') < 0 && uid.indexOf('*') < 0 && uid.indexOf('?') < 0;
    }

    static String encoded(String s) {
        return URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Without the fields to be included, which some servers refuse.
    Query bare() {
        return new Query(path, matching, List.of(), identity, keys);
    }

    /// The query in plain letters: some servers (Orthanc's plug-in 1.7) do not decode what is encoded and then find nothing, neither
    /// `^` nor `ü`. A star stands for what had to be encoded, and [#matches] says which answers were meant. Empty where all was plain.
    Optional<Query> plain() {
        List<String> loose = matching.stream().map(m -> ENCODED.matcher(m).replaceAll("*").replaceAll("\\*+", "*")).toList();
        boolean encoded = matching.stream().anyMatch(m -> ENCODED.matcher(m).find());
        return encoded ? Optional.of(new Query(path, loose, included, identity, keys)) : Optional.empty();
    }

    /// Whether an answer has what was asked for in texts, with wildcards (PS3.4 C.2.2.2.4); names without regard to case.
    boolean matches(DataSet answer) {
        for (Element e : keys.elements()) {
            if (!(e instanceof Element.Value) || !takesWildcards(e.vr())) {
                continue;
            }
            List<String> asked = keys.strings(e.tag()).stream().filter(s -> !s.isEmpty()).toList();
            List<String> there = answer.strings(e.tag());
            if (!asked.isEmpty() && asked.stream().noneMatch(a -> there.stream().anyMatch(Wildcards.pattern(a, e.vr()).asMatchPredicate()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean takesWildcards(Vr vr) {
        return switch (vr) {
            case AE, CS, LO, LT, PN, SH, ST, UC, UR, UT -> true;
            default -> false;
        };
    }

    /// The address of one page.
    URI page(URI root, int limit, int offset) {
        List<String> all = new ArrayList<>(matching);
        all.addAll(included);
        all.add("limit=" + limit);
        all.add("offset=" + offset);
        return under(root, path + "?" + String.join("&", all));
    }

    /// An address under a root, whether the root ends in a slash or not.
    static URI under(URI root, String path) {
        String r = root.toString();
        return URI.create(r.endsWith("/") ? r + path : r + "/" + path);
    }
}
