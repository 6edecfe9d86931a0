package ampro.hub.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;

/// Security headers of every answer (OWASP ASVS 5.0, 3.4.3 to 3.4.6).
final class Headers {
    static final String CSP =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self';"
                    + " frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
    private static final HeaderName NO_SNIFF = HeaderNames.create("X-Content-Type-Options");
    private static final HeaderName REFERRER = HeaderNames.create("Referrer-Policy");
    private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
    private static final HeaderName OPENER = HeaderNames.create("Cross-Origin-Opener-Policy");

    private Headers() {}

    static void secure(ServerResponseHeaders headers) {
        headers.set(POLICY, CSP);
        headers.set(NO_SNIFF, "nosniff");
        headers.set(REFERRER, "no-referrer");
        headers.set(OPENER, "same-origin");
        headers.set(HeaderNames.CACHE_CONTROL, "no-store");
    }
}
