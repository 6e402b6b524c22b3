package dev.parley.server;

import dev.parley.sqlite.DataFolder;
import dev.parley.sqlite.UnusableDataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lock on a data folder whose store is elsewhere; the embedded store holds its folder by
/// itself.
final class HeldFolder implements AutoCloseable {
  static final HeldFolder NONE = new HeldFolder(null);

  private final @Nullable DataFolder folder;

  private HeldFolder(@Nullable DataFolder folder) {
    this.folder = folder;
  }

  /// Throws [StartFailure] when another server holds it.
  static HeldFolder of(Path path) {
    try {
      return new HeldFolder(DataFolder.open(path));
    } catch (UnusableDataFolder e) {
      throw new StartFailure(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    if (folder != null) {
      folder.close();
    }
  }
}
