package loupe.exchange.dimse.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.UidNames;
import loupe.exchange.dimse.pdu.ProposedContext;

/// SOP classes and transfer syntaxes of what is asked and offered (PS3.4).
public final class SopClasses {
    public static final String VERIFICATION = "1.2.840.10008.1.1";
    public static final String COMMITMENT = "1.2.840.10008.1.20.1";
    public static final String COMMITMENT_INSTANCE = "1.2.840.10008.1.20.1.1";
    public static final String PATIENT_FIND = "1.2.840.10008.5.1.4.1.2.1.1";
    public static final String PATIENT_MOVE = "1.2.840.10008.5.1.4.1.2.1.2";
    public static final String PATIENT_GET = "1.2.840.10008.5.1.4.1.2.1.3";
    public static final String STUDY_FIND = "1.2.840.10008.5.1.4.1.2.2.1";
    public static final String STUDY_MOVE = "1.2.840.10008.5.1.4.1.2.2.2";
    public static final String STUDY_GET = "1.2.840.10008.5.1.4.1.2.2.3";
    public static final String WORKLIST_FIND = "1.2.840.10008.5.1.4.31";

    /// Most presentation contexts of an association.
    public static final int MOST_CONTEXTS = 128;

    /// Every transfer syntax whose pixels are read here, those that most systems keep first.
    public static final List<String> SYNTAXES = List.of(
            TransferSyntax.EXPLICIT_LE.uid(),
            TransferSyntax.IMPLICIT_LE.uid(),
            TransferSyntax.JPEG_LOSSLESS_SV1,
            TransferSyntax.JPEG_2000_LOSSLESS,
            TransferSyntax.JPEG_2000,
            TransferSyntax.JPEG_BASELINE,
            TransferSyntax.JPEG_LS_LOSSLESS,
            TransferSyntax.RLE,
            TransferSyntax.JPEG_EXTENDED,
            TransferSyntax.JPEG_LOSSLESS,
            TransferSyntax.JPEG_LS_NEAR,
            TransferSyntax.HTJ2K_LOSSLESS,
            TransferSyntax.HTJ2K_LOSSLESS_RPCL,
            TransferSyntax.HTJ2K,
            TransferSyntax.DEFLATED_LE.uid(),
            TransferSyntax.EXPLICIT_BE.uid(),
            TransferSyntax.DEFLATED_FRAMES,
            TransferSyntax.ENCAPSULATED_LE);

    /// Kinds of objects that are fetched where the node does not say what a study holds: CT, MR, films, ultrasound, secondary capture,
    /// nuclear medicine, PET, their enhanced forms, slides, mammograms, presentation states, reports, key objects, segmentations, maps,
    /// structure sets and annotations.
    static final List<String> USUAL_STORAGE = List.of(
            "1.2.840.10008.5.1.4.1.1.1",
            "1.2.840.10008.5.1.4.1.1.1.1",
            "1.2.840.10008.5.1.4.1.1.1.2",
            "1.2.840.10008.5.1.4.1.1.2",
            "1.2.840.10008.5.1.4.1.1.2.1",
            "1.2.840.10008.5.1.4.1.1.3.1",
            "1.2.840.10008.5.1.4.1.1.4",
            "1.2.840.10008.5.1.4.1.1.4.1",
            "1.2.840.10008.5.1.4.1.1.6.1",
            "1.2.840.10008.5.1.4.1.1.7",
            "1.2.840.10008.5.1.4.1.1.7.1",
            "1.2.840.10008.5.1.4.1.1.7.2",
            "1.2.840.10008.5.1.4.1.1.7.3",
            "1.2.840.10008.5.1.4.1.1.7.4",
            "1.2.840.10008.5.1.4.1.1.11.1",
            "1.2.840.10008.5.1.4.1.1.11.2",
            "1.2.840.10008.5.1.4.1.1.12.1",
            "1.2.840.10008.5.1.4.1.1.12.2",
            "1.2.840.10008.5.1.4.1.1.13.1.3",
            "1.2.840.10008.5.1.4.1.1.20",
            "1.2.840.10008.5.1.4.1.1.30",
            "1.2.840.10008.5.1.4.1.1.66.4",
            "1.2.840.10008.5.1.4.1.1.77.1.6",
            "1.2.840.10008.5.1.4.1.1.88.11",
            "1.2.840.10008.5.1.4.1.1.88.22",
            "1.2.840.10008.5.1.4.1.1.88.33",
            "1.2.840.10008.5.1.4.1.1.88.34",
            "1.2.840.10008.5.1.4.1.1.88.59",
            "1.2.840.10008.5.1.4.1.1.91.1",
            "1.2.840.10008.5.1.4.1.1.104.1",
            "1.2.840.10008.5.1.4.1.1.128",
            "1.2.840.10008.5.1.4.1.1.481.3");

    private SopClasses() {}

    /// Whether instances of a SOP class are stored, by its name in PS3.6.
    public static boolean isStorage(String uid) {
        String name = UidNames.of(uid);
        return name.contains("Storage") && !name.contains("Commitment") && !name.contains("Media Storage");
    }

    /// What to offer for storage: each kind of object in each transfer syntax by a context of its own, as far as contexts go; with more
    /// kinds the rarer syntaxes share one context.
    ///
    /// @param sopClasses kinds of objects; empty: the usual ones
    /// @param contexts how many there are, at least 2 a kind of object or what is over is left out
    public static List<Offer> offers(Set<String> sopClasses, int contexts) {
        List<String> kinds = List.copyOf(sopClasses.isEmpty() ? USUAL_STORAGE : sopClasses);
        int each = Math.max(1, contexts / kinds.size());
        List<Offer> out = new ArrayList<>();
        for (String kind : kinds) {
            int alone = each >= SYNTAXES.size() ? SYNTAXES.size() : each - 1;
            for (int i = 0; i < alone; i++) {
                out.add(new Offer(kind, List.of(SYNTAXES.get(i))));
            }
            if (alone < SYNTAXES.size()) {
                out.add(new Offer(kind, SYNTAXES.subList(alone, SYNTAXES.size())));
            }
        }
        return out.subList(0, Math.min(out.size(), contexts));
    }

    /// One context for each pair of a SOP class and a transfer syntax, numbered 1, 3, 5 …
    ///
    /// @param pairs at most [#MOST_CONTEXTS], a SOP class and the transfer syntaxes offered for it
    public static List<ProposedContext> contexts(List<Offer> pairs) {
        List<ProposedContext> out = new ArrayList<>();
        for (Offer o : pairs) {
            out.add(new ProposedContext(2 * out.size() + 1, o.sopClass, o.syntaxes));
        }
        return out;
    }

    /// A SOP class and transfer syntaxes of which the acceptor takes one.
    ///
    /// @param syntaxes one, but where there are more kinds of objects than contexts
    public record Offer(String sopClass, List<String> syntaxes) {
        /// A class in the one syntax that every system has.
        public static Offer plain(String sopClass) {
            return new Offer(sopClass, List.of(TransferSyntax.IMPLICIT_LE.uid()));
        }
    }
}
