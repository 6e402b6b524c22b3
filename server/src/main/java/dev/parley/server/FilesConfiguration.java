package dev.parley.server;

import dev.parley.chat.Delay;
import dev.parley.chat.FileStore;
import dev.parley.chat.Store;
import dev.parley.chat.UploadStore;
import dev.parley.chat.UploadTickets;
import dev.parley.chat.Uploads;
import dev.parley.files.FolderFiles;
import dev.parley.files.S3Files;
import dev.parley.files.Thumbnails;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Uploads: what is known of them, where their contents are, and the routes.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({UploadSettings.class, S3Settings.class})
class FilesConfiguration {
  private static final Duration COLLECTED_EVERY = Duration.ofHours(1);
  private static final Duration SWEPT_EVERY = Duration.ofHours(24);

  @Bean
  UploadStore uploadStore(Store store) {
    return store.uploads();
  }

  /// The store comes first, since it holds the folder's lock.
  @Bean
  FileStore fileStore(Store store, ParleySettings settings, S3Settings s3) {
    var folder = settings.data().resolve("files");
    return s3.isSet()
        ? new S3Files(s3.place(), folder.resolve("incoming"))
        : new FolderFiles(folder);
  }

  @Bean
  FileOrigin fileOrigin(FileStore files) {
    return new FileOrigin(files instanceof S3Files s3 ? " " + s3.origin() : "");
  }

  @Bean
  Thumbnails thumbnails(UploadSettings settings) {
    return new Thumbnails(settings.maxPixels());
  }

  @Bean
  Uploads uploads(
      UploadStore store,
      FileStore files,
      Thumbnails thumbnails,
      UploadSettings settings,
      InstantSource clock) {
    return new Uploads(store, files, thumbnails, settings.limits(), clock);
  }

  @Bean
  UploadTickets uploadTickets(Secrets secrets, InstantSource clock) {
    return new UploadTickets(secrets.uploadKey(), clock);
  }

  @Bean
  Recurring uploadHousekeeping(Uploads uploads, Delay delay) {
    return new Recurring(delay)
        .every(COLLECTED_EVERY, uploads::collect)
        .every(SWEPT_EVERY, uploads::sweep);
  }

  @Bean
  UploadController uploadController(Uploads uploads) {
    return new UploadController(uploads);
  }

  @Bean
  PresignedController presignedController(
      Uploads uploads, UploadTickets tickets, Clients clients, InstantSource clock) {
    return new PresignedController(uploads, tickets, clients, clock);
  }
}
