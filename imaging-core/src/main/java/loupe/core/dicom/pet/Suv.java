package loupe.core.dicom.pet;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;

/// Standardised uptake value by body weight of PET images, after the QIBA vendor-neutral pseudo-code (2012).
///
/// SUVbw in g/ml = modality value in Bq/ml x factor; factor = weight in g / dose in Bq at the time the values are
/// decay-corrected to. Where an attribute is missing there is a reason instead of a guess.
public sealed interface Suv {
    /// SUV Type.
    int SUV_TYPE = 0x00541006;

    /// SUVbw is the modality value times this.
    record Factor(double value) implements Suv {}

    /// Why there is no SUV.
    ///
    /// @param why a sentence without any value of the file
    record NotPossible(String why) implements Suv {}

    /// The factor of an instance.
    ///
    /// GML is SUV already where its type is body weight; BQML is worked out; CNTS is Philips', by its own factor to SUV, else by its
    /// factor to Bq/ml.
    static Suv of(DataSet h) {
        return switch (h.string(Tag.Units, "")) {
            case "GML" -> ofSuv(h);
            case "BQML" -> worked(h, 1);
            case "CNTS" -> counts(h);
            default -> new NotPossible("the values are in units it cannot be worked out from");
        };
    }

    /// SUV Type (0054,1006): body weight where it is absent.
    private static Suv ofSuv(DataSet h) {
        return h.string(SUV_TYPE, "BW").equals("BW")
                ? new Factor(1)
                : new NotPossible("the values are uptake by another measure than body weight");
    }

    private static Suv counts(DataSet h) {
        OptionalDouble suv = PhilipsPet.suvScale(h);
        if (suv.isPresent()) {
            return new Factor(suv.getAsDouble());
        }
        OptionalDouble concentration = PhilipsPet.concentrationScale(h);
        return concentration.isPresent()
                ? worked(h, concentration.getAsDouble())
                : new NotPossible("the values are counts and the maker's factor is missing");
    }

    /// @param becquerelMl Bq/ml of one unit of the modality value
    private static Suv worked(DataSet h, double becquerelMl) {
        List<String> corrected = h.strings(Tag.CorrectedImage);
        if (!corrected.contains("ATTN") || !corrected.contains("DECY")) {
            return new NotPossible("the values are not corrected for attenuation and decay");
        }
        double weight = h.number(Tag.PatientWeight).orElse(0);
        Optional<DataSet> dose = h.items(Tag.RadiopharmaceuticalInformationSequence).stream().findFirst();
        double becquerel = dose.map(d -> d.number(Tag.RadionuclideTotalDose)).orElse(OptionalDouble.empty()).orElse(0);
        if (!(weight > 0)) {
            return new NotPossible("the patient's weight is missing");
        }
        if (!(becquerel > 0)) {
            return new NotPossible("the dose is missing");
        }
        double atInjection = weight * 1000 / becquerel * becquerelMl;
        return switch (h.string(Tag.DecayCorrection, "")) {
            case "ADMIN" -> new Factor(atInjection);
            case "START" -> decayed(h, dose.orElseThrow(), atInjection);
            default -> new NotPossible("the time of decay correction is not stated");
        };
    }

    private static Suv decayed(DataSet h, DataSet dose, double atInjection) {
        double halfLife = dose.number(Tag.RadionuclideHalfLife).orElse(0);
        Optional<DicomTime> scan = scan(h, halfLife);
        if (!(halfLife > 0) || scan.isEmpty()) {
            return new NotPossible("the half-life or the time of the scan is missing");
        }
        Optional<Double> elapsed = injection(h, dose, scan.get()).map(scan.get()::secondsSince);
        if (elapsed.isEmpty()) {
            return new NotPossible("the time of injection is missing");
        }
        if (elapsed.get() < 0 || elapsed.get() > 86_400 * 7) {
            return new NotPossible("the time of injection does not fit the time of the scan");
        }
        return new Factor(atInjection * Math.pow(2, elapsed.get() / halfLife));
    }

    /// The start of the series, unless a later program wrote that time or there is none: then it is worked out from the
    /// acquisition, going back by the Frame Reference Time less the frame's average count time.
    private static Optional<DicomTime> scan(DataSet h, double halfLife) {
        Optional<DicomTime> series = DicomTime.of(h, Tag.SeriesDate, Tag.SeriesTime);
        Optional<DicomTime> acquisition = DicomTime.of(h, Tag.AcquisitionDate, Tag.AcquisitionTime);
        if (series.isPresent() && (acquisition.isEmpty() || acquisition.get().secondsSince(series.get()) >= 0)) {
            return series;
        }
        double reference = h.number(Tag.FrameReferenceTime).orElse(-1) / 1000;
        double duration = h.number(Tag.ActualFrameDuration).orElse(0) / 1000;
        if (acquisition.isEmpty() || reference < 0 || !(duration > 0) || !(halfLife > 0)) {
            return Optional.empty();
        }
        double lambda = Math.log(2) / halfLife;
        double average = Math.log(lambda * duration / (1 - Math.exp(-lambda * duration))) / lambda;
        return acquisition.map(a -> a.plus(average - reference));
    }

    private static Optional<DicomTime> injection(DataSet h, DataSet dose, DicomTime scan) {
        Optional<DicomTime> full = dose.string(Tag.RadiopharmaceuticalStartDateTime)
                .flatMap(s -> DicomTime.ofDateTime(s, DicomTime.zone(h)));
        return full.or(() -> dose.string(Tag.RadiopharmaceuticalStartTime).flatMap(scan::before));
    }
}
