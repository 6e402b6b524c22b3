package dev.parley.gateway;

import dev.parley.chat.Entry;
import dev.parley.chat.History;
import dev.parley.chat.Listing;
import dev.parley.chat.Member;
import dev.parley.chat.Roster;
import dev.parley.chat.Search;
import dev.parley.chat.Sync;
import dev.parley.chat.User;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes views of what names other users, with one look-up of their profiles each.
public final class Views {
  private final Profiles profiles;

  public Views(Profiles profiles) {
    this.profiles = profiles;
  }

  public MessageView message(Entry entry) {
    var sender = profiles.user(entry.senderId());
    return MessageView.of(entry, sender == null ? Profiles.unknown(entry.senderId()) : sender);
  }

  public ConversationView conversation(Listing listing) {
    return conversations(List.of(listing)).getFirst();
  }

  public List<ConversationView> conversations(List<Listing> listings) {
    var ids = new HashSet<String>();
    for (var listing : listings) {
      if (listing.otherUserId() != null) {
        ids.add(listing.otherUserId());
      }
      if (listing.lastMessage() != null) {
        ids.add(listing.lastMessage().senderId());
      }
    }
    var users = profiles.users(ids);
    return listings.stream().map(listing -> conversation(listing, users)).toList();
  }

  private static ConversationView conversation(Listing listing, Map<String, User> users) {
    var other = listing.otherUserId();
    var last = listing.lastMessage();
    return ConversationView.of(
        listing,
        other == null ? null : user(users, other),
        last == null ? null : MessageView.of(last, user(users, last.senderId())));
  }

  /// A page of the list.
  ///
  /// @param nextCursor see [ListCursors]; null on the last page
  public ConversationList list(List<Listing> listings, @Nullable String nextCursor) {
    var views = conversations(listings);
    return new ConversationList(
        views.stream().filter(view -> view.otherUserId() != null).toList(),
        views.stream().filter(view -> view.otherUserId() == null).toList(),
        nextCursor);
  }

  /// A conversation with its members; the viewer and friends of theirs with their emails.
  public ConversationDetail detail(
      String viewerId, Set<String> friends, Listing listing, Roster roster) {
    var users = profiles.users(roster.userIds());
    var members =
        roster.members().stream()
            .map(member -> member(user(users, member.userId()), member, viewerId, friends))
            .toList();
    return new ConversationDetail(conversation(listing), members);
  }

  private static UserView member(User user, Member member, String viewerId, Set<String> friends) {
    var knowsEmail = user.id().equals(viewerId) || friends.contains(user.id());
    return UserView.member(user, member, knowsEmail);
  }

  public HistoryView history(HistoryQuery query, History.Page page) {
    return new HistoryView(
        true,
        messages(page.entries()),
        new HistoryView.Pagination(query.limit(), query.before(), page.hasMore(), page.rev()));
  }

  public SearchView search(int limit, Search.Page page) {
    var messages = messages(page.hits().stream().map(Search.Hit::entry).toList());
    var hits =
        IntStream.range(0, messages.size())
            .mapToObj(i -> new SearchView.Hit(messages.get(i), page.hits().get(i).highlights()))
            .toList();
    var next = page.next();
    return new SearchView(
        true, hits, new SearchView.Pagination(limit, next == null ? null : next.toString()));
  }

  public SyncView sync(Sync.Answer answer) {
    var conversations = answer.conversations();
    return new SyncView(
        conversations == null ? null : conversations(conversations),
        messages(answer.changes()),
        answer.cursors(),
        answer.gone(),
        answer.reset(),
        answer.more());
  }

  public List<MessageView> messages(List<Entry> entries) {
    Set<String> ids = new HashSet<>();
    entries.forEach(entry -> ids.add(entry.senderId()));
    var users = profiles.users(ids);
    return entries.stream()
        .map(entry -> MessageView.of(entry, user(users, entry.senderId())))
        .toList();
  }

  private static User user(Map<String, User> users, String id) {
    var user = users.get(id);
    return user == null ? Profiles.unknown(id) : user;
  }
}
