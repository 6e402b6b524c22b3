package dev.parley.chat;

import java.util.List;

/// What may be uploaded.
///
/// @param size of one file, in bytes
/// @param quota of all of a user's files together, in bytes
/// @param types such as `image/*` and `application/pdf`
public record UploadLimits(long size, long quota, List<String> types) {
  public UploadLimits {
    types = List.copyOf(types);
  }
}
