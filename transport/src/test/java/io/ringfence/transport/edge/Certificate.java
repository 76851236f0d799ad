package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for this host, by the JDK's keytool, in PEM files and for a client that trusts it. */
public final class Certificate {
    private static final char[] PASSWORD = "for the test".toCharArray();
    private static final String ALIAS = "edge";

    final Path chain;
    final Path key;
    private final KeyStore store;

    /** Makes one in files of that name. */
    public Certificate(Path directory, String name, String keyAlgorithm) throws Exception {
        Path keystore = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        keyAlgorithm,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, keytool.waitFor(), said);
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            store.load(in, PASSWORD);
        }
        chain = directory.resolve(name + ".crt");
        key = directory.resolve(name + ".key");
        Files.writeString(chain, pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
        Files.writeString(key, pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD).getEncoded()));
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
    }

    /** Puts its files in the place of another's. */
    void replace(Certificate other) throws IOException {
        Files.copy(key, other.key, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(chain, other.chain, StandardCopyOption.REPLACE_EXISTING);
    }

    TlsConfig config(int reloadPeriodMs) {
        return new TlsConfig(chain, key, reloadPeriodMs, 86_400);
    }

    /** The certificate in PEM. */
    public Path chain() {
        return chain;
    }

    /** For a server that has this one. */
    public SSLContext serving() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** For a client that trusts this one alone. */
    SSLContext trusted() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
