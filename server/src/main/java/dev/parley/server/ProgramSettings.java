package dev.parley.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/// The settings of the server for programs beside it, from wherever the server takes them: the
/// environment, files, a folder of secrets.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(MongoSettings.class)
class ProgramSettings {
  /// Throws [StartFailure] for settings that can't be used.
  static MongoSettings mongo() {
    try (var context =
        SpringApplication.run(ProgramSettings.class, "--spring.main.web-application-type=none")) {
      return context.getBean(MongoSettings.class);
    } catch (RuntimeException e) {
      throw Parley.explained(e);
    }
  }
}
