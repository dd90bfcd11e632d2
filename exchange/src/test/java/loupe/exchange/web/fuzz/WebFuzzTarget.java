package loupe.exchange.web.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.exchange.hl7.Acknowledgement;
import loupe.exchange.hl7.MllpException;
import loupe.exchange.hl7.MllpFrame;
import loupe.exchange.web.instance.InstancePart;
import loupe.exchange.web.instance.StoreResponse;
import loupe.exchange.web.json.BulkSource;
import loupe.exchange.web.json.DicomJson;
import loupe.exchange.web.json.DicomJsonException;
import loupe.exchange.web.json.JsonBounds;
import loupe.exchange.web.multipart.MediaType;
import loupe.exchange.web.multipart.MultipartBounds;
import loupe.exchange.web.multipart.MultipartException;
import loupe.exchange.web.multipart.MultipartReader;

/// What hostile bytes from the wire are given to. Each may end well or with its declared exception; anything else is a finding.
public enum WebFuzzTarget {
    /// A body of several parts, each taken for a file. The first byte says how many bytes come a read.
    MULTIPART {
        @Override
        void run(byte[] b) throws IOException {
            if (b.length == 0) {
                return;
            }
            byte[] body = Arrays.copyOfRange(b, 1, b.length);
            long whole = read(body, Integer.MAX_VALUE);
            long pieces = read(body, 1 + (b[0] & 0xff));
            if (whole != pieces) {
                throw new IllegalStateException("the parts are others when they come in pieces");
            }
            MediaType.of(new String(body, StandardCharsets.ISO_8859_1)).type();
        }

        /// A sum over parts and how it ended.
        private long read(byte[] body, int piece) throws IOException {
            long sum = 0;
            try {
                MultipartReader r = new MultipartReader(new InPieces(body, piece), "b", BOUNDS);
                for (Optional<MultipartReader.Part> p = r.next(); p.isPresent(); p = r.next()) {
                    try {
                        InstancePart part = InstancePart.of(p.get().body());
                        sum = 31 * sum + Arrays.hashCode(part.inStudy("1.2").part().file().readAllBytes());
                    } catch (DicomException e) {
                        sum = 31 * sum + 7;
                    }
                }
            } catch (MultipartException e) {
                return 31 * sum + reason(e).hashCode();
            }
            return sum;
        }
    },
    /// DICOM JSON; what reads is written and reads the same.
    JSON {
        @Override
        void run(byte[] b) throws IOException {
            List<DataSet> read;
            try {
                read = DicomJson.read(new ByteArrayInputStream(b), new JsonBounds(1 << 16, 16, 5000, 100), BulkSource.none());
            } catch (DicomJsonException e) {
                reason(e);
                return;
            }
            read.forEach(StoreResponse::outcomes);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomJson.write(read, out);
            List<DataSet> again = DicomJson.read(new ByteArrayInputStream(out.toByteArray()), JsonBounds.USUAL, BulkSource.none());
            if (again.size() != read.size()) {
                throw new IllegalStateException(read.size() + " data sets became " + again.size());
            }
        }
    },
    /// A frame of MLLP and the acknowledgement in it.
    MLLP {
        @Override
        void run(byte[] b) throws IOException {
            try {
                byte[] message = MllpFrame.read(new ByteArrayInputStream(b), 1 << 14);
                if (!Arrays.equals(MllpFrame.read(new ByteArrayInputStream(MllpFrame.of(message)), 1 << 16), message)) {
                    throw new IllegalStateException("a message became another in its frame");
                }
                Acknowledgement.of(message);
            } catch (MllpException e) {
                reason(e);
            }
        }
    };

    private static final MultipartBounds BOUNDS = new MultipartBounds(1024, 1 << 15, 20);

    /// Runs the target.
    ///
    /// @throws IOException a finding: what is expected is caught
    abstract void run(byte[] bytes) throws IOException;

    private static String reason(IOException e) {
        if (e.getMessage() == null || e.getMessage().isBlank()) {
            throw new IllegalStateException("a refusal without a reason", e);
        }
        return e.getMessage();
    }

    /// The target of a name on the command line.
    static WebFuzzTarget named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
