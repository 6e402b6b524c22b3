package dev.parley.server;

import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.convert.ConversionFailedException;

/// A running server.
final class Parley implements AutoCloseable {
  private final ReactiveWebServerApplicationContext context;

  private Parley(ReactiveWebServerApplicationContext context) {
    this.context = context;
  }

  /// Starts one; returns once it serves. Throws [StartFailure] when it can't.
  ///
  /// @param settings such as `--parley.port=8080`; they override the environment
  static Parley start(List<String> settings) {
    try {
      var context = SpringApplication.run(Application.class, settings.toArray(String[]::new));
      return new Parley((ReactiveWebServerApplicationContext) context);
    } catch (RuntimeException e) {
      throw explained(e);
    }
  }

  /// With the one line for whoever starts it, where there is one.
  static RuntimeException explained(RuntimeException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartFailure failure) {
        return failure;
      }
      if (cause instanceof PortInUseException taken) {
        return new StartFailure(
            "Port " + taken.getPort() + " is taken; choose another one with --port.");
      }
      if (cause instanceof BindException wrong) {
        return new StartFailure(
            "The setting " + wrong.getName() + " can't be used: " + reason(wrong));
      }
      if (cause instanceof ConversionFailedException wrong) {
        return new StartFailure(
            "A setting has the value " + wrong.getValue() + ", which can't be used.");
      }
      if (cause instanceof WebServerException failed) {
        return new StartFailure("Can't listen: " + reason(failed));
      }
    }
    return thrown;
  }

  private static String reason(Throwable thrown) {
    return String.valueOf(NestedExceptionUtils.getMostSpecificCause(thrown).getMessage());
  }

  int port() {
    return Objects.requireNonNull(context.getWebServer(), "started").getPort();
  }

  <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /// One of several of a type.
  <T> T part(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  /// Lets what was begun end, and closes everything.
  @Override
  public void close() {
    context.close();
  }
}
