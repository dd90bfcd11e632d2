package loupe.exchange.dimse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.UidNames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.exchange.dimse.association.AcceptorPolicy;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.pdu.AnsweredContext;
import loupe.exchange.dimse.pdu.AssociateAccept;
import loupe.exchange.dimse.pdu.AssociateReject;
import loupe.exchange.dimse.pdu.AssociateRequest;
import loupe.exchange.dimse.pdu.Pdu;
import loupe.exchange.dimse.pdu.ProposedContext;
import loupe.exchange.dimse.pdu.RoleSelection;
import loupe.exchange.dimse.pdu.UserInformation;
import loupe.exchange.dimse.service.SopClasses;

/// Which associations and contexts a receiver takes.
///
/// @param settings its settings
/// @param room whether there is room for one more association
record ServerPolicy(ServerSettings settings, boolean room) implements AcceptorPolicy {
    @Override
    public Pdu answer(AssociateRequest r) {
        if (!room) {
            return AssociateReject.CONGESTION;
        }
        if ((r.protocolVersion() & 1) == 0) {
            return AssociateReject.PROTOCOL_VERSION;
        }
        if (!r.applicationContext().equals(AssociateRequest.DICOM)) {
            return AssociateReject.APPLICATION_CONTEXT;
        }
        if (!r.calledTitle().equals(settings.title())) {
            return AssociateReject.CALLED_TITLE;
        }
        if (!settings.callers().isEmpty() && !settings.callers().contains(r.callingTitle())) {
            return AssociateReject.CALLING_TITLE;
        }
        List<AnsweredContext> contexts = r.contexts().stream().map(this::answer).toList();
        return new AssociateAccept(
                r.calledTitle(), r.callingTitle(), contexts, UserInformation.own(Association.LONGEST_TAKEN, roles(r)));
    }

    private AnsweredContext answer(ProposedContext p) {
        boolean plain = p.abstractSyntax().equals(SopClasses.VERIFICATION) || p.abstractSyntax().equals(SopClasses.COMMITMENT);
        String first = p.transferSyntaxes().isEmpty() ? TransferSyntax.IMPLICIT_LE.uid() : p.transferSyntaxes().getFirst();
        if (!plain && !stored(p.abstractSyntax())) {
            return new AnsweredContext(p.id(), AnsweredContext.NO_ABSTRACT_SYNTAX, first);
        }
        Optional<String> taken = p.transferSyntaxes().stream()
                .filter(t -> plain ? !TransferSyntax.of(t).encapsulated() && !TransferSyntax.of(t).deflated() : readable(t))
                .findFirst();
        return taken.map(t -> new AnsweredContext(p.id(), 0, t))
                .orElseGet(() -> new AnsweredContext(p.id(), AnsweredContext.NO_TRANSFER_SYNTAX, first));
    }

    private boolean stored(String sopClass) {
        return SopClasses.isStorage(sopClass) || settings.unknownObjects() && !UidNames.known(sopClass) && sopClass.matches("[0-9.]{1,64}");
    }

    private static boolean readable(String syntax) {
        return PixelDecoder.supports(TransferSyntax.of(syntax));
    }

    /// A requestor stores and does not take; on storage commitment it reports, and may ask for the role that this needs.
    private static List<RoleSelection> roles(AssociateRequest r) {
        List<RoleSelection> out = new ArrayList<>();
        for (RoleSelection role : r.user().roles()) {
            boolean commitment = role.sopClass().equals(SopClasses.COMMITMENT);
            out.add(new RoleSelection(role.sopClass(), !commitment && role.scu(), commitment && role.scp()));
        }
        return out;
    }
}
