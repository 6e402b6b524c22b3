package dev.parley.server;

import dev.parley.files.S3Checkup;
import dev.parley.server.Finding.Broken;
import dev.parley.server.Finding.Fine;
import java.io.IOException;

/// The bucket that keeps files.
final class BucketChecks {
  private BucketChecks() {}

  static Finding of(S3Settings settings) {
    try {
      S3Checkup.of(settings.place());
      return new Fine("The bucket takes, gives and removes files.");
    } catch (IOException | IllegalArgumentException e) {
      return new Broken(
          "The bucket can't be used (" + e.getMessage() + ").",
          "Look at PARLEY_FILES_S3_…; its user must be allowed to put, get and delete.");
    }
  }
}
