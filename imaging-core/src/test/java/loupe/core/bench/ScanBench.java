package loupe.core.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.core.Peer;
import loupe.core.dicom.HeaderScan;
import loupe.core.dicom.Tag;

/// Times a scan of real headers for two UIDs against gdcmscanner and dcmdump: `ScanBench FOLDER DICOM_FOLDER ROUNDS`.
///
/// Start-up is removed by the slope between the files once and ten times; ours likewise, in a warm process on one thread.
public final class ScanBench {
    private ScanBench() {}

    /// @param a folder to work in, folder with DICOM files, rounds
    /// @throws IOException if a file cannot be copied or read
    public static void main(String[] a) throws IOException {
        Path work = Path.of(a[0]);
        List<Path> source;
        try (var all = Files.list(Path.of(a[1]))) {
            source = all.sorted().toList();
        }
        List<Path> once = copies(source, work.resolve("once"), 1);
        List<Path> ten = copies(source, work.resolve("ten"), 10);
        double n = ten.size() - once.size();
        List<Double> toGdcm = new ArrayList<>();
        List<Double> toDcmtk = new ArrayList<>();
        double best = Double.MAX_VALUE;
        ours(ten);
        for (int r = 0; r < Integer.parseInt(a[2]); r++) {
            double ours = (ours(ten) - ours(once)) / n;
            double gdcm = (gdcm(work.resolve("ten")) - gdcm(work.resolve("once"))) / n;
            double dcmtk = (dcmtk(ten) - dcmtk(once)) / n;
            toGdcm.add(gdcm / ours);
            toDcmtk.add(dcmtk / ours);
            best = Math.min(best, ours);
        }
        toGdcm.sort(null);
        toDcmtk.sort(null);
        double g = toGdcm.get(toGdcm.size() / 2);
        double d = toDcmtk.get(toDcmtk.size() / 2);
        System.out.printf(java.util.Locale.ROOT,
                "figure: scan %.0f files/s; %.2f times gdcmscanner (bar 1), %.2f times dcmdump (bar 2) %s%n",
                1000 / best, g, d, g >= 1 && d >= 2 ? "ok" : "BELOW");
    }

    private static List<Path> copies(List<Path> source, Path folder, int times) throws IOException {
        Files.createDirectories(folder);
        List<Path> out = new ArrayList<>();
        for (int t = 0; t < times; t++) {
            for (Path p : source) {
                Path to = folder.resolve(t + "-" + p.getFileName());
                if (!Files.exists(to)) {
                    Files.copy(p, to);
                }
                out.add(to);
            }
        }
        return out;
    }

    private static double ours(List<Path> files) throws IOException {
        long from = System.nanoTime();
        HeaderScan scan = new HeaderScan(Tag.SOPInstanceUID, Tag.SeriesInstanceUID);
        int found = 0;
        for (Path p : files) {
            found += scan.of(p).getFirst().isEmpty() ? 0 : 1;
        }
        if (found != files.size()) {
            throw new IOException("not every file has its UID");
        }
        return (System.nanoTime() - from) / 1e6;
    }

    private static double gdcm(Path folder) throws IOException {
        return timed(List.of("gdcmscanner", "-d", folder.toString(), "-t", "0008,0018", "-t", "0020,000e", "-p"));
    }

    private static double dcmtk(List<Path> files) throws IOException {
        List<String> command = new ArrayList<>(List.of("dcmdump", "-q", "+P", "0008,0018", "+P", "0020,000e"));
        files.forEach(f -> command.add(f.toString()));
        return timed(command);
    }

    private static double timed(List<String> command) throws IOException {
        long from = System.nanoTime();
        Peer.Answer a = Peer.run(command);
        if (a.exit() != 0) {
            throw new IOException(command.getFirst() + " failed");
        }
        return (System.nanoTime() - from) / 1e6;
    }
}
