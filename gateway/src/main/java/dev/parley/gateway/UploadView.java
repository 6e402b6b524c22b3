package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.Upload;
import org.jspecify.annotations.Nullable;

/// An upload: `{id,url,fileName,contentType,size,width?,height?,thumbnailUrl?}`.
///
/// @param url what a message or an avatar carries
/// @param width of an image as it is shown, in pixels
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UploadView(
    String id,
    String url,
    String fileName,
    String contentType,
    long size,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable String thumbnailUrl) {

  public static UploadView of(Upload upload) {
    var picture = upload.picture();
    var url = url(upload.id());
    return new UploadView(
        upload.id(),
        url,
        upload.fileName(),
        upload.contentType(),
        upload.size(),
        picture == null ? null : picture.width(),
        picture == null ? null : picture.height(),
        picture == null ? null : url + "/thumbnail");
  }

  /// The address of an upload.
  public static String url(String id) {
    return "/api/v1/uploads/" + id;
  }
}
