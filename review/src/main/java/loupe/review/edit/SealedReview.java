package loupe.review.edit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/// The signature under a review (after 21 CFR 11.50 and 11.70: printed name, time, meaning, bound to the record).
///
/// @param by account name
/// @param at when, UTC
/// @param meaning what the signature says, e.g. `reviewed and approved`
/// @param contentSha256 hex digest of what was signed, the study's UID included
/// @param printedName name of who signed; empty in seals of version 1
/// @param publicKey Ed25519 key of the account, hexadecimal; empty in seals of version 1
/// @param signature Ed25519 signature over [#statement()], hexadecimal; empty in seals of version 1
public record SealedReview(
        String by,
        Instant at,
        String meaning,
        String contentSha256,
        String printedName,
        String publicKey,
        String signature) {
    /// What version 1 did not have reads as empty.
    public SealedReview {
        printedName = Objects.requireNonNullElse(printedName, "");
        publicKey = Objects.requireNonNullElse(publicKey, "");
        signature = Objects.requireNonNullElse(signature, "");
    }

    /// Who signed, by the printed name where there is one.
    public String signer() {
        return printedName.isBlank() ? by : printedName;
    }

    /// What is signed: every word of the signature and the digest of the record it belongs to.
    public byte[] statement() {
        return String.join("\n", "loupe seal 2", by, printedName, at.toString(), meaning, contentSha256)
                .getBytes(StandardCharsets.UTF_8);
    }

    /// With a signature by an account's key.
    public SealedReview signed(String key, String signatureHex) {
        return new SealedReview(by, at, meaning, contentSha256, printedName, key, signatureHex);
    }
}
