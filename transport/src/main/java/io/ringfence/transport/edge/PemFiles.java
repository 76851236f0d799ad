package io.ringfence.transport.edge;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** A certificate and its key from files. No message has anything of the key in it. */
final class PemFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final String KEY_EXPECTED =
            "expected a PEM file with an unencrypted PKCS #8 key, BEGIN PRIVATE KEY, as openssl pkcs8 -topk8 -nocrypt writes it";
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private PemFiles() {}

    /** When the files were changed; the epoch for one that is not there. */
    static List<FileTime> times(TlsConfig config) {
        return List.of(time(config.certificateChain()), time(config.privateKey()));
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException notThere) {
            return FileTime.fromMillis(0);
        }
    }

    /**
     * Reads both, and finds out whether they belong together, which nobody else does before a client comes.
     *
     * @throws IllegalArgumentException naming the field, its value and what was expected
     */
    static SslContext read(TlsConfig config) {
        X509Certificate[] chain = certificates(config.certificateChain());
        PrivateKey key = key(config.privateKey(), chain[0].getPublicKey().getAlgorithm());
        if (!belongTogether(key, chain[0].getPublicKey())) {
            throw refusal(
                    "private-key",
                    config.privateKey(),
                    "expected the key of the first certificate of " + config.certificateChain());
        }
        try {
            return SslContextBuilder.forServer(key, chain)
                    .sslProvider(SslProvider.JDK)
                    .protocols(PROTOCOLS)
                    .build();
        } catch (SSLException refused) {
            throw refusal(
                    "certificate-chain", config.certificateChain(), "expected a usable chain: " + refused.getMessage());
        }
    }

    private static X509Certificate[] certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate[] chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
        } catch (IOException unreadable) {
            throw refusal("certificate-chain", file, "expected a file that can be read");
        } catch (CertificateException malformed) {
            // Said below.
        }
        throw refusal("certificate-chain", file, "expected a PEM file with certificates, BEGIN CERTIFICATE");
    }

    private static PrivateKey key(Path file, String algorithm) {
        try {
            Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            if (pem.find()) {
                byte[] pkcs8 = Base64.getMimeDecoder().decode(pem.group(1));
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            }
        } catch (IOException unreadable) {
            throw refusal("private-key", file, "expected a file that can be read");
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            // Said below.
        }
        throw refusal("private-key", file, KEY_EXPECTED + ", of the certificate's kind, " + algorithm);
    }

    private static boolean belongTogether(PrivateKey key, PublicKey certified) {
        String algorithm = switch (certified.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> certified.getAlgorithm();
        };
        byte[] text = algorithm.getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException notAPair) {
            return false;
        }
    }

    private static IllegalArgumentException refusal(String field, Path file, String expected) {
        return new IllegalArgumentException("edge.tls." + field + " = " + file + ": " + expected);
    }
}
