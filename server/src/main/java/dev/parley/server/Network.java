package dev.parley.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// A range of addresses, written `10.0.0.0/8`, `fd00::/8`, or as one address.
record Network(InetAddress address, int bits) {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  static Network parse(String text) {
    var slash = text.indexOf('/');
    try {
      var address = literal(slash < 0 ? text : text.substring(0, slash));
      var all = address.getAddress().length * 8;
      var bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits >= 0 && bits <= all) {
        return new Network(address, bits);
      }
    } catch (UnknownHostException | NumberFormatException e) {
      // not a network: said below
    }
    throw new StartFailure(
        "PARLEY_TRUSTED_PROXIES: " + text + " is no address or network such as 10.0.0.0/8.");
  }

  /// An address in digits; names are never looked up.
  static InetAddress literal(String text) throws UnknownHostException {
    if (!LITERAL.matcher(text).matches()) {
      throw new UnknownHostException(text);
    }
    return InetAddress.getByName(text);
  }

  boolean contains(InetAddress other) {
    var mine = address.getAddress();
    var theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      var mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
