package io.gemigo.gateway.runtime.defaults;

import io.gemigo.gateway.core.port.Authenticator;
import io.gemigo.gateway.testkit.port.AuthenticatorTck;
import io.gemigo.gateway.testkit.time.VirtualClock;
import java.security.SecureRandom;
import java.util.List;

class TokenAuthenticatorTckTest extends AuthenticatorTck {
    private final TokenMint mint = new TokenMint(new SecureRandom());
    private final String token = mint.token();
    private final String otherToken = mint.token();

    @Override
    protected Authenticator authenticator() {
        return new TokenAuthenticator(List.of(token, otherToken), new VirtualClock());
    }

    @Override
    protected String token() {
        return token;
    }

    @Override
    protected String otherToken() {
        return otherToken;
    }

    @Override
    protected String project() {
        return "project-1";
    }
}
