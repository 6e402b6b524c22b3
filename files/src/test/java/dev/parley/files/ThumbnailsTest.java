package dev.parley.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Pictures.Seen;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThumbnailsTest {
  private static final int PIXELS = 4_000_000;

  @TempDir private Path folder;
  private final Thumbnails thumbnails = new Thumbnails(PIXELS);

  @AfterEach
  void close() {
    thumbnails.close();
  }

  private @Nullable Seen look(byte[] image) throws IOException {
    return thumbnails.look(
        Files.write(folder.resolve("image"), image), folder.resolve("thumbnail"));
  }

  private BufferedImage thumbnail() throws IOException {
    return ImageIO.read(folder.resolve("thumbnail").toFile());
  }

  /// Red on the left, blue on the right.
  private static byte[] image(int width, int height, int type, String format) throws IOException {
    var image = new BufferedImage(width, height, type);
    var graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(width / 2, 0, width - width / 2, height);
    graphics.dispose();
    var out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static byte[] jpeg(int width, int height) throws IOException {
    return image(width, height, BufferedImage.TYPE_INT_RGB, "jpg");
  }

  @Test
  void aThumbnailHasTheShapeOfItsImage() throws IOException {
    assertThat(look(jpeg(1200, 800))).isEqualTo(new Seen(1200, 800, "image/jpeg"));
    assertThat(thumbnail().getWidth()).isEqualTo(480);
    assertThat(thumbnail().getHeight()).isEqualTo(320);
  }

  @Test
  void aSmallImageIsNotMadeLarger() throws IOException {
    assertThat(look(image(30, 20, BufferedImage.TYPE_INT_ARGB, "png")))
        .isEqualTo(new Seen(30, 20, "image/png"));
    assertThat(thumbnail().getWidth()).isEqualTo(30);
    assertThat(thumbnail().getColorModel().hasAlpha()).isTrue();
  }

  @Test
  void aThinImageHasAThumbnailToo() throws IOException {
    assertThat(look(image(4000, 1, BufferedImage.TYPE_INT_RGB, "png")))
        .isEqualTo(new Seen(4000, 1, "image/jpeg"));
    assertThat(thumbnail().getHeight()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 100, 50, true", "2, 100, 50, false", "3, 100, 50, false", "4, 100, 50, true",
    "5, 50, 100, true", "6, 50, 100, true", "7, 50, 100, false", "8, 50, 100, false"
  })
  void anImageIsTurnedAsTheCameraWasHeld(int orientation, int width, int height, boolean redFirst)
      throws IOException {
    assertThat(look(withExif(jpeg(100, 50), orientation)))
        .isEqualTo(new Seen(width, height, "image/jpeg"));

    var first = new Color(thumbnail().getRGB(width / 5, height / 5));
    assertThat(first.getRed() > first.getBlue()).isEqualTo(redFirst);
  }

  /// An APP1 segment behind the first marker: a TIFF header with one entry.
  private static byte[] withExif(byte[] jpeg, int orientation) {
    var exif =
        HexFormat.of()
            .parseHex(
                "4d4d002a00000008"
                    + "0001"
                    + "011200030000000100%02x0000".formatted(orientation)
                    + "00000000");
    var name = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    var made = ByteBuffer.allocate(jpeg.length + 4 + name.length + exif.length);
    made.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (2 + name.length + exif.length));
    return made.put(name).put(exif).put(jpeg, 2, jpeg.length - 2).array();
  }

  @Test
  void anImageOfTooManyPixelsIsNotDecoded() throws IOException {
    assertThat(look(image(2001, 2000, BufferedImage.TYPE_BYTE_BINARY, "png"))).isNull();
    assertThat(folder.resolve("thumbnail")).doesNotExist();
  }

  @Test
  void aLieAboutItsSizeIsNotDecodedEither() throws IOException {
    var png = image(10, 10, BufferedImage.TYPE_INT_RGB, "png");
    ByteBuffer.wrap(png).putInt(16, 2_000_000_000).putInt(20, 2_000_000_000);

    assertThat(look(png)).isNull();
  }

  @Test
  void whatIsBrokenOrNoImageIsNull() throws IOException {
    var whole = jpeg(100, 50);
    assertThat(look(java.util.Arrays.copyOf(whole, 30))).isNull();
    assertThat(look(new byte[0])).isNull();
    assertThat(look("<svg/>".getBytes(StandardCharsets.UTF_8))).isNull();
    assertThat(look("GIF89a".getBytes(StandardCharsets.UTF_8))).isNull();
  }
}
