package dev.parley.server;

import dev.parley.chat.Limited;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The settings under `parley.limits`, described in `application.yml`.
///
/// @param enabled whether there are limits at all
/// @param connectionsOfAddress open at once; 0 for no limit
/// @param connectionsOfUser sockets signed in at once; 0 for no limit
@ConfigurationProperties("parley.limits")
record LimitSettings(
    boolean enabled,
    int connectionsOfAddress,
    int connectionsOfUser,
    Rate signIn,
    Rate signInAccount,
    Rate signUp,
    Rate refresh,
    Rate mail,
    Rate send,
    Rate search,
    Rate upload,
    Rate friendRequest,
    Rate read,
    Rate other) {

  Rate of(Limited act) {
    if (!enabled) {
      return Rate.OFF;
    }
    return switch (act) {
      case SIGN_IN -> signIn;
      case SIGN_IN_ACCOUNT -> signInAccount;
      case SIGN_UP -> signUp;
      case REFRESH -> refresh;
      case MAIL -> mail;
      case SEND -> send;
      case SEARCH -> search;
      case UPLOAD -> upload;
      case FRIEND_REQUEST -> friendRequest;
      case READ -> read;
      case OTHER -> other;
    };
  }
}
