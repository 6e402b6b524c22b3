package dev.parley.server;

import dev.parley.chat.EmailLinks;
import dev.parley.gateway.AccountCommands;
import dev.parley.gateway.Described;
import dev.parley.gateway.Identity;
import dev.parley.gateway.Success;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What people do by links sent to them. Without mail there is none of it.
@RestController
@RequestMapping("/api/v1/auth")
final class MailController {
  private final EmailLinks links;

  MailController(EmailLinks links) {
    this.links = links;
  }

  @PostMapping("/email/send")
  @Described("Sends a link that verifies one's email")
  Success send(@AuthenticationPrincipal Identity identity) {
    return Success.message(
        links.sendVerification(identity.userId())
            ? "Verification email sent"
            : "Email is verified already");
  }

  @PostMapping("/email/verify")
  @Described(
      value = "Verifies an email by a link",
      takes = {"token: string"})
  Success verify(Body body) {
    links.requireMail();
    links.verify(AccountCommands.verify(body.fields()));
    return Success.message("Email verified");
  }

  @PostMapping("/password/forgot")
  @Described(
      value = "Sends a link to set a new password",
      takes = {"email: string"})
  Success forgot(Body body) {
    links.requireMail();
    links.forgot(AccountCommands.forgot(body.fields()).email());
    return Success.message("If there is an account with this email, a link is on its way");
  }

  @PostMapping("/password/reset")
  @Described(
      value = "Sets a new password by a link",
      takes = {"token: string", "password: string 8..128"})
  Success reset(Body body) {
    links.requireMail();
    var reset = AccountCommands.reset(body.fields());
    links.reset(reset.token(), reset.password());
    return Success.message("Password changed");
  }
}
