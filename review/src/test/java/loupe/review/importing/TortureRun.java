package loupe.review.importing;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.store.Store;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;

/// An import in a process of its own, with a bound on its memory and no right to read what is shut: arguments are the folder to
/// import and one to work in. Says what became of each file.
final class TortureRun {
    private TortureRun() {}

    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[1]);
        StoreSettings settings = new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), work.resolve("device"), KdfCost.forTests(), "lab");
        try (Store store = Store.create(work.resolve("store"), "a passphrase".toCharArray(), settings)) {
            Deidentifier door = new Deidentifier(
                    Profiles.importProfile(), PseudonymKey.of(new byte[32]), (image, job) -> List.of());
            ImportReport r = new ImportStudies(store, door, 2).run(List.of(Path.of(args[0])), JobContext.unattended());
            r.refused().forEach(f -> System.out.println("refused\t" + f.path() + "\t" + f.sentence()));
            r.waiting().forEach(f -> System.out.println("waiting\t" + f.path() + "\t" + f.sentence()));
            r.directories().forEach(f -> System.out.println("directory\t" + f.path() + "\t" + f.sentence()));
            System.out.println("counts\t" + r.files() + "\t" + r.imported() + "\t" + r.alreadyThere());
            for (StudySummary s : store.studies()) {
                System.out.println("study\t" + s.studyUid() + "\t" + s.instanceCount());
            }
            System.out.println("faults\t" + store.verify(JobContext.unattended()).faults().size());
            System.out.println("peak\t" + ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(p -> p.getType() == java.lang.management.MemoryType.HEAP)
                    .map(MemoryPoolMXBean::getPeakUsage)
                    .mapToLong(u -> u.getUsed() >> 20)
                    .sum());
        }
    }
}
