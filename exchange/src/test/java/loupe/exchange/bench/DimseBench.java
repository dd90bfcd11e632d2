package loupe.exchange.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import loupe.core.dicom.TransferSyntax;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.DimsePeer;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.node.WebAddress;
import loupe.exchange.peer.Delivered;
import loupe.exchange.peer.Fetched;
import loupe.exchange.peer.Wanted;
import loupe.exchange.peers.CtFiles;
import loupe.exchange.peers.FileToSend;
import loupe.exchange.peers.Nodes;
import loupe.exchange.peers.OrthancServer;
import loupe.exchange.peers.RunningProgram;
import loupe.exchange.peers.StoreScp;
import loupe.exchange.web.client.WebLimits;
import loupe.exchange.web.client.WebPeer;

/// Times C-STORE to storescp beside storescu, C-GET from Orthanc beside getscu and WADO-RS from it beside curl, interleaved: `DimseBench FOLDER FILES ROUNDS`. Both
/// sides of a ratio keep what they get in files. Peers take TCP_NODELAY from the environment, as dcmtk does.
public final class DimseBench {
    private static final CtFiles.Study STUDY = new CtFiles.Study("1.2.826.0.1.3680043.10.999.77", "P77", "Doe^Jane", 512);
    private static final int WARM = 3;

    private DimseBench() {}

    private interface Timed {
        void run() throws IOException;
    }

    /// @param a folder to work in, files of 525 KB, rounds
    /// @throws IOException if something fails
    public static void main(String[] a) throws IOException {
        Path folder = Files.createDirectories(Path.of(a[0]));
        int files = Integer.parseInt(a[1]);
        int rounds = Integer.parseInt(a[2]);
        String peers = System.getenv("TCP_NODELAY") == null ? "as they come" : "with TCP_NODELAY";
        List<Path> slices = CtFiles.write(STUDY, files, TransferSyntax.EXPLICIT_LE, folder.resolve("ct"));
        store(folder, slices, rounds, peers);
        get(folder, slices, rounds, peers);
    }

    private static void store(Path folder, List<Path> slices, int rounds, String peers) throws IOException {
        try (StoreScp scp = StoreScp.start(folder, "+B");
                DimsePeer p = new DimsePeer(Nodes.at("STORESCP", scp.port()), Timeouts.USUAL, Optional.empty())) {
            List<FileToSend> all = FileToSend.of(slices);
            List<String> command =
                    new ArrayList<>(List.of("storescu", "-aec", "STORESCP", "127.0.0.1", Integer.toString(scp.port())));
            slices.forEach(s -> command.add(s.toString()));
            compare("C-STORE to storescp, " + peers, "storescu", slices.size(), rounds, () -> {
                if (!p.send(all, JobContext.unattended()).stream().allMatch(Delivered::stored)) {
                    throw new IOException("not all was stored");
                }
            }, () -> ended(command, folder));
        }
    }

    private static void get(Path folder, List<Path> slices, int rounds, String peers) throws IOException {
        Path out = Files.createDirectories(folder.resolve("got"));
        AtomicInteger number = new AtomicInteger();
        InstanceSink keeping = (head, from, file) -> {
            Files.copy(file, out.resolve("ours-" + number.incrementAndGet()));
            return InstanceSink.Taken.STORED;
        };
        try (OrthancServer orthanc = OrthancServer.start(folder, 104, "");
                DimsePeer p = new DimsePeer(Nodes.at(OrthancServer.TITLE, orthanc.port()), Timeouts.USUAL, Optional.empty(),
                        DimsePeer.Way.GET)) {
            for (Path s : slices) {
                orthanc.put(s);
            }
            List<String> command = List.of("getscu", "-S", "+B", "-aet", "LOUPE", "-aec", "ORTHANC", "-od", out.toString(), "-k",
                    "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=" + STUDY.uid(), "127.0.0.1", Integer.toString(orthanc.port()));
            compare("C-GET from Orthanc, " + peers, "getscu", slices.size(), rounds, () -> {
                Fetched f = p.retrieve(Wanted.study(STUDY.uid()), keeping, JobContext.unattended());
                if (!f.complete() || f.taken() != slices.size()) {
                    throw new IOException("not all was fetched");
                }
            }, () -> ended(command, folder));
            web(folder, orthanc, slices.size(), rounds, peers, keeping);
        }
    }

    /// WADO-RS of the whole study: ours into a file an instance, curl's whole answer into one file.
    private static void web(Path folder, OrthancServer orthanc, int files, int rounds, String peers, InstanceSink keeping)
            throws IOException {
        List<String> command = List.of("curl", "-sf", "-H", "Accept: multipart/related; type=\"application/dicom\"", "-o",
                folder.resolve("curl").toString(), orthanc.dicomWeb() + "/studies/" + STUDY.uid());
        try (WebPeer p = new WebPeer(WebAddress.at(orthanc.dicomWeb(), new WebAddress.Login.None(), Optional.empty()), WebLimits.USUAL, new SplittableRandom())) {
            compare("WADO-RS from Orthanc, " + peers, "curl", files, rounds, () -> {
                Fetched f = p.retrieve(Wanted.study(STUDY.uid()), keeping, JobContext.unattended());
                if (!f.complete() || f.taken() != files) {
                    throw new IOException("not all was fetched");
                }
            }, () -> ended(command, folder));
        }
    }

    private static void ended(List<String> command, Path folder) throws IOException {
        if (RunningProgram.run(command, folder).exit() != 0) {
            throw new IOException(command.getFirst() + " failed");
        }
    }

    private static void compare(String what, String other, int files, int rounds, Timed ours, Timed theirs) throws IOException {
        for (int i = 0; i < WARM; i++) {
            ours.run();
        }
        List<Double> ratios = new ArrayList<>();
        double best = Double.MAX_VALUE;
        double bestOther = Double.MAX_VALUE;
        for (int r = 0; r < rounds; r++) {
            double mine = seconds(ours);
            double its = seconds(theirs);
            ratios.add(its / mine);
            best = Math.min(best, mine);
            bestOther = Math.min(bestOther, its);
        }
        ratios.sort(null);
        System.out.printf(
                Locale.ROOT,
                "figure: %s: %.0f files/s, %s %.0f files/s, %.2f times as fast (median of %d)%n",
                what,
                files / best,
                other,
                files / bestOther,
                ratios.get(ratios.size() / 2),
                rounds);
    }

    private static double seconds(Timed t) throws IOException {
        long start = System.nanoTime();
        t.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
