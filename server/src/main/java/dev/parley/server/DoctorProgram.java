package dev.parley.server;

import dev.parley.server.Finding.Broken;
import dev.parley.server.Finding.Fine;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;

/// `parley doctor`: looks at a deployment by its settings and says what to mend. It works while the
/// server runs and while it does not, and changes nothing, but for probes in Redis, MongoDB and the
/// bucket that are removed again.
final class DoctorProgram {
  static final String HELP =
      """
      Usage: parley doctor [--port N] [--host ADDRESS] [--data DIR]

      Looks at Java, limits, the port, the data folder and its database, the settings, the mail
      server, and the MongoDB, Redis and bucket that are set, and says what to mend. The exit code
      is 1 when something is broken.\
      """;

  /// The settings of the server, without a server.
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableConfigurationProperties({
    ParleySettings.class,
    AccountSettings.class,
    MongoSettings.class,
    RedisSettings.class,
    NodeSettings.class,
    S3Settings.class
  })
  static class Configuration {}

  private DoctorProgram() {}

  /// @param settings as those of the server
  static List<Finding> run(List<String> settings) {
    var all = new ArrayList<>(settings);
    all.add("--spring.main.web-application-type=none");
    // What it warns of, with traces, is what a finding says.
    all.add("--logging.level.io.lettuce=error");
    try (var context = SpringApplication.run(Configuration.class, all.toArray(String[]::new))) {
      return findings(context);
    } catch (IOException e) {
      throw new StartFailure("The data folder can't be looked at: " + e);
    } catch (RuntimeException e) {
      throw Parley.explained(e);
    }
  }

  private static List<Finding> findings(ApplicationContext settings) throws IOException {
    var parley = settings.getBean(ParleySettings.class);
    var accounts = settings.getBean(AccountSettings.class);
    var mongo = settings.getBean(MongoSettings.class);
    var data = new DataChecks(parley.data());
    var serving = data.isServing();
    var found = new ArrayList<>(HostChecks.all(parley, serving));
    found.addAll(data.all(!mongo.isSet()));
    found.addAll(SettingChecks.all(parley, accounts));
    found.add(mail(accounts.mail()));
    found.addAll(beside(settings, serving));
    return found;
  }

  /// What runs beside Parley, as far as it is set.
  private static List<Finding> beside(ApplicationContext settings, boolean serving) {
    var clock = InstantSource.system();
    var mongo = settings.getBean(MongoSettings.class);
    var redis = settings.getBean(RedisSettings.class);
    var s3 = settings.getBean(S3Settings.class);
    var found = new ArrayList<Finding>();
    if (mongo.isSet()) {
      found.addAll(MongoChecks.all(mongo, clock));
    }
    if (!redis.uri().isEmpty()) {
      found.addAll(RedisChecks.all(redis, clock));
      var parley = settings.getBean(ParleySettings.class);
      var node = settings.getBean(NodeSettings.class);
      found.addAll(ClusterChecks.all(parley, mongo, s3, node, serving));
    }
    if (s3.isSet()) {
      found.add(BucketChecks.of(s3));
    }
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
