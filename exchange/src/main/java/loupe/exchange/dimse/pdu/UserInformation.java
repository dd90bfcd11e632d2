package loupe.exchange.dimse.pdu;

import java.util.List;
import loupe.core.dicom.DicomWriter;

/// User Information (PS3.7 D.3.3), as far as it is used. Asynchronous operations are never offered, so that one is at work at a time.
///
/// @param longestPdu bytes of the variable field of a P-DATA-TF that the sender takes; 0: any
/// @param implementationUid Implementation Class UID
/// @param versionName Implementation Version Name; empty where none was given
/// @param roles role selections
public record UserInformation(long longestPdu, String implementationUid, String versionName, List<RoleSelection> roles) {
    /// Copies the list.
    public UserInformation {
        roles = List.copyOf(roles);
    }

    /// This implementation's.
    public static UserInformation own(long longestPdu, List<RoleSelection> roles) {
        return new UserInformation(
                longestPdu, DicomWriter.IMPLEMENTATION_CLASS_UID, DicomWriter.IMPLEMENTATION_VERSION_NAME, roles);
    }
}
