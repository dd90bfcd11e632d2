package loupe.app.cli.audit;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.ReviewException;
import loupe.store.audit.GrowthProof;
import loupe.store.audit.LogProof;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe audit prove`: a proof another program can check, as JSON.
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = "Proves that a record is in the log, or that an older log is its beginning (RFC 6962), as JSON.")
public final class AuditProveCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(arity = "0..1", paramLabel = "N", description = "the record, from 0")
    @Nullable Long record;

    @Option(names = "--since", paramLabel = "SIZE", description = "records of the older log")
    @Nullable Long since;

    public AuditProveCommand(CommandContext session) {
        this.session = session;
    }

    /// What is printed.
    ///
    /// @param index the record, or the size of the older log
    /// @param recordHex the record's bytes; empty for a proof of growth
    /// @param pathHex hashes in the order of RFC 6962
    /// @param checkpoint signed note
    /// @param publicKeyHex Ed25519 key of the note
    record Proof(long index, String recordHex, List<String> pathHex, String checkpoint, String publicKeyHex) {}

    @Override
    public Integer call() throws Exception {
        Long n = record;
        Long old = since;
        if ((n == null) == (old == null)) {
            throw new ReviewException("name a record, or the size of an older log with --since");
        }
        HexFormat hex = HexFormat.of();
        try (Workplace w = where.open()) {
            if (n != null) {
                LogProof p = w.store().trail().prove(n);
                session.json(new Proof(
                        n, hex.formatHex(p.record()), hexes(p.path()), ascii(p.checkpoint()), hex.formatHex(p.publicKey())));
            } else if (old != null) {
                GrowthProof p = w.store().trail().proveGrowth(old);
                session.json(new Proof(old, "", hexes(p.path()), ascii(p.checkpoint()), hex.formatHex(p.publicKey())));
            }
            return 0;
        }
    }

    private static List<String> hexes(List<byte[]> all) {
        return all.stream().map(HexFormat.of()::formatHex).toList();
    }

    private static String ascii(byte[] b) {
        return new String(b, StandardCharsets.US_ASCII);
    }
}
