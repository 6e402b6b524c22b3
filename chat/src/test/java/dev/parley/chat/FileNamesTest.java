package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FileNamesTest {
  @Test
  void aNameHasNoFoldersNorAnythingThatDeceives() {
    assertThat(FileNames.clean("a.txt")).isEqualTo("a.txt");
    assertThat(FileNames.clean("../../etc/passwd")).isEqualTo("passwd");
    assertThat(FileNames.clean("C:\\temp\\a b.txt")).isEqualTo("a b.txt");
    assertThat(FileNames.clean("a\r\nSet-Cookie: x\0.txt")).isEqualTo("aSet-Cookie: x.txt");
    assertThat(FileNames.clean("photo\u202egpj.exe")).isEqualTo("photogpj.exe");
    assertThat(FileNames.clean("x\ud800y")).isEqualTo("xy");
    assertThat(FileNames.clean(" / ")).isEqualTo("file");
    assertThat(FileNames.clean("é".repeat(300))).hasSize(255);
  }

  @Test
  void theHeaderHasTheNameTwice() {
    assertThat(FileNames.disposition(true, "a.png"))
        .isEqualTo("inline; filename=\"a.png\"; filename*=UTF-8''a.png");
    assertThat(FileNames.disposition(false, "Grüße \"1\" 100%.txt"))
        .isEqualTo(
            "attachment; filename=\"Gr__e _1_ 100_.txt\";"
                + " filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%221%22%20100%25.txt");
  }
}
