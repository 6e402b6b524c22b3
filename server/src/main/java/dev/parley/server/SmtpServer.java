package dev.parley.server;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The server that letters go through: `smtp://user:password@host:587`, with STARTTLS where it is
/// offered, or `smtps://…`. A password goes over TLS only, but to this very machine.
final class SmtpServer {
  private static final String UTF_8 = "UTF-8";
  private static final String TIMEOUT = "10000";

  private final Session session;
  private final InternetAddress from;
  private final @Nullable String user;
  private final @Nullable String password;

  private SmtpServer(
      Session session, InternetAddress from, @Nullable String user, @Nullable String password) {
    this.session = session;
    this.from = from;
    this.user = user;
    this.password = password;
  }

  /// Throws [StartFailure] when the settings can't be used.
  static SmtpServer of(String url, @Nullable String from) {
    var uri = uri(url);
    var info = uri.getRawUserInfo();
    var colon = info == null ? -1 : info.indexOf(':');
    if (info != null && colon < 0) {
      throw unusable();
    }
    var user = info == null ? null : decoded(info.substring(0, colon));
    var password = info == null ? null : decoded(info.substring(colon + 1));
    return new SmtpServer(
        Session.getInstance(properties(uri, user != null)), sender(from, uri), user, password);
  }

  private static URI uri(String url) {
    try {
      var uri = URI.create(url.strip());
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() != null && (scheme.equals("smtp") || scheme.equals("smtps"))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw unusable();
  }

  /// The address itself is not repeated: it may hold a password.
  private static StartFailure unusable() {
    return new StartFailure(
        "PARLEY_MAIL_URL must be like smtp://user:password@host:587 or smtps://….");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static InternetAddress sender(@Nullable String from, URI uri) {
    try {
      var set = from == null || from.isBlank() ? "parley@" + uri.getHost() : from;
      return new InternetAddress(set, true);
    } catch (AddressException e) {
      throw new StartFailure("PARLEY_MAIL_FROM must be an email address.");
    }
  }

  private static Properties properties(URI uri, boolean signsIn) {
    var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    var usual = scheme.equals("smtps") ? 465 : 587;
    var here = uri.getHost().equals("localhost") || uri.getHost().startsWith("127.");
    var prefix = "mail." + scheme + ".";
    var properties = new Properties();
    properties.setProperty("mail.transport.protocol", scheme);
    properties.setProperty(prefix + "host", uri.getHost());
    properties.setProperty(prefix + "port", "" + (uri.getPort() < 0 ? usual : uri.getPort()));
    properties.setProperty(prefix + "auth", "" + signsIn);
    properties.setProperty(prefix + "starttls.enable", "true");
    properties.setProperty(prefix + "starttls.required", "" + (signsIn && !here));
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    properties.setProperty(prefix + "connectiontimeout", TIMEOUT);
    properties.setProperty(prefix + "timeout", TIMEOUT);
    properties.setProperty(prefix + "writetimeout", TIMEOUT);
    return properties;
  }

  void send(String to, LetterText letter) throws MessagingException {
    var message = new MimeMessage(session);
    message.setFrom(from);
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
    message.setSubject(letter.subject(), UTF_8);
    message.setSentDate(Date.from(Instant.now()));
    message.setContent(alternatives(letter));
    Transport.send(message, user, password);
  }

  /// Connects and signs in, and no more.
  void greet() throws MessagingException {
    try (var transport = session.getTransport()) {
      transport.connect(user, password);
    }
  }

  private static MimeMultipart alternatives(LetterText letter) throws MessagingException {
    var text = new MimeBodyPart();
    text.setText(letter.text(), UTF_8);
    var html = new MimeBodyPart();
    html.setText(letter.html(), UTF_8, "html");
    return new MimeMultipart("alternative", text, html);
  }
}
