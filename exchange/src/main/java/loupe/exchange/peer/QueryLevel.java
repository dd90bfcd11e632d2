package loupe.exchange.peer;

/// Level of a query (PS3.4 C.3): what one answer is about.
public enum QueryLevel {
    PATIENT,
    STUDY,
    SERIES,
    IMAGE
}
