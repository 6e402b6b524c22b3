package dev.parley.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// After each test: every command so far was as it must be.
final class ConcernsAsserted implements AfterEachCallback {
  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(Concerns.WRONG).isEmpty();
    assertThat(Concerns.SEEN).contains("insert", "find");
  }
}
