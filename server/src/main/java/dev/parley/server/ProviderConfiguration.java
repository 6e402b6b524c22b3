package dev.parley.server;

import dev.parley.chat.OutsideAccounts;
import dev.parley.chat.SignUp;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Signing in by being sent to a provider and back. The library is loaded only where there is one.
@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {
  @Bean
  Providers providers(OutsideSettings settings, InstantSource clock) {
    var all = new ArrayList<Provider>();
    var google = settings.google();
    if (isSet("PARLEY_GOOGLE", google.clientId(), google.clientSecret(), false)) {
      all.add(google(google, clock));
    }
    var oidc = settings.oidc();
    if (isSet("PARLEY_OIDC", oidc.clientId(), oidc.clientSecret(), true)) {
      all.add(oidc(oidc, clock));
    }
    var github = settings.github();
    if (isSet("PARLEY_GITHUB", github.clientId(), github.clientSecret(), true)) {
      all.add(
          new GitHubProvider(
              address("PARLEY_GITHUB_URL", github.url()),
              address("PARLEY_GITHUB_API_URL", github.apiUrl()),
              github.clientId(),
              github.clientSecret()));
    }
    return new Providers(List.copyOf(all));
  }

  /// Its accounts are those of its button too.
  private static Provider google(OutsideSettings.Google google, InstantSource clock) {
    var client =
        new OidcProvider.Client(
            "google",
            "Google",
            google.issuer(),
            String.valueOf(google.clientId()),
            google.clientSecret());
    return new OidcProvider(client, OutsideConfiguration.googleTokens(google, clock), clock);
  }

  private static Provider oidc(OutsideSettings.Oidc oidc, InstantSource clock) {
    var issuer = address("PARLEY_OIDC_ISSUER", oidc.issuer());
    var client =
        new OidcProvider.Client("oidc", oidc.name(), issuer, oidc.clientId(), oidc.clientSecret());
    return new OidcProvider(client, null, clock);
  }

  /// @param both whether an id alone is of no use
  private static boolean isSet(
      String setting, @Nullable String clientId, String clientSecret, boolean both) {
    var hasId = clientId != null && !clientId.isBlank();
    if (!hasId && !clientSecret.isBlank()) {
      throw new StartFailure(setting + "_CLIENT_SECRET needs " + setting + "_CLIENT_ID.");
    }
    if (hasId && clientSecret.isBlank() && both) {
      throw new StartFailure(setting + "_CLIENT_ID needs " + setting + "_CLIENT_SECRET.");
    }
    return hasId && !clientSecret.isBlank();
  }

  private static String address(String setting, String value) {
    var address = value.strip();
    try {
      var uri = URI.create(address);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new StartFailure(setting + " must be an address such as https://login.example.");
  }

  @Bean
  SignInCookie signInCookie(
      Secrets secrets, Clients clients, ParleySettings settings, InstantSource clock) {
    return new SignInCookie(
        new SignInAttempts(secrets.attemptKey(), clock),
        new BrowserCookie("signIn", Providers.PATH, "Lax", clients, settings.secureCookies()));
  }

  @Bean
  OutsideDoor outsideDoor(
      OutsideAccounts accounts,
      OutsideSettings outside,
      SignUp signUp,
      AccountLimit limit,
      Clients clients,
      ParleySettings settings) {
    var link =
        new BrowserCookie(
            "linkToken", "/api/v1/auth/link", "Strict", clients, settings.secureCookies());
    return new OutsideDoor(accounts, outside.mayAdd(signUp.mode()), limit, clients, link);
  }

  @Bean
  ProviderController providerController(
      Providers providers,
      SignInCookie attempts,
      OutsideDoor door,
      SessionCookies cookies,
      AccountSettings accounts,
      Clients clients) {
    var address = new PublicAddress(accounts.publicUrl(), clients);
    return new ProviderController(providers, attempts, door, cookies, address);
  }
}
