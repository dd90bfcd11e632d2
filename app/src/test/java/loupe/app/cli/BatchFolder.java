package loupe.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.sample.PhantomSeeds;
import loupe.sample.SampleSlide;
import loupe.sample.SampleStudies;

/// A folder of items as a lab leaves it, the same each time: phantoms, real public images under new UIDs, small slides, broken things.
final class BatchFolder {
    /// Zeros that a bomb unpacks to.
    private static final int BOMB_MEBIBYTES = 320;
    private static final int SLICES = 3;
    private static final long LARGEST_REAL = 700_000;

    private final Path folder;
    private final SplittableRandom random = new SplittableRandom(20);
    private final List<Item> items = new ArrayList<>();
    private final List<Path> phantom;
    private final List<List<Path>> real;

    /// What an item is.
    enum Kind {
        PHANTOM,
        REAL,
        SLIDE,
        TRUNCATED,
        NOT_DICOM,
        BOMB,
        SHUT,
        TIFF,
        /// The same files as an earlier phantom, under other names.
        COPY,
        /// The same instances as an earlier phantom in other bytes.
        REWRITTEN;

        boolean broken() {
            return this == TRUNCATED || this == NOT_DICOM || this == BOMB || this == SHUT || this == TIFF;
        }

        /// What the reason of one says.
        String reason() {
            return switch (this) {
                case TRUNCATED -> "copy it again from its source";
                case NOT_DICOM -> "not a DICOM file";
                case BOMB -> "grows beyond its bounds";
                case SHUT -> "cannot be read";
                case TIFF -> "wsidicomizer";
                default -> "";
            };
        }
    }

    /// An item.
    ///
    /// @param name its file or folder
    /// @param twin the name of the item it is a copy of; empty for none
    record Item(String name, Kind kind, String twin) {}

    private BatchFolder(Path folder, Path work, Path shared) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.phantom = SampleStudies.write(work, PhantomSeeds.demo()).ctFiles();
        this.real = real(shared);
    }

    /// Fills a folder.
    ///
    /// @param shared the folder of public images; phantoms stand in for them where it is absent
    static List<Item> make(Path folder, Path work, Path shared, int count) throws IOException {
        BatchFolder b = new BatchFolder(folder, work, shared);
        for (int i = 0; i < count; i++) {
            b.item(i);
        }
        return b.items;
    }

    private static List<List<Path>> real(Path shared) throws IOException {
        List<List<Path>> out = new ArrayList<>();
        for (String set : List.of("vendors", "dicom2nifti", "wg04")) {
            Path at = shared.resolve("data").resolve(set);
            if (!Files.isDirectory(at)) {
                continue;
            }
            try (Stream<Path> all = Files.walk(at)) {
                for (Path f : all.filter(Files::isDirectory).sorted().toList()) {
                    try (Stream<Path> in = Files.list(f)) {
                        List<Path> files = in.filter(Files::isRegularFile)
                                .filter(p -> p.toFile().length() < LARGEST_REAL)
                                .filter(BatchFolder::isWhole)
                                .sorted()
                                .toList();
                        for (int i = 0; i < files.size(); i += SLICES) {
                            out.add(files.subList(i, Math.min(files.size(), i + SLICES)));
                        }
                    }
                }
            }
        }
        return out;
    }

    private static boolean isWhole(Path p) {
        try {
            DicomFile file = DicomReader.usual().read(p);
            return !file.isDirectory() && !file.truncated() && file.data().string(Tag.SOPClassUID).isPresent();
        } catch (DicomException e) {
            return false;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void item(int i) throws IOException {
        String name = String.format("item-%04d", i);
        switch (i % 20) {
            case 8, 9, 10 -> copies(name, i, Kind.REAL, real.isEmpty() ? slices(i) : real.get(i * 7 % real.size()));
            case 11, 12 -> {
                SampleSlide.write(folder.resolve(name), 7000 + i, new SampleSlide.Settings(520, 500, 1, false));
                items.add(new Item(name, Kind.SLIDE, ""));
            }
            case 13 -> twin(name, Kind.COPY);
            case 14 -> {
                byte[] whole = copy(phantom.get(40), i, 1);
                Files.write(folder.resolve(name + ".dcm"), Arrays.copyOf(whole, whole.length - 30_000));
                items.add(new Item(name + ".dcm", Kind.TRUNCATED, ""));
            }
            case 15 -> {
                Files.writeString(folder.resolve(name + ".dcm"), "Dear colleague, this is no image " + i);
                items.add(new Item(name + ".dcm", Kind.NOT_DICOM, ""));
            }
            case 16 -> {
                bomb(folder.resolve(name + ".zip"));
                items.add(new Item(name + ".zip", Kind.BOMB, ""));
            }
            case 17 -> {
                Path file = Files.write(folder.resolve(name + ".dcm"), copy(phantom.get(40), i, 1));
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
                items.add(new Item(name + ".dcm", Kind.SHUT, ""));
            }
            case 18 -> twin(name, Kind.REWRITTEN);
            case 19 -> {
                Files.write(folder.resolve(name + ".svs"), ("II*\0\10\0\0\0Aperio " + i).getBytes(StandardCharsets.ISO_8859_1));
                items.add(new Item(name + ".svs", Kind.TIFF, ""));
            }
            default -> copies(name, i, Kind.PHANTOM, slices(i));
        }
    }

    private List<Path> slices(int i) {
        int from = i * SLICES % (phantom.size() - SLICES);
        return phantom.subList(from, from + SLICES);
    }

    private void copies(String name, int i, Kind kind, List<Path> of) throws IOException {
        Path to = Files.createDirectories(folder.resolve(name));
        for (int n = 0; n < of.size(); n++) {
            Files.write(to.resolve(n + ".dcm"), copy(of.get(n), i, n));
        }
        items.add(new Item(name, kind, ""));
    }

    /// A file under new UIDs.
    private static byte[] copy(Path file, int item, int n) throws IOException {
        DicomFile read = DicomReader.usual().read(file);
        String uid = "1.2.826.0.1.3680043.10.999." + (item + 1);
        return written(
                read.data().toBuilder()
                        .put(Tag.StudyInstanceUID, Vr.UI, uid)
                        .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".1")
                        .put(Tag.SOPInstanceUID, Vr.UI, uid + ".1." + (n + 1))
                        .put(Tag.PatientID, Vr.LO, "LAB" + item)
                        .build(),
                read.syntax());
    }

    private static byte[] written(DataSet data, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeFile(data, syntax, out);
        return out.toByteArray();
    }

    private void twin(String name, Kind kind) throws IOException {
        List<Item> phantoms = items.stream()
                .filter(p -> p.kind == Kind.PHANTOM && items.stream().noneMatch(o -> o.twin.equals(p.name)))
                .toList();
        Item of = phantoms.get(random.nextInt(phantoms.size()));
        Path to = Files.createDirectories(folder.resolve(name));
        for (int n = 0; n < SLICES; n++) {
            Path from = folder.resolve(of.name).resolve(n + ".dcm");
            byte[] bytes = Files.readAllBytes(from);
            if (kind == Kind.REWRITTEN) {
                DicomFile read = DicomReader.usual().read(from);
                bytes = written(read.data().toBuilder().put(Tag.InstitutionName, Vr.LO, "Another House").build(), read.syntax());
            }
            Files.write(to.resolve("image" + n), bytes);
        }
        items.add(new Item(name, kind, of.name));
    }

    private static void bomb(Path file) throws IOException {
        byte[] zeros = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("IM1"));
            for (int i = 0; i < BOMB_MEBIBYTES; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
    }
}
