package loupe.deid;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import loupe.core.dicom.BlackedPlaces;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Element;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.encoding.StandardSyntax;
import loupe.deid.face.HeadImages;
import loupe.deid.pixel.PixelCleaner;
import loupe.deid.pixel.PixelOutcome;
import loupe.deid.pixel.PixelPlan;
import loupe.deid.pixel.PixelPreview;
import loupe.deid.pixel.SeriesScreen;
import loupe.deid.pixel.TextBox;
import loupe.deid.pixel.TextFinder;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Rules;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.deid.pseudonym.Pseudonyms;
import loupe.deid.text.KnownValues;
import org.jspecify.annotations.Nullable;

/// The door: takes identity out of one instance at a time. Thread-safe if its finder is.
public final class Deidentifier {
    private static final String DIRECTORY = "1.2.840.10008.1.3.10";
    private static final String SLIDE = "1.2.840.10008.5.1.4.1.1.77.1.6";
    private static final Pattern DEFINED_SET = Pattern.compile("|ISO[_ ](IR|2022 IR) \\d{1,3}|GB18030|GBK");

    private final Rules rules;
    private final Pseudonyms pseudonyms;
    private final Stamp stamp;
    private final PixelCleaner pixelCleaner;
    private final SeriesScreen screen;
    private final Acting.Vocabulary vocabulary = Acting.Vocabulary.builtIn();
    private volatile @Nullable Repeats last;
    private volatile String lastSeries = "";

    /// A door with a profile.
    ///
    /// @param key the project's key; the same key gives the same pseudonyms
    /// @param textFinder what finds text in frames; asked only where the profile looks at pixels
    public Deidentifier(Profile profile, PseudonymKey key, TextFinder textFinder) {
        this.rules = Rules.of(profile);
        this.pseudonyms = new Pseudonyms(key);
        this.stamp = new Stamp(profile);
        this.pixelCleaner = new PixelCleaner(textFinder);
        this.screen = new SeriesScreen(textFinder);
    }

    /// Judges runs of slices at once, so that not each needs a look of its own.
    public SeriesScreen screen() {
        return screen;
    }

    /// The profile in force.
    public Profile profile() {
        return rules.profile();
    }

    /// What a UID is called once it is through the door.
    public String pseudonymOf(String uid) {
        return pseudonyms.another().uid(uid);
    }

    /// The places of one frame that read as text at all, with what is read there and what each would be taken for; in memory
    /// only, for a person who decides.
    ///
    /// @param frame from 0
    /// @throws DicomException if there is no such frame or it cannot be decoded
    public List<PixelPreview.Found> read(SourceInstance source, int frame, JobContext job) throws DicomException {
        return pixelCleaner.read(source.data(), source.syntax(), frame, job);
    }

    /// What the profile asks for in the pixels.
    public PixelPlan plan() {
        return switch (profile().pixels()) {
            case AUTO -> PixelPlan.AUTO;
            case DETECT -> PixelPlan.DETECT;
            case REGIONS -> PixelPlan.REGIONS;
            case OFF -> PixelPlan.OFF;
        };
    }

    /// De-identifies one instance; nothing of the source is changed.
    ///
    /// @param job cancel is honoured between frames
    public DeidOutcome deidentify(SourceInstance source, JobContext job) {
        return deidentify(source, plan(), job);
    }

    /// De-identifies one instance, its pixels by a plan of their own, as after a person's decision.
    ///
    /// @param job cancel is honoured between frames
    public DeidOutcome deidentify(SourceInstance source, PixelPlan plan, JobContext job) {
        job.checkCancelled();
        DataSet data = source.data();
        Optional<DeidOutcome.Refused> refused = refusal(data);
        if (refused.isPresent()) {
            return refused.get();
        }
        return switch (pixelCleaner.clean(data, source.syntax(), plan, job)) {
            case PixelOutcome.Unreadable u ->
                new DeidOutcome.Refused(RefusalReason.PIXELS_NOT_CHECKED, "The pixels cannot be checked for text: "
                        + u.why() + ".");
            case PixelOutcome.TextRemains r ->
                new DeidOutcome.Waiting(r.boxes(), r.unsure()
                        ? "A place in the pixels may be text or anatomy; a person must look at this image."
                        : "Text is still found in the pixels after it was blacked out; a person must look at this image.");
            case PixelOutcome.Checked checked -> cleaned(data, checked);
        };
    }

    private static Optional<DeidOutcome.Refused> refusal(DataSet data) {
        String sopClass = data.string(Tag.SOPClassUID, "");
        if (sopClass.equals(DIRECTORY) || sopClass.isEmpty() && data.contains(Tag.DirectoryRecordSequence)) {
            return refuse(RefusalReason.DIRECTORY,
                    "This is a DICOMDIR, a list of other files; import the files themselves.");
        }
        boolean named = data.string(Tag.SOPInstanceUID).isPresent();
        if (sopClass.isEmpty() || !named) {
            String lacks = named ? "class" : sopClass.isEmpty() ? "class and no SOP instance" : "instance";
            return refuse(RefusalReason.NOT_AN_INSTANCE, "This file names no SOP " + lacks + "; it is no instance to store.");
        }
        List<String> kinds = data.strings(Tag.ImageType);
        if (sopClass.equals(SLIDE) && (kinds.contains("LABEL") || kinds.contains("OVERVIEW"))) {
            return refuse(RefusalReason.SLIDE_LABEL,
                    "This is the picture of a slide's label, or an overview that shows it; it is left out.");
        }
        if (data.string(Tag.SpecimenLabelInImage, "").equals("YES")) {
            return refuse(RefusalReason.SLIDE_LABEL,
                    "This picture says of itself that it shows the specimen's label; it is left out.");
        }
        return Optional.empty();
    }

    private static Optional<DeidOutcome.Refused> refuse(RefusalReason reason, String sentence) {
        return Optional.of(new DeidOutcome.Refused(reason, sentence));
    }

    private DeidOutcome cleaned(DataSet data, PixelOutcome.Checked pixels) {
        Gone gone = through(data);
        DataSet.Builder out = gone.out;
        Journal journal = gone.journal;
        out.put(Tag.PatientID, Vr.LO, gone.patient.pseudonym());
        out.put(Tag.PatientName, Vr.PN, gone.patient.pseudonym());
        pixels.changed().forEach(out::put);
        if (!pixels.changed().isEmpty()) {
            out.remove(Tag.ExtendedOffsetTable).remove(Tag.ExtendedOffsetTableLengths);
        }
        if (EncapsulatedDocuments.isIn(data)) {
            EncapsulatedDocuments.replace(out, data);
            journal.warn("The document inside was replaced by an empty one of its kind.");
        }
        if (!pixels.boxes().isEmpty()) {
            String where = pixels.boxes().stream().map(TextBox::toText).collect(Collectors.joining(" "));
            new BlackedPlaces(pixels.boxes().size(), pixels.blackPixels()).putInto(out, out.build(), where);
        }
        stamp.put(out, pixels.lookedAt(), pixels.facePixels().isPresent());
        characterSet(out, data, gone.beyondAscii);
        warn(data, journal, pixels);
        DataSet result = out.build();
        Optional<TransferSyntax> syntax = StandardSyntax.of(pixels.syntax(), result);
        if (syntax.isEmpty()) {
            return new DeidOutcome.Refused(RefusalReason.PIXELS_NOT_CHECKED,
                    "The pixels cannot be checked for text: they are in a transfer syntax that is not the standard's.");
        }
        DeidReport report = new DeidReport(
                profile().name(),
                profile().version(),
                journal.changes(),
                journal.elements(),
                check(pixels),
                pixels.boxes(),
                pixels.blackPixels(),
                pixels.facePixels().orElse(0),
                journal.warnings());
        return new DeidOutcome.Cleaned(new DeidentifiedInstance(syntax.get(), result), report);
    }

    /// An instance gone through element by element.
    private record Gone(DataSet.Builder out, Journal journal, Patient patient, boolean beyondAscii) {}

    private Gone through(DataSet data) {
        Repeats before = last;
        return before == null
                ? whole(data)
                : before.different(data).map(d -> again(data, before, d)).orElseGet(() -> whole(data));
    }

    private Gone whole(DataSet data) {
        Journal journal = new Journal();
        Pseudonyms own = pseudonyms.another();
        Patient patient = Patient.of(data, own);
        Acting acting = new Acting(journal, own, patient,
                new Acting.Language(profile(), vocabulary, new Collected(() -> Identifiers.of(data, rules, vocabulary.words()))));
        DataSet.Builder out = new Walk(rules, journal, acting).dataSet(data, null, top(data));
        String series = data.string(Tag.SeriesInstanceUID, "");
        if (series.equals(lastSeries)) {
            last = Repeats.of(data, new Repeats.Walked(out, journal, acting)).orElse(null);
        }
        lastSeries = series;
        return new Gone(out, journal, patient, acting.beyondAscii());
    }

    /// Only what is not as in the slice before.
    private Gone again(DataSet data, Repeats before, List<Element> different) {
        Journal journal = before.journal().copy();
        Acting acting = new Acting(
                journal, pseudonyms.another(), before.patient(), new Acting.Language(profile(), vocabulary, before::known));
        Walk walk = new Walk(rules, journal, acting);
        DataSet.Builder out = before.out().toBuilder();
        Walk.Step top = new Walk.Step(null, top(data));
        for (Element e : different) {
            out.remove(e.tag());
            journal.forget(e.tag());
            walk.standard(out, e, top);
        }
        return new Gone(out, journal, before.patient(), before.beyondAscii() || acting.beyondAscii());
    }

    private static Walk.Context top(DataSet data) {
        return new Walk.Context(data.characterSet(), java.util.Map.of(), Walk.Keeping.ALL);
    }

    private static DeidReport.PixelCheck check(PixelOutcome.Checked pixels) {
        if (!pixels.hasPixels()) {
            return DeidReport.PixelCheck.NO_PIXELS;
        }
        if (!pixels.lookedAt()) {
            return pixels.boxes().isEmpty()
                    ? DeidReport.PixelCheck.NOT_LOOKED_AT
                    : DeidReport.PixelCheck.KNOWN_PLACES_ONLY;
        }
        return pixels.boxes().isEmpty() ? DeidReport.PixelCheck.NO_TEXT : DeidReport.PixelCheck.BLACKED_OUT;
    }

    /// ASCII is the same in every set, so the declared one may stay; everything else leaves as UTF-8.
    private static void characterSet(DataSet.Builder out, DataSet data, boolean beyondAscii) {
        if (beyondAscii) {
            out.put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192");
            return;
        }
        List<String> declared = data.strings(Tag.SpecificCharacterSet);
        if (declared.stream().allMatch(d -> DEFINED_SET.matcher(d).matches())) {
            data.get(Tag.SpecificCharacterSet).ifPresent(out::put);
        }
    }

    private static void warn(DataSet data, Journal journal, PixelOutcome.Checked pixels) {
        if (pixels.facePixels().isPresent()) {
            journal.warn("The face was taken out of a head series: the skin of brow and cheeks, nose, mouth and chin are air now.");
        } else if (pixels.hasPixels() && HeadImages.mayShowFace(data)) {
            journal.warn("A face may be recognisable in a rendering of this head series; it was not taken out.");
        }
        if (pixels.hasPixels() && !pixels.lookedAt()) {
            journal.warn("The pixels were not looked at; text may be written in them.");
        }
    }

    /// Collects once, when first asked.
    private static final class Collected implements Supplier<KnownValues> {
        private final Supplier<KnownValues> source;
        private @Nullable KnownValues known;

        Collected(Supplier<KnownValues> source) {
            this.source = source;
        }

        @Override
        public KnownValues get() {
            KnownValues k = known;
            if (k == null) {
                k = source.get();
                known = k;
            }
            return k;
        }
    }
}
