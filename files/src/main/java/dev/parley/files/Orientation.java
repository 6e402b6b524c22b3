package dev.parley.files;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.FileImageInputStream;

/// How a camera was held: EXIF 2.3, tag 0x0112. A value from 1 (upright) to 8.
record Orientation(int value) {
  private static final Orientation UPRIGHT = new Orientation(1);

  /// Upright when a file says nothing, or nothing of sense.
  static Orientation of(Path image) {
    try (var in = new FileImageInputStream(image.toFile())) {
      if (in.readUnsignedShort() != JPEG.SOI) {
        return UPRIGHT;
      }
      in.seek(0);
      for (var segment : JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif")) {
        var data = segment.data();
        data.skipNBytes(1); // the identifier is padded
        try (var exif = ImageIO.createImageInputStream(data)) {
          var directory = ((CompoundDirectory) new TIFFReader().read(exif)).getDirectory(0);
          var entry = directory.getEntryById(TIFF.TAG_ORIENTATION);
          if (entry != null && entry.getValue() instanceof Number value) {
            return of(value.intValue());
          }
        }
      }
      return UPRIGHT;
    } catch (IOException | RuntimeException e) {
      // The image itself may well be whole.
      return UPRIGHT;
    }
  }

  private static Orientation of(int value) {
    return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
  }

  /// Whether what is stored as width is shown as height.
  boolean swaps() {
    return value >= 5;
  }

  /// The image as it is to be shown.
  BufferedImage turned(BufferedImage image) {
    if (value == 1) {
      return image;
    }
    var w = image.getWidth();
    var h = image.getHeight();
    var how =
        switch (value) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          default -> new AffineTransform(0, -1, 1, 0, 0, w);
        };
    return Thumbnails.drawn(image, swaps() ? h : w, swaps() ? w : h, how);
  }
}
