package dev.parley.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What users are to each other. Each commit is told as [ChatEvent.RelationChanged], in commit
/// order for a pair and before the caller resumes.
public interface RelationStore {
  /// Of version 0 when nothing is stored of the two.
  Relation between(String userId, String otherId);

  /// Null for an unknown request, and for one that a newer one of the two has replaced.
  @Nullable Relation byRequest(String requestId);

  /// All that are stored of a user, in no order.
  List<Relation> of(String userId);

  /// Compare-and-set: stores `next` as version + 1 if the stored version is still `next.version()`;
  /// 0 means that nothing is stored. Answers it as stored; null on a miss: read again and decide
  /// anew.
  @Nullable Relation replace(Relation next);
}
