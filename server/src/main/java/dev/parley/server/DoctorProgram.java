package dev.parley.server;

import dev.parley.server.Finding.Broken;
import dev.parley.server.Finding.Fine;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/// `parley doctor`: looks at a deployment by its settings and says what to mend. It changes
/// nothing, and works while the server runs and while it does not.
final class DoctorProgram {
  static final String HELP =
      """
      Usage: parley doctor [--port N] [--host ADDRESS] [--data DIR]

      Looks at Java, limits, the port, the data folder and its database, the settings and the mail
      server, and says what to mend. The exit code is 1 when something is broken.\
      """;

  /// The settings of the server, without a server.
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableConfigurationProperties({ParleySettings.class, AccountSettings.class})
  static class Configuration {}

  private DoctorProgram() {}

  /// @param settings as those of the server
  static List<Finding> run(List<String> settings) {
    var all = new ArrayList<>(settings);
    all.add("--spring.main.web-application-type=none");
    try (var context = SpringApplication.run(Configuration.class, all.toArray(String[]::new))) {
      return findings(
          context.getBean(ParleySettings.class), context.getBean(AccountSettings.class));
    } catch (IOException e) {
      throw new StartFailure("The data folder can't be looked at: " + e);
    } catch (RuntimeException e) {
      throw Parley.explained(e);
    }
  }

  private static List<Finding> findings(ParleySettings settings, AccountSettings accounts)
      throws IOException {
    var data = new DataChecks(settings.data());
    var found = new ArrayList<>(HostChecks.all(settings, data.isServing()));
    found.addAll(data.all());
    found.addAll(SettingChecks.all(settings, accounts));
    found.add(mail(accounts.mail()));
    return found;
  }

  private static Finding mail(AccountSettings.Mail mail) {
    var url = Objects.requireNonNullElse(mail.url(), "");
    if (url.isBlank()) {
      return new Fine("No mail server is set, so no letters are sent.");
    }
    try {
      SmtpServer.of(url, mail.from()).greet();
      return new Fine("The mail server lets us in.");
    } catch (StartFailure e) {
      return new Broken(String.valueOf(e.getMessage()), "Mend the setting.");
    } catch (MessagingException e) {
      return new Broken(
          "The mail server can't be used (" + e.getMessage() + ").",
          "Look at PARLEY_MAIL_URL, and whether this machine reaches that server.");
    }
  }
}
