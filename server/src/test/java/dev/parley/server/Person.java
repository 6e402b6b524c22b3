package dev.parley.server;

import java.util.List;
import java.util.Map;

/// Somebody signed in on one device.
record Person(Api api, String id, String username, String email, String access, String refresh) {
  Person with(String access, String refresh) {
    return new Person(api, id, username, email, access, refresh);
  }

  /// The same person, where the server is now.
  Person at(Api other) {
    return new Person(other, id, username, email, access, refresh);
  }

  String cookies() {
    return "accessToken=" + access + "; refreshToken=" + refresh;
  }

  Api.Request get(String path) {
    return api.get(path).bearer(access);
  }

  Api.Request post(String path) {
    return api.post(path).bearer(access);
  }

  Api.Request put(String path) {
    return api.put(path).bearer(access);
  }

  Api.Request delete(String path) {
    return api.delete(path).bearer(access);
  }

  /// The id of the direct conversation with somebody.
  String direct(Person other) {
    return created(Map.of("type", "direct", "userIds", List.of(other.id())));
  }

  /// The id of a new group.
  String group(String name, Person... others) {
    var ids = List.of(others).stream().map(Person::id).toList();
    return created(Map.of("type", "group", "name", name, "userIds", ids));
  }

  private String created(Map<String, Object> conversation) {
    return post("conversations").send(conversation).data().get("id").asString();
  }

  Api.Answer say(String conversationId, String text) {
    return post("messages").send(Map.of("conversationId", conversationId, "text", text));
  }

  TestSocket socket() {
    return TestSocket.connected(api, access);
  }
}
