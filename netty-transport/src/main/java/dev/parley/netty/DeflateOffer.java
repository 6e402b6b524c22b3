package dev.parley.netty;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Negotiates permessage-deflate without context on either side (RFC 7692, sections 5 and 7.1):
/// both may be demanded of a client that didn't offer them.
final class DeflateOffer {
  private static final String ANSWER =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

  private DeflateOffer() {}

  /// The answer to the first offer that we can keep, null if there is none.
  ///
  /// @param headers the values of `Sec-WebSocket-Extensions`
  static @Nullable String accept(List<String> headers) {
    for (var header : headers) {
      for (var offer : header.split(",", -1)) {
        var answer = answer(offer.toLowerCase(Locale.ROOT).split(";", -1));
        if (answer != null) {
          return answer;
        }
      }
    }
    return null;
  }

  private static @Nullable String answer(String[] offer) {
    if (!offer[0].strip().equals("permessage-deflate")) {
      return null;
    }
    var answer = ANSWER;
    var seen = new HashSet<String>();
    for (int i = 1; i < offer.length; i++) {
      var parameter = offer[i].replace("\"", "").strip();
      if (!seen.add(parameter.split("=", 2)[0].strip())) {
        return null;
      }
      if (parameter.matches("server_max_window_bits\\s*=\\s*15")) {
        answer += "; server_max_window_bits=15";
      } else if (!parameter.matches(
          "(server|client)_no_context_takeover|client_max_window_bits(\\s*=\\s*([89]|1[0-5]))?")) {
        // a smaller window is what java.util.zip can't do
        return null;
      }
    }
    return answer;
  }
}
