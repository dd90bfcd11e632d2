package loupe.exchange.node;

/// Who sends and who receives (MSH-3 to MSH-6), and whether it is meant (MSH-11).
///
/// @param sender application that sends
/// @param senderFacility where it stands
/// @param receiver application that receives
/// @param receiverFacility where it stands
/// @param training whether the message is for training (`T`) and not for a patient's record (`P`)
public record Hl7Parties(String sender, String senderFacility, String receiver, String receiverFacility, boolean training) {}
