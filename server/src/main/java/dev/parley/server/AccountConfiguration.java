package dev.parley.server;

import dev.parley.chat.AccountAdministration;
import dev.parley.chat.Accounts;
import dev.parley.chat.Audit;
import dev.parley.chat.Delay;
import dev.parley.chat.EmailLinks;
import dev.parley.chat.InvitationStore;
import dev.parley.chat.Invitations;
import dev.parley.chat.Mailer;
import dev.parley.chat.OneTimeTokenStore;
import dev.parley.chat.OutsideAccountStore;
import dev.parley.chat.Passwords;
import dev.parley.chat.Sessions;
import dev.parley.chat.SignUp;
import dev.parley.chat.Store;
import dev.parley.chat.UploadAccess;
import dev.parley.gateway.EventsRelay;
import dev.parley.gateway.Profiles;
import dev.parley.gateway.SignInOptions;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The accounts' keeping: signing up, mailed links, admins on the page and on the command line.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AdminSettings.class, AccountSettings.class})
class AccountConfiguration {
  @Bean
  InvitationStore invitationStore(Store store) {
    return store.invitations();
  }

  @Bean
  OneTimeTokenStore oneTimeTokenStore(Store store) {
    return store.oneTimeTokens();
  }

  @Bean
  Accounts accounts(
      Profiles profiles,
      Sessions sessions,
      Passwords passwords,
      UploadAccess uploads,
      InstantSource clock,
      AccountSettings settings) {
    var verifiedOnly = settings.requireVerifiedEmail();
    return new Accounts(profiles, sessions, passwords, uploads, clock, verifiedOnly);
  }

  @Bean
  Links links(AccountSettings accounts, ParleySettings settings) {
    return Links.of(accounts, settings);
  }

  /// The library is loaded only where there is a server to send by.
  @Bean
  Mailer mailer(AccountSettings settings, Links links, Delay delay) {
    var mail = settings.mail();
    var url = mail.url();
    if (url == null || url.isBlank()) {
      if (settings.requireVerifiedEmail()) {
        throw new StartFailure("PARLEY_REQUIRE_VERIFIED_EMAIL needs PARLEY_MAIL_URL.");
      }
      return Mailer.NONE;
    }
    return new SmtpMailer(SmtpServer.of(url, mail.from()), links, delay, SmtpMailer.PAUSES);
  }

  @Bean
  EmailLinks emailLinks(
      Profiles profiles,
      Sessions sessions,
      Passwords passwords,
      OneTimeTokenStore tokens,
      OutsideAccountStore outside,
      Mailer mailer,
      InstantSource clock) {
    return new EmailLinks(profiles, sessions, passwords, tokens, outside, mailer, clock);
  }

  @Bean
  SignUp signUp(
      ParleySettings settings,
      Accounts accounts,
      Passwords passwords,
      InvitationStore invitations,
      EmailLinks links,
      InstantSource clock) {
    return new SignUp(settings.signup(), accounts, passwords, invitations, links, clock);
  }

  @Bean
  Invitations invitations(InvitationStore store, Audit audit, Mailer mailer, InstantSource clock) {
    return new Invitations(store, audit, mailer, clock);
  }

  @Bean
  AccountAdministration accountAdministration(
      Profiles profiles,
      Accounts accounts,
      Sessions sessions,
      Passwords passwords,
      Audit audit,
      EventsRelay events,
      AdminSettings settings) {
    var administration =
        new AccountAdministration(profiles, accounts, sessions, passwords, audit, events);
    FirstAdmin.make(settings, administration);
    return administration;
  }

  @Bean
  UserCommands userCommands(AccountAdministration administration) {
    return new UserCommands(administration);
  }

  @Bean
  ControlSocket controlSocket(UserCommands commands, ParleySettings settings) {
    return ControlSocket.open(settings.data(), commands);
  }

  @Bean
  AccountController accountController(AccountAdministration administration) {
    return new AccountController(administration);
  }

  @Bean
  InvitationController invitationController(Invitations invitations, Links links) {
    return new InvitationController(invitations, links);
  }

  @Bean
  MailController mailController(EmailLinks links) {
    return new MailController(links);
  }

  @Bean
  OptionsController optionsController(
      ParleySettings settings, OutsideSettings outside, Providers providers, Mailer mailer) {
    var clientId = outside.google().clientId();
    var google = clientId == null || clientId.isBlank() ? null : new SignInOptions.Google(clientId);
    return new OptionsController(
        SignInOptions.of(settings.signup(), mailer.isOpen(), providers.offered(), google));
  }
}
