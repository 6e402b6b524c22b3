package dev.parley.files;

import dev.parley.chat.Pictures;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.FileImageOutputStream;
import org.jspecify.annotations.Nullable;

/// Makes thumbnails with the JDK's ImageIO, on a few platform threads of its own, since decoding
/// would hold a virtual thread's carrier for long.
///
/// What an image measures is read from its header first: one with more than a limit of pixels is
/// not decoded, whatever its file weighs. Large ones are decoded with gaps, so that what is in
/// memory is bounded by the thumbnail and not by the image.
public final class Thumbnails implements Pictures, AutoCloseable {
  private static final int SIZE = 480;
  private static final float QUALITY = 0.82f;
  private static final System.Logger LOG = System.getLogger(Thumbnails.class.getName());

  private final long pixels;
  private final ExecutorService threads;

  /// @param pixels of an image that is still decoded
  public Thumbnails(long pixels) {
    this.pixels = pixels;
    var count = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    this.threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("parley-thumbnails-", 1).factory());
  }

  @Override
  public @Nullable Seen look(Path image, Path thumbnail) {
    try {
      return threads.submit(() -> make(image, thumbnail)).get();
    } catch (ExecutionException | CancellationException e) {
      // What strangers' bytes do to a decoder is no defect of the server.
      LOG.log(System.Logger.Level.DEBUG, "An image could not be read", e);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private @Nullable Seen make(Path image, Path thumbnail) throws IOException {
    try (var in = new FileImageInputStream(image.toFile())) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return null;
      }
      var reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return make(reader, Orientation.of(image), thumbnail);
      } finally {
        reader.dispose();
      }
    }
  }

  private @Nullable Seen make(ImageReader reader, Orientation orientation, Path thumbnail)
      throws IOException {
    var width = reader.getWidth(0);
    var height = reader.getHeight(0);
    if (width < 1 || height < 1 || (long) width * height > pixels) {
      return null;
    }
    var decoding = reader.getDefaultReadParam();
    var gap = Math.max(1, Math.max(width, height) / (4 * SIZE));
    decoding.setSourceSubsampling(gap, gap, 0, 0);
    var shown = orientation.turned(small(reader.read(0, decoding)));
    var type = shown.getColorModel().hasAlpha() ? "image/png" : "image/jpeg";
    write(shown, type, thumbnail);
    return orientation.swaps() ? new Seen(height, width, type) : new Seen(width, height, type);
  }

  /// Halved until it nearly fits, then scaled: scaling by more than half at once skips pixels.
  private static BufferedImage small(BufferedImage image) {
    var scaled = image;
    while (Math.max(scaled.getWidth(), scaled.getHeight()) > 2 * SIZE) {
      scaled = scaled(scaled, 0.5);
    }
    var most = Math.max(scaled.getWidth(), scaled.getHeight());
    return scaled(scaled, Math.min(1, (double) SIZE / most));
  }

  private static BufferedImage scaled(BufferedImage image, double by) {
    var width = Math.max(1, (int) Math.round(image.getWidth() * by));
    var height = Math.max(1, (int) Math.round(image.getHeight() * by));
    var scaling =
        AffineTransform.getScaleInstance(
            (double) width / image.getWidth(), (double) height / image.getHeight());
    return drawn(image, width, height, scaling);
  }

  static BufferedImage drawn(BufferedImage image, int width, int height, AffineTransform how) {
    var type =
        image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    var drawn = new BufferedImage(width, height, type);
    var graphics = drawn.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, how, null);
    graphics.dispose();
    return drawn;
  }

  private static void write(BufferedImage image, String type, Path file) throws IOException {
    Files.deleteIfExists(file);
    var writer = ImageIO.getImageWritersByMIMEType(type).next();
    try (var out = new FileImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      var how = writer.getDefaultWriteParam();
      if (type.equals("image/jpeg")) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
      }
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
