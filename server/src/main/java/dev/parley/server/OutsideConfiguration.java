package dev.parley.server;

import dev.parley.chat.Accounts;
import dev.parley.chat.OneTimeTokenStore;
import dev.parley.chat.OutsideAccountStore;
import dev.parley.chat.OutsideAccounts;
import dev.parley.chat.Sessions;
import dev.parley.chat.Store;
import dev.parley.gateway.AccessTokens;
import dev.parley.gateway.Authenticator;
import dev.parley.gateway.HostTokens;
import dev.parley.gateway.OutsideTokens;
import dev.parley.gateway.Profiles;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// People whom others vouch for: a host application, Google.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutsideSettings.class)
class OutsideConfiguration {
  @Bean
  OutsideAccountStore outsideAccountStore(Store store) {
    return store.outsideAccounts();
  }

  @Bean
  OutsideAccounts outsideAccounts(
      OutsideAccountStore store,
      Profiles profiles,
      Accounts accounts,
      OneTimeTokenStore tokens,
      InstantSource clock) {
    return new OutsideAccounts(store, profiles, accounts, tokens, clock);
  }

  @Bean
  Authenticator authenticator(
      AccessTokens tokens,
      Sessions sessions,
      Profiles profiles,
      OutsideAccounts accounts,
      OutsideSettings settings,
      InstantSource clock) {
    var host = hostTokens(settings, accounts, clock);
    return new Authenticator(tokens, sessions, profiles, host, clock);
  }

  private static @Nullable HostTokens hostTokens(
      OutsideSettings settings, OutsideAccounts accounts, InstantSource clock) {
    if (isMissing(settings.hostJwksUrl())) {
      return null;
    }
    if (isMissing(settings.hostIssuer()) || isMissing(settings.hostAudience())) {
      throw new StartFailure(
          "PARLEY_HOST_JWKS_URL needs PARLEY_HOST_ISSUER and PARLEY_HOST_AUDIENCE.");
    }
    var trust =
        new OutsideTokens.Trust(
            List.of(String.valueOf(settings.hostIssuer())),
            String.valueOf(settings.hostAudience()));
    var keys = url("PARLEY_HOST_JWKS_URL", String.valueOf(settings.hostJwksUrl()));
    return new HostTokens(new OutsideTokens(keys, trust, clock), accounts);
  }

  @Bean
  GoogleController googleController(
      OutsideDoor door, SessionCookies cookies, OutsideSettings settings, InstantSource clock) {
    return new GoogleController(googleTokens(settings.google(), clock), door, cookies);
  }

  /// Google leaves the scheme out of some of its tokens' issuer.
  static @Nullable OutsideTokens googleTokens(OutsideSettings.Google google, InstantSource clock) {
    if (isMissing(google.clientId())) {
      return null;
    }
    var issuers = List.of(google.issuer(), google.issuer().replaceFirst("^https://", ""));
    var trust = new OutsideTokens.Trust(issuers, String.valueOf(google.clientId()));
    return new OutsideTokens(url("PARLEY_GOOGLE_JWKS_URL", google.jwksUrl()), trust, clock);
  }

  private static boolean isMissing(@Nullable String setting) {
    return setting == null || setting.isBlank();
  }

  private static URL url(String setting, String value) {
    try {
      var url = URI.create(value.strip()).toURL();
      if (url.getProtocol().startsWith("http")) {
        return url;
      }
    } catch (MalformedURLException | IllegalArgumentException e) {
      // said below
    }
    throw new StartFailure(setting + " must be an address such as https://host.example/jwks.");
  }
}
