package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.parley.chat.OutsideAccountStore;
import dev.parley.store.Race;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Mailed links, through a real SMTP server, where nobody signs in before their email is verified.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MailTest {
  private static final Pattern LINK = Pattern.compile("https://chat\\.example(/\\S+)=([\\w-]{43})");

  private final GreenMail smtp =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private Parley server;
  private Api api;

  @BeforeAll
  void start(@TempDir Path folder) {
    smtp.setUser("parley", "p@ss word");
    smtp.start();
    server =
        ServerExtension.start(
            folder,
            "--parley.mail.url=smtp://parley:p%40ss%20word@127.0.0.1:" + smtp.getSmtp().getPort(),
            "--parley.mail.from=Parley <chat@chat.example>",
            "--parley.public-url=https://chat.example",
            "--parley.require-verified-email=true",
            "--parley.admin.email=root@x.example",
            "--parley.admin.password=correct horse");
    api = new Api(server.port());
  }

  @AfterAll
  void stop() {
    server.close();
    smtp.stop();
  }

  private Api.Answer signUp(String name) {
    return api.post("auth/signup")
        .send(Map.of("username", name, "email", name + "@x.example", "password", "correct horse"));
  }

  private Api.Answer signIn(String name, String password) {
    return api.post("auth/signin").send(Map.of("email", name + "@x.example", "password", password));
  }

  /// The letters somebody got, once there are so many.
  private List<MimeMessage> letters(String name, int count) {
    await().until(() -> to(name).size() >= count);
    return to(name);
  }

  private List<MimeMessage> to(String name) {
    return List.of(smtp.getReceivedMessages()).stream()
        .filter(letter -> {
          try {
            return letter.getAllRecipients()[0].toString().equals(name + "@x.example");
          } catch (MessagingException e) {
            throw new IllegalStateException(e);
          }
        })
        .toList();
  }

  /// The token of the newest link to this page.
  private String token(String name, int count, String page) {
    var link = LINK.matcher(GreenMailUtil.getBody(letters(name, count).getLast()));
    assertThat(link.find()).isTrue();
    assertThat(link.group(1)).isEqualTo(page + "?token");
    return link.group(2);
  }

  private Api.Answer verify(String token) {
    return api.post("auth/email/verify").send(Map.of("token", token));
  }

  private Api.Answer reset(String token, String password) {
    return api.post("auth/password/reset").send(Map.of("token", token, "password", password));
  }

  private Api.Answer forgot(String email) {
    return api.post("auth/password/forgot").send(Map.of("email", email));
  }

  @Test
  void aNewEmailIsVerifiedByItsLinkOnceAndOnlyThenOneSignsIn() {
    assertThat(signUp("ada").status()).isEqualTo(201);
    assertThat(signIn("ada", "correct horse"))
        .extracting(Api.Answer::status, Api.Answer::error)
        .containsExactly(403, "EMAIL_NOT_VERIFIED");
    assertThat(signIn("ada", "wrong").error()).isEqualTo("INVALID_CREDENTIALS");

    var token = token("ada", 1, "/verify");
    assertThat(verify(token).status()).isEqualTo(200);

    var answer = signIn("ada", "correct horse");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.data().get("emailVerified").asBoolean(false)).isTrue();
    assertThat(verify(token).wrongFields()).containsExactly("token");
    assertThat(
            api.post("auth/email/send")
                .bearer(answer.cookie("accessToken"))
                .send()
                .json()
                .get("message")
                .asString())
        .isEqualTo("Email is verified already");
  }

  @Test
  void aLetterSaysWhatItIsAboutInTextAndHtml() throws Exception {
    signUp("grace");

    var letter = letters("grace", 1).getFirst();

    assertThat(letter.getSubject()).isEqualTo("Verify your email");
    assertThat(letter.getFrom()[0].toString()).isEqualTo("Parley <chat@chat.example>");
    assertThat(letter.getContentType()).startsWith("multipart/alternative");
    assertThat(GreenMailUtil.getBody(letter))
        .contains("Hello grace,", "text/plain", "text/html", "<a href=");
  }

  @Test
  void aForgottenPasswordIsSetByItsLinkAndAllSessionsEnd() {
    signUp("alan");
    verify(token("alan", 1, "/verify"));
    var there = signIn("alan", "correct horse").cookie("accessToken");
    try (var socket = TestSocket.connected(api, there)) {
      assertThat(forgot("ALAN@x.example").status()).isEqualTo(200);
      var token = token("alan", 2, "/reset");

      assertThat(reset(token, "short").wrongFields()).containsExactly("password");
      assertThat(reset(token, "battery staple").status()).isEqualTo(200);

      socket.packet("41");
    }
    assertThat(api.get("auth/me").bearer(there).send().status()).isEqualTo(401);
    assertThat(signIn("alan", "correct horse").status()).isEqualTo(401);
    assertThat(signIn("alan", "battery staple").status()).isEqualTo(200);
  }

  @Test
  void aResetTakesAwayWhatSomebodyElseLinkedBeforeTheEmailWasVerified() {
    var outside = server.part(OutsideAccountStore.class);
    var theirs = new OutsideAccountStore.Key("https://issuer.example", "somebody else");
    var id = signUp("barbara").data().get("id").asString();
    outside.link(theirs, id);
    letters("barbara", 1);
    forgot("barbara@x.example");

    assertThat(reset(token("barbara", 2, "/reset"), "battery staple").status()).isEqualTo(200);

    assertThat(outside.userOf(theirs)).isNull();
    outside.link(theirs, id);
    forgot("barbara@x.example");
    assertThat(reset(token("barbara", 3, "/reset"), "battery staple").status()).isEqualTo(200);
    assertThat(outside.userOf(theirs)).isEqualTo(id);
  }

  @Test
  void aResetVerifiesTheEmailAndVoidsEveryOtherLink() {
    signUp("edsger");
    var verification = token("edsger", 1, "/verify");
    forgot("edsger@x.example");
    var first = token("edsger", 2, "/reset");
    forgot("edsger@x.example");
    var second = token("edsger", 3, "/reset");

    assertThat(reset(second, "battery staple").status()).isEqualTo(200);

    assertThat(reset(first, "something else").wrongFields()).containsExactly("token");
    assertThat(verify(verification).wrongFields()).containsExactly("token");
    assertThat(signIn("edsger", "battery staple").status()).isEqualTo(200);
  }

  @Test
  void aLinkThatManyFollowAtOnceIsGoodOnce() {
    signUp("linus");
    var verification = token("linus", 1, "/verify");
    forgot("linus@x.example");
    var token = token("linus", 2, "/reset");

    var verified = Race.run(6, i -> verify(verification));
    var resets = Race.run(6, i -> reset(token, "password " + i));

    assertThat(verified).extracting(Api.Answer::status).containsOnlyOnce(200).contains(400);
    assertThat(resets).extracting(Api.Answer::status).containsOnlyOnce(200).contains(400);
    for (var i = 0; i < 6; i++) {
      assertThat(signIn("linus", "password " + i).status())
          .isEqualTo(resets.get(i).status() == 200 ? 200 : 401);
    }
  }

  @Test
  void nobodyLearnsWhetherAnEmailIsKnown() {
    signUp("known");
    letters("known", 1);

    var known = forgot("known@x.example");
    var unknown = forgot("unknown@x.example");

    assertThat(unknown.text()).isEqualTo(known.text());
    assertThat(unknown.status()).isEqualTo(known.status());
    letters("known", 2);
    assertThat(to("unknown")).isEmpty();
  }

  @Test
  void whatIsWrongIsRefused() {
    assertThat(forgot("rubbish").wrongFields()).containsExactly("email");
    assertThat(api.post("auth/password/forgot").send(Map.of()).status()).isEqualTo(400);
    assertThat(api.post("auth/password/reset").send(Map.of("token", 1)).wrongFields())
        .containsExactlyInAnyOrder("token", "password");
    assertThat(verify("rubbish").status()).isEqualTo(400);
    assertThat(api.post("auth/email/verify").sendText("[]").status()).isEqualTo(400);
  }

  @Test
  void anInvitationForAnAddressIsSentThere() {
    var admin = api.signIn(new Person(api, "", "admin", "root@x.example", "", ""));

    var invited = admin.post("ws/invitations").send(Map.of("email", "guest@x.example"));

    assertThat(GreenMailUtil.getBody(letters("guest", 1).getFirst()))
        .contains("/invite?code=" + invited.data().get("code").asString());
  }

  @Test
  void theWayInSaysThatThereIsMail() {
    assertThat(api.get("auth/options").send().data().get("mail").asBoolean(false)).isTrue();
  }

  @Test
  void settingsThatCanNotBeUsedAreSaidWithoutThePassword(@TempDir Path folder) {
    for (var url : List.of("mail.example", "http://u:secret@h", "smtp://secret@h", "smtp:// x")) {
      assertThatThrownBy(() -> ServerExtension.start(folder, "--parley.mail.url=" + url).close())
          .isInstanceOf(StartFailure.class)
          .hasMessageStartingWith("PARLEY_MAIL_URL must be")
          .hasMessageNotContaining("secret");
    }
    assertThatThrownBy(
            () -> ServerExtension.start(folder, "--parley.require-verified-email=true").close())
        .hasMessage("PARLEY_REQUIRE_VERIFIED_EMAIL needs PARLEY_MAIL_URL.");
  }
}
