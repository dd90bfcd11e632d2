package loupe.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Set;
import javax.crypto.KeyGenerator;
import loupe.store.access.Role;
import loupe.store.keys.Credentials;
import loupe.store.keys.NewAccount;
import loupe.store.keys.TokenKey;
import loupe.store.setting.StoreSettings;

/// Makes a SoftHSM token with a key, an account that hangs on it, and comes in by it.
final class TokenWork {
    static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String PIN = "123456";

    private TokenWork() {}

    public static void main(String[] args) throws Exception {
        Path temp = Path.of(args[0]);
        Path configuration = configuration(temp);
        Provider provider = Security.getProvider("SunPKCS11").configure(configuration.toString());
        KeyStore token = KeyStore.getInstance("PKCS11", provider);
        token.load(null, PIN.toCharArray());
        KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
        generator.init(256);
        token.setKeyEntry("loupe", generator.generateKey(), null, null);
        TokenKey key = TokenKey.open(configuration, PIN.toCharArray(), "loupe");
        System.out.println("extractable " + key.extractable());
        StoreSettings settings = Sample.settings(temp.resolve("token device"));
        try (Store s = Store.create(temp.resolve("token store"), Sample.passphrase(), settings)) {
            s.accounts().add(new NewAccount("card", "Dr. Card", Set.of(Role.AUDITOR), new NewAccount.Lock.Token(key)));
        }
        try (Store s = Store.open(temp.resolve("token store"), new Credentials.Token("card", key), settings)) {
            System.out.println("came in as " + s.accounts().present().kind() + ", " + s.events(0, 3).size() + " events");
        }
    }

    private static Path configuration(Path temp) throws Exception {
        Process p = new ProcessBuilder(
                        "softhsm2-util", "--init-token", "--free", "--label", "loupe", "--so-pin", "12345678", "--pin", PIN)
                .redirectErrorStream(true)
                .start();
        String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        p.waitFor();
        String slot = said.replaceAll("(?s).*slot ([0-9]+).*", "$1").strip();
        return Files.writeString(
                temp.resolve("pkcs11.cfg"),
                "name = SoftHSM\nlibrary = " + LIBRARY + "\nslot = " + slot
                        + "\nattributes(generate,CKO_SECRET_KEY,*) = {\n CKA_TOKEN = false\n CKA_SENSITIVE = true\n"
                        + " CKA_EXTRACTABLE = false\n CKA_ENCRYPT = true\n CKA_DECRYPT = true\n}\n");
    }
}
