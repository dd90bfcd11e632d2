package loupe.review.deidentifying;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DerivedUid;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.digest.Sha256;

/// A DICOMDIR made anew from what was written (PS3.3 F, PS3.10 8): nothing of the source's is looked at.
final class MediaDirectory {
    private static final int NEXT = 0x00041400;
    private static final int LOWER = 0x00041420;
    private static final int RECORDS = 0x00041220;

    /// A record with those below it.
    private static final class Node {
        final DataSet.Builder keys;
        final Map<String, Node> below = new LinkedHashMap<>();
        long offset;
        long next;

        Node(DataSet.Builder keys) {
            this.keys = keys;
        }
    }

    private final Map<String, Node> patients = new LinkedHashMap<>();

    boolean isEmpty() {
        return patients.isEmpty();
    }

    void add(DirectoryEntry e) {
        Node patient = patients.computeIfAbsent(e.key(Tag.PatientID), k -> new Node(e.patient()));
        Node study = patient.below.computeIfAbsent(e.key(Tag.StudyInstanceUID), k -> new Node(e.study()));
        Node series = study.below.computeIfAbsent(e.key(Tag.SeriesInstanceUID), k -> new Node(e.series()));
        series.below.put(e.file().toString(), new Node(e.instance()));
    }

    /// Writes the file. Its instance UID is made from those it lists.
    void write(Path file) throws IOException {
        List<Node> all = new ArrayList<>();
        collect(patients, all);
        long at = bytes(head(0, 0)).length - EMPTY_SEQUENCE_END;
        for (Node n : all) {
            n.offset = at;
            at += 16 + data(n.keys.build()).length;
        }
        link(patients);
        List<DataSet> items = all.stream()
                .map(n -> n.keys.put(NEXT, Vr.UL, (double) n.next)
                        .put(LOWER, Vr.UL, (double) first(n))
                        .build())
                .toList();
        List<Node> top = List.copyOf(patients.values());
        DataSet.Builder whole = head(top.getFirst().offset, top.getLast().offset);
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeDirectory(uid(), whole.put(RECORDS, items).build(), out);
        }
    }

    private String uid() {
        return DerivedUid.of(Sha256.of(patients.keySet().toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static final int EMPTY_SEQUENCE_END = 8;

    private static long first(Node n) {
        return n.below.isEmpty() ? 0 : n.below.values().iterator().next().offset;
    }

    private static void collect(Map<String, Node> level, List<Node> all) {
        for (Node n : level.values()) {
            all.add(n);
            collect(n.below, all);
        }
    }

    private static void link(Map<String, Node> level) {
        Node before = null;
        for (Node n : level.values()) {
            if (before != null) {
                before.next = n.offset;
            }
            before = n;
            link(n.below);
        }
    }

    private static DataSet.Builder head(long firstRecord, long lastRecord) {
        return DataSet.builder()
                .put(0x00041130, Vr.CS, "LOUPE")
                .put(0x00041200, Vr.UL, (double) firstRecord)
                .put(0x00041202, Vr.UL, (double) lastRecord)
                .put(0x00041212, Vr.US, 0.0)
                .put(RECORDS, List.of());
    }

    private byte[] bytes(DataSet.Builder b) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeDirectory(uid(), b.build(), out);
        return out.toByteArray();
    }

    private static byte[] data(DataSet d) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(d, TransferSyntax.EXPLICIT_LE, out);
        return out.toByteArray();
    }
}
