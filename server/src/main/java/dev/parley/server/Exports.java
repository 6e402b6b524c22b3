package dev.parley.server;

import dev.parley.chat.Accounts;
import dev.parley.chat.Blocks;
import dev.parley.chat.ConversationStore;
import dev.parley.chat.EntryLog;
import dev.parley.chat.Friends;
import dev.parley.chat.Listing;
import dev.parley.chat.Rosters;
import dev.parley.chat.Sessions;
import dev.parley.gateway.ExportPages;
import dev.parley.gateway.ExportPages.Line;
import dev.parley.gateway.FriendViews;
import dev.parley.gateway.SessionView;
import dev.parley.gateway.UserView;
import dev.parley.gateway.Views;
import java.util.ArrayList;
import java.util.List;

/// Gathers what a person may take along.
final class Exports {
  private static final int PAGE = 200;

  /// Where what people have is found.
  record Sources(
      Accounts accounts,
      Sessions sessions,
      Friends friends,
      Blocks blocks,
      ConversationStore conversations,
      EntryLog log,
      Rosters rosters) {}

  private final Sources sources;
  private final Views views;
  private final FriendViews friendViews;

  Exports(Sources sources, Views views, FriendViews friendViews) {
    this.sources = sources;
    this.views = views;
    this.friendViews = friendViews;
  }

  ExportPages of(String userId) {
    return new ExportPages(
        userId, sources.log(), sources.rosters(), views, own(userId), conversations(userId));
  }

  private List<Line> own(String userId) {
    var lines = new ArrayList<Line>();
    lines.add(new Line("profile", UserView.self(sources.accounts().user(userId))));
    SessionView.of(sources.sessions().ofUser(userId), null)
        .forEach(session -> lines.add(new Line("session", session)));
    friendViews
        .friends(sources.friends().list(userId))
        .forEach(friend -> lines.add(new Line("friend", friend)));
    friendViews
        .blocked(sources.blocks().list(userId))
        .forEach(blocked -> lines.add(new Line("blocked", blocked)));
    return lines;
  }

  private List<Listing> conversations(String userId) {
    var all = new ArrayList<Listing>();
    ConversationStore.ListCursor after = null;
    while (true) {
      var page = sources.conversations().list(userId, after, PAGE);
      all.addAll(page);
      if (page.size() < PAGE) {
        return all;
      }
      var last = page.getLast();
      after = new ConversationStore.ListCursor(last.activeAt(), last.conversation().id());
    }
  }
}
