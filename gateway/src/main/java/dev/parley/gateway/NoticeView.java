package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.Notice;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a notice says: `{type,userIds?,name?,avatar?,role?,days?}`.
///
/// @param type such as `member_added`
/// @param userIds whom it is about
/// @param name with `renamed`: the new name
/// @param avatar with `avatar_changed`: the new one, "" when it was taken away
/// @param role with `role_changed`: the new one
/// @param days with `retention_changed`: the new ones; left out when it was taken away
public record NoticeView(
    String type,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> userIds,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String name,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String avatar,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String role,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer days) {

  static NoticeView of(Notice notice) {
    var type = notice.type();
    var detail = notice.detail();
    return new NoticeView(
        type.word(),
        notice.userIds(),
        type == Notice.Type.RENAMED ? detail : null,
        type == Notice.Type.AVATAR_CHANGED ? detail : null,
        type == Notice.Type.ROLE_CHANGED ? detail.toLowerCase(Locale.ROOT) : null,
        type == Notice.Type.RETENTION_CHANGED && !detail.isEmpty()
            ? Integer.valueOf(detail)
            : null);
  }
}
