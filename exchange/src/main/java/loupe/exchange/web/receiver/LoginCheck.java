package loupe.exchange.web.receiver;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import loupe.exchange.node.WebAddress.Login;
import org.jspecify.annotations.Nullable;

/// Whether a request shows the login that is asked for, compared in a time that tells nothing of it.
final class LoginCheck {
    private LoginCheck() {}

    static boolean passes(Login login, @Nullable String shown) {
        return switch (login) {
            case Login.None n -> true;
            case Login.Basic b ->
                same(
                        "basic",
                        Base64.getEncoder().encodeToString((b.user() + ":" + b.password()).getBytes(StandardCharsets.UTF_8)),
                        shown);
            case Login.Bearer b -> same("bearer", b.token(), shown);
        };
    }

    private static boolean same(String scheme, String secret, @Nullable String shown) {
        int space = shown == null ? -1 : shown.indexOf(' ');
        return shown != null
                && space > 0
                && shown.substring(0, space).equalsIgnoreCase(scheme)
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), shown.substring(space + 1).strip().getBytes(StandardCharsets.UTF_8));
    }

    static void challenge(Login login, Headers headers) {
        headers.set("WWW-Authenticate", login instanceof Login.Bearer ? "Bearer" : "Basic realm=\"loupe\", charset=\"UTF-8\"");
    }
}
