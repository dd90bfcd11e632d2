package loupe.app.first;

import static loupe.app.text.Words.say;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/// The seed of one-time codes as a picture that authenticators read: `otpauth://totp/Loupe:ACCOUNT?secret=…&issuer=Loupe`, the key URI
/// format that came with Google Authenticator. SHA-1, six digits and 30 seconds are its defaults, and what the store asks for.
final class QrCode {
    private static final int MODULE = 5;
    private static final int QUIET = 4;

    private QrCode() {}

    /// The address of a seed.
    static String address(String account, String seed) {
        String who = URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/Loupe:" + who + "?secret=" + seed + "&issuer=Loupe";
    }

    /// Black on white in both themes, five pixels a module, with the standard's quiet zone of four modules.
    static ImageView picture(String account, String seed) {
        BitMatrix modules = modules(address(account, seed));
        int n = modules.getWidth() * MODULE;
        WritableImage image = new WritableImage(n, n);
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < n; x++) {
                image.getPixelWriter().setColor(x, y, modules.get(x / MODULE, y / MODULE) ? Color.BLACK : Color.WHITE);
            }
        }
        ImageView view = new ImageView(image);
        view.setId("first-qr");
        view.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        view.setAccessibleText(say("QR code for your authenticator; the same seed stands beside it in letters"));
        return view;
    }

    private static BitMatrix modules(String address) {
        try {
            return new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, 0, 0, Map.of(
                    EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, QUIET));
        } catch (WriterException e) {
            throw new IllegalStateException("an address of some hundred letters fits a QR code", e);
        }
    }
}
