package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.Refused;
import dev.parley.chat.User;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A group as large as groups may be.
class LargeGroupTest {
  private static final int CONNECTED = 100;
  private static final int MESSAGES = 20;

  private ChatServer chat;

  @BeforeEach
  void start(@TempDir Path folder) {
    chat = new ChatServer(folder);
  }

  @AfterEach
  void stop() {
    chat.close();
  }

  @Test
  void aThousandMembersEachGetEveryMessageAndNobodyFitsInBeside() {
    var owner = chat.user("owner");
    var others = chat.users(1_000);
    assertThatThrownBy(() -> group(owner, others)).isInstanceOf(Refused.class);
    var members = others.subList(0, 999);
    var group = group(owner, members);
    var sockets = members.subList(0, CONNECTED).stream().map(chat::connect).toList();

    for (var i = 1; i <= MESSAGES; i++) {
      chat.send(owner, group, "message " + i);
    }

    var all = LongStream.rangeClosed(1, MESSAGES).boxed().toList();
    for (var socket : sockets) {
      assertThat(socket.events("new_message", MESSAGES))
          .extracting(message -> message.get("seq").asLong())
          .isEqualTo(all);
    }
    for (var member : members) {
      assertThat(chat.conversations.listing(member.id(), group).mark().unread())
          .isEqualTo(MESSAGES);
    }
    assertThat(chat.conversations.roster(owner.id(), group).members()).hasSize(1_000);
    assertThatThrownBy(() -> chat.groups.add(owner.id(), group, others.getLast().id()))
        .isInstanceOf(Refused.class);

    chat.groups.remove(owner.id(), group, members.getLast().id());
    chat.groups.add(owner.id(), group, others.getLast().id());

    assertThat(chat.conversations.roster(owner.id(), group).members()).hasSize(1_000);
  }

  private String group(User owner, List<User> others) {
    return chat.group(owner, others.toArray(User[]::new));
  }
}
