package loupe.exchange.dimse.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.AgreedContext;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.QueryLevel;

/// Queries in the study root model, which has no patients' level, and in the patient root model for that and where study root is not
/// offered (PS3.4 C.3).
///
/// @param association over which
/// @param characterSet the node's
public record RootQuery(Association association, String characterSet) {
    /// What to propose.
    public static List<SopClasses.Offer> offers() {
        return List.of(SopClasses.Offer.plain(SopClasses.STUDY_FIND), SopClasses.Offer.plain(SopClasses.PATIENT_FIND));
    }

    /// Asks.
    ///
    /// @param most answers after which it is cancelled
    /// @throws loupe.exchange.peer.PeerException if the node offers neither model, or fails
    public Peer.Found find(QueryLevel level, DataSet keys, int most, JobContext job) throws IOException {
        Optional<AgreedContext> study = association.asking(SopClasses.STUDY_FIND);
        Optional<AgreedContext> patient = association.asking(SopClasses.PATIENT_FIND);
        if (study.isPresent() && level != QueryLevel.PATIENT) {
            return ask(study.get(), level, keys, most, job);
        }
        AgreedContext c =
                patient.orElseThrow(() -> Exchanges.notOffered(study.isPresent() ? "queries for patients" : "queries (C-FIND)"));
        if (level == QueryLevel.PATIENT || keys.string(Tag.PatientID).filter(id -> !id.matches(".*[*?].*")).isPresent()) {
            return ask(c, level, keys, most, job);
        }
        return byPatients(c, level, keys, most, job);
    }

    /// Patient root wants to know the patient first (PS3.4 C.4.1.2.1): who they are is asked, then each of them.
    private Peer.Found byPatients(AgreedContext c, QueryLevel level, DataSet keys, int most, JobContext job) throws IOException {
        DataSet.Builder who = DataSet.itemBuilder(keys.characterSet()).putEmpty(Tag.PatientID, Vr.LO);
        keys.elements().stream().filter(e -> e.tag() >>> 16 == 0x0010 || e.tag() == Tag.SpecificCharacterSet).forEach(who::put);
        Peer.Found patients = ask(c, QueryLevel.PATIENT, who.build(), most, job);
        List<DataSet> found = new ArrayList<>();
        boolean all = patients.all();
        for (DataSet p : patients.matches()) {
            Optional<String> id = p.string(Tag.PatientID);
            if (id.isEmpty()) {
                continue;
            }
            if (found.size() == most || association.ended()) {
                return new Peer.Found(found, false);
            }
            Peer.Found some = ask(c, level, keys.toBuilder().put(Tag.PatientID, Vr.LO, id.get()).build(), most - found.size(), job);
            found.addAll(some.matches());
            all &= some.all();
        }
        return new Peer.Found(found, all);
    }

    private Peer.Found ask(AgreedContext c, QueryLevel level, DataSet keys, int most, JobContext job) throws IOException {
        return Querying.ask(association, c, new QueryKeys(Optional.of(level.name()), keys, characterSet), most, job);
    }
}
