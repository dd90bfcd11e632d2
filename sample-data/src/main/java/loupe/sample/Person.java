package loupe.sample;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.random.RandomGenerator;

/// An invented patient with everything hospitals write about one.
///
/// @param family family name
/// @param given given name
/// @param id patient id
/// @param otherId id at another hospital
/// @param birth date of birth
/// @param female whether the patient is a woman
/// @param studied when the CT was made; the film a day earlier
/// @param accession accession number of the CT
/// @param referring referring physician
/// @param operator who ran the scanner
/// @param hospital institution
/// @param street address of the patient
/// @param phone telephone number of the patient
record Person(
        String family,
        String given,
        String id,
        String otherId,
        LocalDate birth,
        boolean female,
        LocalDate studied,
        String accession,
        String referring,
        String operator,
        String hospital,
        String street,
        String phone) {
    private static final List<String> FAMILY =
            List.of("Größenwald", "Oberfüllinger", "Bjørnstrand", "Castañeda", "Weißenböck", "Lefèvre-Dûmont");
    private static final List<String> WOMEN = List.of("Käthe-Renée", "Sigrún", "Françoise", "Ángela");
    private static final List<String> MEN = List.of("Jürgen", "Åsmund", "François", "Íñigo");
    private static final List<String> DOCTORS =
            List.of("Thorvaldsen", "Quackenbusch", "Zwillingsberger", "Abendröthe", "Papadimitriou");
    private static final List<String> HOSPITALS = List.of(
            "Klinikum Sankt Waldburga", "Hôpital des Trois Fontaines", "Krankenhaus Nordlichtermoor");

    static Person random(RandomGenerator r) {
        boolean female = r.nextBoolean();
        return new Person(
                pick(FAMILY, r),
                pick(female ? WOMEN : MEN, r),
                "KW" + r.nextInt(10_000_000, 99_999_999),
                "EXT-" + r.nextInt(100_000, 999_999),
                LocalDate.of(1931, 1, 1).plusDays(r.nextInt(25_000)),
                female,
                LocalDate.of(2022, 1, 10).plusDays(r.nextInt(1000)),
                "ACC" + r.nextInt(1_000_000, 9_999_999),
                pick(DOCTORS, r),
                pick(DOCTORS, r) + "-Tischbein",
                pick(HOSPITALS, r),
                "Mühlgraben " + r.nextInt(100, 999) + ", Hinterzarten",
                "+49 7652 " + r.nextInt(100_000, 999_999));
    }

    private static String pick(List<String> from, RandomGenerator r) {
        return from.get(r.nextInt(from.size()));
    }

    static String date(LocalDate day) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /// A UID made from 122 random bits (PS3.5 B.2).
    static String uid(RandomGenerator r) {
        byte[] sixteen = new byte[16];
        r.nextBytes(sixteen);
        sixteen[6] = (byte) (sixteen[6] & 0x0f | 0x40);
        sixteen[8] = (byte) (sixteen[8] & 0x3f | 0x80);
        return "2.25." + new BigInteger(1, sixteen);
    }

    String name() {
        return family + "^" + given;
    }

    String age() {
        return String.format("%03dY", java.time.Period.between(birth, studied).getYears());
    }

    /// The name as hospitals put it into file names: without what file systems stumble over.
    String fileName() {
        String plain = java.text.Normalizer.normalize(family + "_" + given, java.text.Normalizer.Form.NFD);
        return plain.replace("ß", "ss").replace("ø", "o").replaceAll("[^A-Za-z_-]", "");
    }
}
