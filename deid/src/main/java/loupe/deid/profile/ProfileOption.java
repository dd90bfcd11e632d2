package loupe.deid.profile;

/// The options of PS3.15 Annex E that stand as columns of table E.1-1, with their codes of CID 7050.
public enum ProfileOption {
    /// Keep private attributes known to be safe.
    RETAIN_SAFE_PRIVATE("113111", "Retain Safe Private Option"),
    /// Keep UIDs as they are.
    RETAIN_UIDS("113110", "Retain UIDs Option"),
    /// Keep what names the device.
    RETAIN_DEVICE_IDENTITY("113109", "Retain Device Identity Option"),
    /// Keep what names the institution.
    RETAIN_INSTITUTION_IDENTITY("113112", "Retain Institution Identity Option"),
    /// Keep age (over 89 as 90), sex, size, weight and the like.
    RETAIN_PATIENT_CHARACTERISTICS("113108", "Retain Patient Characteristics Option"),
    /// Keep dates and times as they are.
    RETAIN_FULL_DATES("113106", "Retain Longitudinal Temporal Information Full Dates Option"),
    /// Keep dates and times, shifted by a number of days that is the patient's own.
    RETAIN_MODIFIED_DATES("113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
    /// Keep the protocol words of descriptions.
    CLEAN_DESCRIPTORS("113105", "Clean Descriptors Option"),
    /// Keep structured content, cleaned by value type and concept.
    CLEAN_STRUCTURED_CONTENT("113104", "Clean Structured Content Option"),
    /// Keep graphics, text in them replaced.
    CLEAN_GRAPHICS("113103", "Clean Graphics Option");

    private final String code;
    private final String meaning;

    ProfileOption(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /// Code value in the DCM scheme.
    public String code() {
        return code;
    }

    /// Code meaning.
    public String meaning() {
        return meaning;
    }
}
