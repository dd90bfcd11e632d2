package loupe.review.deidentifying;

/// Type of the directory record of an instance by its SOP class (PS3.3 table F.4-1).
final class RecordTypes {
    private RecordTypes() {}

    static String of(String sopClass) {
        String storage = "1.2.840.10008.5.1.4.1.1.";
        if (!sopClass.startsWith(storage)) {
            return "IMAGE";
        }
        String rest = sopClass.substring(storage.length());
        if (rest.startsWith("88.59")) {
            return "KEY OBJECT DOC";
        }
        if (rest.startsWith("88.")) {
            return "SR DOCUMENT";
        }
        if (rest.startsWith("9.")) {
            return "WAVEFORM";
        }
        if (rest.startsWith("11.")) {
            return "PRESENTATION";
        }
        if (rest.startsWith("104.")) {
            return "ENCAP DOC";
        }
        return switch (rest) {
            case "66.1", "66.2" -> rest.equals("66.1") ? "REGISTRATION" : "FIDUCIAL";
            case "66" -> "RAW DATA";
            case "67" -> "VALUE MAP";
            case "481.2" -> "RT DOSE";
            case "481.3" -> "RT STRUCTURE SET";
            case "481.5" -> "RT PLAN";
            case "481.4", "481.6", "481.7", "481.9" -> "RT TREAT RECORD";
            default -> "IMAGE";
        };
    }
}
