package loupe.core.dicom.codec;

/// Why a transfer syntax is not decoded, with the way out.
final class Refusal {
    private Refusal() {}

    static String of(String uid) {
        return switch (uid) {
            case "1.2.840.10008.1.2.4.110", "1.2.840.10008.1.2.4.111", "1.2.840.10008.1.2.4.112" ->
                "JPEG XL (transfer syntax " + uid + ") is not supported; have the sender transcode it to JPEG 2000 or an"
                        + " uncompressed syntax";
            case "1.2.840.10008.1.2.4.100",
                    "1.2.840.10008.1.2.4.100.1",
                    "1.2.840.10008.1.2.4.101",
                    "1.2.840.10008.1.2.4.101.1",
                    "1.2.840.10008.1.2.4.102",
                    "1.2.840.10008.1.2.4.102.1",
                    "1.2.840.10008.1.2.4.103",
                    "1.2.840.10008.1.2.4.103.1",
                    "1.2.840.10008.1.2.4.104",
                    "1.2.840.10008.1.2.4.104.1",
                    "1.2.840.10008.1.2.4.105",
                    "1.2.840.10008.1.2.4.105.1",
                    "1.2.840.10008.1.2.4.106",
                    "1.2.840.10008.1.2.4.106.1",
                    "1.2.840.10008.1.2.4.107",
                    "1.2.840.10008.1.2.4.108" ->
                "this is video (transfer syntax " + uid + "), which is not supported; export the frames that matter as"
                        + " still images (for example with ffmpeg and img2dcm)";
            case "1.2.840.10008.1.2.4.94", "1.2.840.10008.1.2.4.95", "1.2.840.10008.1.2.4.204",
                    "1.2.840.10008.1.2.4.205" ->
                "the pixels lie on a JPIP server (transfer syntax " + uid + "), not in the file; fetch the images from"
                        + " the archive in another transfer syntax";
            default ->
                "transfer syntax " + uid + " is not supported; convert it to an uncompressed one (for example with"
                        + " gdcmconv --raw)";
        };
    }
}
