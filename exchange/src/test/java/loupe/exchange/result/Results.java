package loupe.exchange.result;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import loupe.exchange.result.ResultMessage.Coded;
import loupe.exchange.result.ResultMessage.Finding;
import loupe.exchange.result.ResultMessage.Measure;
import loupe.exchange.result.ResultMessage.Model;
import loupe.exchange.result.ResultMessage.Patient;
import loupe.exchange.result.ResultMessage.Sex;
import loupe.exchange.result.ResultMessage.Status;
import loupe.exchange.result.ResultMessage.Value;
import loupe.exchange.result.ResultMessage.Verifier;

/// Results with every kind of value, and with what separates fields in their texts.
public final class Results {
    public static final String STUDY = "1.2.840.99.1";

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    private Results() {}

    public static ResultMessage verified() {
        return of("L-1", Status.FINAL, Optional.of(new Verifier("r1", "Reader^Ann", NOON.plusSeconds(60))));
    }

    public static ResultMessage preliminary() {
        return of("L-2", Status.PRELIMINARY, Optional.empty());
    }

    private static ResultMessage of(String id, Status status, Optional<Verifier> verifier) {
        Finding nodule = new Finding(
                Optional.of("2.25.123"),
                new Coded("27925004", "SCT", "Nodule"),
                Optional.of(new Coded("39607008", "SCT", "Lung structure")),
                List.of(
                        new Measure(new Coded("103339001", "SCT", "Long Axis"), new Value.OfNumber(new BigDecimal("8.40"),
                                new Coded("mm", "UCUM", "millimeter"))),
                        new Measure(new Coded("121401", "DCM", "Derivation"), new Value.OfCode(new Coded("373098007", "SCT", "Mean"))),
                        new Measure(new Coded("121106", "DCM", "Comment"), new Value.OfText("smooth & round"))));
        Finding other = new Finding(Optional.empty(), new Coded("N1", "99LOUPE", "Something of our own"), Optional.empty(), List.of());
        return new ResultMessage(
                id,
                NOON,
                new Patient("4711&8", "CLINIC", "Müller-O'Brien^Jörg^^Dr.^jun.=ミュラー^イェルク", Optional.of(LocalDate.of(1961, 2, 3)), Sex.MALE),
                "ACC^1",
                STUDY,
                status,
                List.of(nodule, other),
                "a | b ^ c & d ~ e \\ f\r\nsecond line\nOBX|9|\u000b\u001c",
                new Model("lungs", "1.2", "Loupe"),
                verifier);
    }
}
