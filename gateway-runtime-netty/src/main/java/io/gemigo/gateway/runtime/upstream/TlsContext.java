package io.gemigo.gateway.runtime.upstream;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS towards upstreams: the JDK's, its trust store, host names checked. */
public final class TlsContext {
    private TlsContext() {}

    /**
     * A client context.
     *
     * @param authorities PEM file with further authorities to trust, null for none
     * @throws IOException if the file cannot be read
     * @throws GeneralSecurityException if it holds no certificates
     */
    public static SslContext create(@Nullable Path authorities) throws IOException, GeneralSecurityException {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .endpointIdentificationAlgorithm("HTTPS")
                .protocols("TLSv1.3", "TLSv1.2");
        if (authorities != null) {
            builder.trustManager(trusting(authorities));
        }
        return builder.build();
    }

    private static TrustManagerFactory trusting(Path authorities) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        for (X509Certificate known : known()) {
            store.setCertificateEntry("known-" + count++, known);
        }
        int before = count;
        try (InputStream in = Files.newInputStream(authorities)) {
            for (Certificate further : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("further-" + count++, further);
            }
        }
        if (count == before) {
            throw new GeneralSecurityException("no certificate in the file");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static X509Certificate[] known() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }
}
