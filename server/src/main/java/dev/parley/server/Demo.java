package dev.parley.server;

import dev.parley.chat.Accounts;
import dev.parley.chat.Conversations;
import dev.parley.chat.Messages;
import dev.parley.chat.ReadMarks;
import dev.parley.chat.UserRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// People and conversations for a first look.
final class Demo {
  static final String PASSWORD = "demo-parley";
  private static final List<String> PEOPLE = List.of("ada", "grace", "alan");

  private final Accounts accounts;
  private final Conversations conversations;
  private final Messages messages;
  private final ReadMarks marks;
  private final Map<String, String> ids = new LinkedHashMap<>();

  private Demo(Parley parley) {
    this.accounts = parley.part(Accounts.class);
    this.conversations = parley.part(Conversations.class);
    this.messages = parley.part(Messages.class);
    this.marks = parley.part(ReadMarks.class);
  }

  /// Fills a server that has no accounts, but for its admins: the settings may have made one.
  /// False, and nothing is done, if it has others.
  static boolean fill(Parley parley) {
    var demo = new Demo(parley);
    if (demo.accounts.search("").stream().anyMatch(user -> user.role() != UserRole.ADMIN)) {
      return false;
    }
    demo.people();
    demo.group();
    demo.direct();
    return true;
  }

  static String email(String name) {
    return name + "@demo.example";
  }

  /// How to sign in, as one line.
  static String signIn() {
    return "Demo people: "
        + String.join(", ", PEOPLE.stream().map(Demo::email).toList())
        + "; the password of each is "
        + PASSWORD;
  }

  private void people() {
    for (var name : PEOPLE) {
      var user = accounts.signUp(new Accounts.NewAccount(name, email(name), PASSWORD));
      ids.put(name, user.id());
    }
  }

  private void group() {
    var group =
        conversations
            .group(id("grace"), "Analytical Engine", List.of(id("ada"), id("alan")))
            .conversation()
            .id();
    say(group, "grace", "Welcome, both. This is where the engine gets built.");
    say(group, "ada", "Note G is done: the Bernoulli numbers, as a table of operations.");
    say(group, "alan", "Does it halt?");
    say(group, "ada", "On every input I have tried.");
    say(group, "grace", "I found a moth in the relay this morning. Taped it into the log book.");
    say(group, "alan", "Then it is the first actual case of a bug being found.");
    marks.read(id("ada"), group, null);
    say(group, "grace", "Compiler review at three?");
    say(group, "alan", "I'll be there. Possibly on a bicycle.");
  }

  private void direct() {
    var direct = conversations.direct(id("ada"), id("grace")).conversation().id();
    say(direct, "ada", "Could the engine compose music, do you think?");
    say(direct, "grace", "If somebody writes down the rules. Most programmers never ask.");
    say(direct, "ada", "It only does what we know how to order it to perform.");
    marks.read(id("ada"), direct, null);
    say(direct, "grace", "Then let us order something worth hearing.");
  }

  private void say(String conversationId, String name, String text) {
    messages.send(new Messages.Outgoing(id(name), conversationId, text, null, null, null, null));
  }

  private String id(String name) {
    return ids.getOrDefault(name, "");
  }
}
