package dev.parley.server;

import dev.parley.chat.AccountAdministration;
import dev.parley.chat.Accounts;
import dev.parley.chat.Audit;
import dev.parley.chat.Passwords;
import dev.parley.chat.Sessions;
import dev.parley.gateway.Profiles;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The accounts' keeping: by admins, on the page and on the command line.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdminSettings.class)
class AccountConfiguration {
  @Bean
  AccountAdministration accountAdministration(
      Profiles profiles,
      Accounts accounts,
      Sessions sessions,
      Passwords passwords,
      Audit audit,
      AdminSettings settings) {
    var administration = new AccountAdministration(profiles, accounts, sessions, passwords, audit);
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
}
