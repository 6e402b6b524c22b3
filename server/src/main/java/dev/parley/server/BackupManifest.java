package dev.parley.server;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.parley.sqlite.DatabaseFile;
import java.util.List;

/// What a backup says of itself in `manifest.json`. The SHA-256 of every file, this one's too, is
/// in `SHA256SUMS`, as `sha256sum -c` reads it.
///
/// @param format of the backup's folder
/// @param version of the server that made it
/// @param createdAt an ISO instant
/// @param data what the database holds
/// @param files how many lines `SHA256SUMS` has
/// @param missing keys of contents that uploads name and that were not there, or damaged
@JsonIgnoreProperties(ignoreUnknown = true)
record BackupManifest(
    int format,
    String version,
    String createdAt,
    DatabaseFile.Figures data,
    long files,
    List<String> missing) {
  static final int FORMAT = 1;
  static final String FILE = "manifest.json";
  static final String SUMS = "SHA256SUMS";
  static final String CONTENTS = "files";
}
