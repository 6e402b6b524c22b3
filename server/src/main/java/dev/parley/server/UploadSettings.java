package dev.parley.server;

import dev.parley.chat.UploadLimits;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/// The settings under `parley.upload`, described in `application.yml`.
@ConfigurationProperties("parley.upload")
record UploadSettings(DataSize maxSize, DataSize quota, List<String> types, int maxPixels) {
  UploadSettings {
    if (maxSize.toBytes() < 1 || quota.isNegative() || maxPixels < 1) {
      throw new IllegalArgumentException("sizes of uploads are positive");
    }
  }

  UploadLimits limits() {
    var all = quota.toBytes() == 0 ? Long.MAX_VALUE : quota.toBytes();
    return new UploadLimits(maxSize.toBytes(), all, types.isEmpty() ? List.of("*/*") : types);
  }
}
