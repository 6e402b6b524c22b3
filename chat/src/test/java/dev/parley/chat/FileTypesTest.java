package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FileTypesTest {
  private static String of(String latin) {
    return FileTypes.of(latin.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void theBytesSayWhatAFileIs() {
    assertThat(of("\u0089PNG\r\n\u001a\n....")).isEqualTo("image/png");
    assertThat(of("\u00ff\u00d8\u00ff\u00e0....")).isEqualTo("image/jpeg");
    assertThat(of("RIFF....WEBPVP8 ")).isEqualTo("image/webp");
    assertThat(of("RIFF....WAVEfmt ")).isEqualTo("audio/wav");
    assertThat(of("....ftypisom....")).isEqualTo("video/mp4");
    assertThat(of("%PDF-1.7")).isEqualTo("application/pdf");
    assertThat(of("\u0000\u0001\u0002")).isEqualTo("application/octet-stream");
    assertThat(of("")).isEqualTo("text/plain");
  }

  @Test
  void whatRunsInBrowsersIsTextAndNeverShown() {
    for (var text : List.of("<svg xmlns='x'/>", "<!doctype html>", "<?xml?>", "alert(1)")) {
      assertThat(of(text)).isEqualTo("text/plain");
    }
    assertThat(FileTypes.mayBeShown("text/plain")).isFalse();
    assertThat(FileTypes.mayBeShown("application/pdf")).isFalse();
    assertThat(FileTypes.mayBeShown("image/svg+xml")).isFalse();
    assertThat(FileTypes.mayBeShown("image/png")).isTrue();
  }

  @Test
  void textMayBeCutInACharacter() {
    var cut = Arrays.copyOf("grün €".getBytes(StandardCharsets.UTF_8), 8);

    assertThat(FileTypes.of(cut)).isEqualTo("text/plain");
    assertThat(of("gr\u00fcn in Latin-1")).isEqualTo("application/octet-stream");
  }

  @Test
  void typesAreAllowedByNameOrByKind() {
    assertThat(FileTypes.isAmong(List.of("*/*"), "text/plain")).isTrue();
    assertThat(FileTypes.isAmong(List.of("image/*"), "image/png")).isTrue();
    assertThat(FileTypes.isAmong(List.of("image/*", "text/plain"), "text/plain")).isTrue();
    assertThat(FileTypes.isAmong(List.of("image/png"), "image/jpeg")).isFalse();
  }
}
