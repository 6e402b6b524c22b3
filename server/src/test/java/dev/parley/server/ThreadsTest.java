package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

@ExtendWith(ServerExtension.class)
final class ThreadsTest {
  /// A controller as plain as ours.
  static final class Probe {
    @ResponseBody
    public String thread() {
      return Thread.currentThread().isVirtual() ? "virtual" : Thread.currentThread().getName();
    }
  }

  @Test
  void controllersRunOnVirtualThreads(Parley parley, Api api) throws ReflectiveOperationException {
    var mappings = parley.part(DispatcherHandler.class).getHandlerMappings();
    for (var mapping : Objects.requireNonNull(mappings)) {
      if (mapping.getClass() == RequestMappingHandlerMapping.class) {
        ((RequestMappingHandlerMapping) mapping)
            .registerMapping(
                RequestMappingInfo.paths("/probe").build(),
                new Probe(),
                Probe.class.getMethod("thread"));
      }
    }

    assertThat(api.get("/probe").send().text()).isEqualTo("virtual");
    assertThat(api.person("ada").get("/probe").send().text()).isEqualTo("virtual");
  }
}
