package io.ringfence.transport.delivery.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates a mail server may show. */
final class MailTrust {
    private MailTrust() {}

    /**
     * Those that the JDK trusts, or those of a file and no others.
     *
     * @throws IOException when the file cannot be read, or has none: field, file and reason
     */
    static SSLSocketFactory read(Optional<Path> certificates) throws IOException {
        if (certificates.isEmpty()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        Path file = certificates.get();
        String place = "delivery.mail.certificates = " + file + ": ";
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException(place + "expected a PEM file with certificates, it has none");
            }
            return trusting(found);
        } catch (GeneralSecurityException malformed) {
            throw new IOException(place + "expected a PEM file with certificates", malformed);
        }
    }

    private static SSLSocketFactory trusting(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("certificate-" + store.size(), certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
