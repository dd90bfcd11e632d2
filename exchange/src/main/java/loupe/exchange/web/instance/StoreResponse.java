package loupe.exchange.web.instance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.InstanceSink.Taken;

/// What a store answers: instance by instance what is kept and what is not (PS3.18 10.5.3 and I.2). The body is the truth, not the
/// status of HTTP.
public final class StoreResponse {
    private static final int RETRIEVE_URL = 0x00081190;
    private static final int WARNING_REASON = 0x00081196;
    private static final int FAILURE_REASON = 0x00081197;
    private static final int FAILED_SEQUENCE = 0x00081198;
    private static final int STORED_SEQUENCE = 0x00081199;
    private static final int OTHER_FAILURES = 0x0008119A;
    /// Some servers answer that they have the instance already (45070, Azure); it is kept, then.
    private static final int ALREADY_THERE = 45_070;

    /// So do others (duplicate SOP Instance UID, PS3.7 C.5.7).
    private static final int DUPLICATE = 0x0111;

    private final List<DataSet> stored = new ArrayList<>();
    private final List<DataSet> failed = new ArrayList<>();

    /// One instance of an answer.
    ///
    /// @param stored whether it is kept
    /// @param why warning or failure in words; empty where there is none
    public record Outcome(boolean stored, String why) {}

    /// Notes what became of an instance.
    public void add(InstanceHead head, Taken taken) {
        DataSet.Builder item = DataSet.builder()
                .put(Tag.ReferencedSOPClassUID, Vr.UI, head.sopClassUid())
                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, head.sopInstanceUid());
        if (taken.stored()) {
            if (taken.status() != 0) {
                item.put(WARNING_REASON, Vr.US, (double) taken.status());
            }
            stored.add(item.build());
        } else {
            failed.add(item.put(FAILURE_REASON, Vr.US, (double) taken.status()).build());
        }
    }

    /// Notes a part that does not even say which instance it is.
    ///
    /// @param reason as in PS3.18 table I.2-2
    public void addUnnamed(int reason) {
        failed.add(DataSet.builder().put(FAILURE_REASON, Vr.US, (double) reason).build());
    }

    /// The status that sums it up: 200 all, 202 some, 409 none.
    public int status() {
        return failed.isEmpty() ? 200 : stored.isEmpty() ? 409 : 202;
    }

    /// Whether anything was noted.
    public boolean isEmpty() {
        return stored.isEmpty() && failed.isEmpty();
    }

    /// How many are kept.
    public int storedCount() {
        return stored.size();
    }

    /// The answer. What does not say which instance it is stands under Other Failures (PS3.18 I.2.2).
    public DataSet dataSet() {
        List<DataSet> named =
                failed.stream().filter(d -> d.contains(Tag.ReferencedSOPInstanceUID)).toList();
        List<DataSet> unnamed =
                failed.stream().filter(d -> !d.contains(Tag.ReferencedSOPInstanceUID)).toList();
        DataSet.Builder out = DataSet.builder().putEmpty(RETRIEVE_URL, Vr.UR);
        if (!named.isEmpty()) {
            out.put(new Element.Sequence(FAILED_SEQUENCE, Vr.SQ, named));
        }
        if (!stored.isEmpty()) {
            out.put(new Element.Sequence(STORED_SEQUENCE, Vr.SQ, stored));
        }
        if (!unnamed.isEmpty()) {
            out.put(new Element.Sequence(OTHER_FAILURES, Vr.SQ, unnamed));
        }
        return out.build();
    }

    /// What an answer says of each instance it names, by SOP Instance UID. One that stands in both sequences is not kept.
    public static Map<String, Outcome> outcomes(DataSet answer) {
        Map<String, Outcome> out = new HashMap<>();
        for (DataSet item : answer.items(STORED_SEQUENCE)) {
            String why = item.integer(WARNING_REASON).stream()
                    .mapToObj(StoreResponse::warning)
                    .findFirst()
                    .orElse("");
            uid(item).ifPresent(u -> out.put(u, new Outcome(true, why)));
        }
        for (DataSet item : answer.items(FAILED_SEQUENCE)) {
            int reason = item.integer(FAILURE_REASON, 0);
            uid(item).ifPresent(u -> out.put(u, reason == ALREADY_THERE || reason == DUPLICATE
                    ? new Outcome(true, "it had an instance of this UID already (" + reason + ")")
                    : new Outcome(false, failure(reason))));
        }
        return out;
    }

    private static Optional<String> uid(DataSet item) {
        return item.string(Tag.ReferencedSOPInstanceUID);
    }

    /// PS3.18 table I.2-1.
    private static String warning(int reason) {
        String what =
                switch (reason) {
                    case 0xB000 -> "it changed elements";
                    case 0xB006 -> "it left elements out";
                    case 0xB007 -> "it says the data set does not match its SOP class";
                    default -> "it warns";
                };
        return what + " (" + code(reason) + ")";
    }

    /// PS3.18 table I.2-2 and PS3.4 B.2.3.
    private static String failure(int reason) {
        String what =
                switch (reason) {
                    case 0 -> "it does not say why";
                    case 0x0110 -> "it could not process it, or it is of another study than was addressed";
                    case 0x0117 -> "it says the SOP Instance UID is invalid";
                    case 0x0122 -> "it does not take this SOP class";
                    case 0x0124 -> "this machine may not store it there";
                    case 0x0131 -> "it names other conditions that are not met";
                    case 0xA900, 0xA9FF -> "it says the data set does not match its SOP class";
                    case 0xC122 -> "it does not take this transfer syntax";
                    default ->
                        reason >>> 8 == 0xA7
                                ? "it is out of room or busy"
                                : reason >>> 12 == 0xC ? "it cannot understand it" : "it refuses it";
                };
        return reason == 0 ? what : what + " (" + code(reason) + ")";
    }

    private static String code(int reason) {
        return String.format("%04XH", reason);
    }
}
