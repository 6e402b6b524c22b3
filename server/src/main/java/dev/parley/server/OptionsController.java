package dev.parley.server;

import dev.parley.gateway.Described;
import dev.parley.gateway.SignInOptions;
import dev.parley.gateway.Success;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// How people get in here, for the page before anybody is signed in.
@RestController
final class OptionsController {
  private final SignInOptions options;

  OptionsController(SignInOptions options) {
    this.options = options;
  }

  @GetMapping("/api/v1/auth/options")
  @Described(value = "How people get in", answers = SignInOptions.class)
  Success options() {
    return Success.of(options);
  }
}
