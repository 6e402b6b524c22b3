package dev.parley.server;

import dev.parley.chat.Letter;
import org.springframework.web.util.HtmlUtils;

/// A letter in words.
record LetterText(String subject, String text, String html) {
  static LetterText of(Letter letter, Links links) {
    return switch (letter) {
      case Letter.VerifyEmail(_, var username, var token) ->
          of(
              "Verify your email",
              "Hello " + username + ",\n\nplease confirm that this email address is yours:",
              links.verify(token),
              "The link is good for 24 hours. If you did not sign up, ignore this letter.");
      case Letter.ResetPassword(_, var username, var token) ->
          of(
              "Set a new password",
              "Hello " + username + ",\n\nsomebody asked to set a new password for your account:",
              links.reset(token),
              "The link is good for one hour. If it was not you, ignore this letter:"
                  + " your password stays as it is.");
      case Letter.Invitation(_, var code) ->
          of(
              "You are invited",
              "Hello,\n\nyou are invited to chat with us. Make your account here:",
              links.invite(code),
              "If you do not know what this is about, ignore this letter.");
    };
  }

  private static LetterText of(String subject, String before, String link, String after) {
    var text = before + "\n\n" + link + "\n\n" + after + "\n";
    var html =
        """
        <!doctype html>
        <html lang="en"><body style="font-family: sans-serif; line-height: 1.5">
        <p>%s</p>
        <p><a href="%s">%s</a></p>
        <p>%s</p>
        </body></html>
        """
            .formatted(paragraphs(before), escaped(link), escaped(link), escaped(after));
    return new LetterText(subject, text, html);
  }

  private static String paragraphs(String text) {
    return escaped(text).replace("\n\n", "</p>\n<p>");
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
