package dev.parley.server;

import static dev.parley.server.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServerExtension.class)
final class UploadTest {
  private final Api api;
  private final Path folder;
  private final Person ada;
  private final Person bob;

  UploadTest(Api api, Parley parley) {
    this.api = api;
    this.folder = parley.part(ParleySettings.class).data().resolve("files");
    this.ada = api.person("ada");
    this.bob = api.person("bob");
  }

  private static String url(Api.Answer uploaded) {
    assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(201);
    return uploaded.data().get("url").asString();
  }

  private static byte[] png(int width, int height) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  @Test
  void aFileComesBackAsItWent() {
    var uploaded = Form.file("Grüße.txt", "Hello, file").send(ada);
    var url = url(uploaded);
    var got = ada.get(url).send();

    assertThat(uploaded.data().propertyNames())
        .containsExactlyInAnyOrder("id", "url", "fileName", "contentType", "size");
    assertThat(uploaded.data().get("fileName").asString()).isEqualTo("Grüße.txt");
    assertThat(uploaded.data().get("contentType").asString()).isEqualTo("text/plain");
    assertThat(uploaded.data().get("size").asInt()).isEqualTo(11);
    assertThat(url).isEqualTo("/api/v1/uploads/" + uploaded.data().get("id").asString());
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.text()).isEqualTo("Hello, file");
    assertThat(got.header("Content-Type")).isEqualTo("text/plain");
    assertThat(got.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"Gr__e.txt\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.txt");
    assertThat(got.header("Cache-Control")).contains("private", "immutable");
    assertThat(api.request("HEAD", url).bearer(ada.access()).send().header("Content-Length"))
        .isEqualTo("11");
  }

  @Test
  void nothingThatIsUploadedRunsHere() {
    for (var content : List.of("<script>1</script>", "<svg onload='x'/>", "<!doctype html>")) {
      var got = ada.get(url(Form.file("x.html", content).send(ada))).send();

      assertThat(got.header("Content-Type")).isEqualTo("text/plain");
      assertThat(got.header("Content-Disposition")).startsWith("attachment");
      assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(got.header("Content-Security-Policy")).startsWith("sandbox");
    }
  }

  @Test
  void partsOfAFileAreServed() {
    var url = url(Form.file("x", "0123456789").send(ada));

    var part = ada.get(url).header("Range", "bytes=2-4").send();
    var beyond = ada.get(url).header("Range", "bytes=20-").send();
    var etag = ada.get(url).send().header("ETag");

    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("234");
    assertThat(part.header("Content-Range")).isEqualTo("bytes 2-4/10");
    assertThat(beyond.status()).isEqualTo(416);
    assertThat(beyond.error()).isEqualTo("RANGE_NOT_SATISFIABLE");
    assertThat(ada.get(url).header("Range", "bytes=x").send().status()).isEqualTo(416);
    assertThat(ada.get(url).header("If-None-Match", etag).send().status()).isEqualTo(304);
  }

  @Test
  void aPictureIsMeasuredAndMadeSmall() throws IOException {
    var uploaded = Form.file("x.png", png(1000, 600)).send(ada);
    var url = url(uploaded);

    assertThat(uploaded.data().get("contentType").asString()).isEqualTo("image/png");
    assertThat(uploaded.data().get("width").asInt()).isEqualTo(1000);
    assertThat(uploaded.data().get("height").asInt()).isEqualTo(600);
    assertThat(uploaded.data().get("thumbnailUrl").asString()).isEqualTo(url + "/thumbnail");
    assertThat(ada.get(url).send().header("Content-Disposition")).startsWith("inline");
    var thumbnail = ada.get(url + "/thumbnail").send();
    assertThat(thumbnail.status()).isEqualTo(200);
    assertThat(thumbnail.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(bob.get(url + "/thumbnail").send().status()).isEqualTo(404);
  }

  @Test
  void aBrokenPictureIsJustAFile() {
    var uploaded = Form.file("x.gif", "GIF89a and no more").send(ada);

    assertThat(uploaded.status()).isEqualTo(201);
    assertThat(uploaded.data().get("contentType").asString()).isEqualTo("application/octet-stream");
    assertThat(ada.get(url(uploaded) + "/thumbnail").send().status()).isEqualTo(404);
  }

  @Test
  void onlyThoseWhoHaveItInAConversationReadIt() {
    var url = url(Form.file("x", "for bob").send(ada));
    var eve = api.person("eve");
    var group = ada.group("Two", bob);
    assertThat(bob.get(url).send().status()).isEqualTo(404);

    var sent = ada.post("messages").send(Map.of("conversationId", group, "url", url));

    assertThat(sent.status()).isEqualTo(201);
    assertThat(bob.get(url).send().text()).isEqualTo("for bob");
    assertThat(eve.get(url).send().status()).isEqualTo(404);
    assertThat(api.get(url).send().status()).isEqualTo(401);
    ada.delete("messages/" + sent.data().get("id").asString()).send();
    assertThat(bob.get(url).send().status()).isEqualTo(404);
    assertThat(ada.get(url).send().status()).isEqualTo(200);
  }

  @Test
  void nobodyNamesWhatTheyMayNotRead() {
    var url = url(Form.file("x", "secret").send(ada));
    var group = bob.group("Mine");
    for (var wrong : List.of(url, "/api/v1/uploads/" + "f".repeat(24), url + "/thumbnail")) {
      var message = Map.of("conversationId", group, "url", wrong);
      assertThat(bob.post("messages").send(message).wrongFields()).containsExactly("url");
      var avatar = Map.of("avatar", wrong);
      assertThat(bob.put("users/profile").send(avatar).wrongFields()).containsExactly("avatar");
      assertThat(bob.put("conversations/" + group).send(avatar).wrongFields())
          .containsExactly("avatar");
    }
    assertThat(bob.get(url).send().status()).isEqualTo(404);
  }

  @Test
  void anAvatarIsForEverybody() {
    var own = url(Form.file("x", "ada").send(ada));
    var ofGroup = url(Form.file("x", "group").send(ada));
    var group = ada.group("Alone");

    ada.put("users/profile").send(Map.of("avatar", own));
    ada.put("conversations/" + group).send(Map.of("avatar", ofGroup));

    assertThat(bob.get(own).send().text()).isEqualTo("ada");
    assertThat(bob.get(ofGroup).send().text()).isEqualTo("group");
    assertThat(api.get(own).send().status()).isEqualTo(401);
  }

  @Test
  void theSameContentIsOnTheDiskOnceAndNothingIsLeftOnItsWay() throws IOException {
    var content = "the same " + ada.id();
    var one = url(Form.file("one", content).send(ada));
    var before = kept();
    var two = url(Form.file("two", content).send(bob));

    assertThat(kept()).isEqualTo(before);
    assertThat(one).isNotEqualTo(two);
    assertThat(bob.get(one).send().status()).isEqualTo(404);
    assertThat(bob.get(two).send().text()).isEqualTo(content);
  }

  private long kept() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void whatIsNoFormOrHasNoFileIsRefused() {
    var upload = "uploads";
    assertThat(ada.post(upload).send(Map.of()).error()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    assertThat(ada.post(upload).send().error()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    assertThat(new Form().with("other", "x", new byte[3]).send(ada).wrongFields())
        .containsExactly("file");
    assertThat(new Form().send(ada).status()).isEqualTo(400);
    for (var broken : List.of("", "--x", "--x\r\n\r\n", "rubbish", "--x\r\nContent-Disposition:")) {
      var answer =
          ada.post(upload)
              .header("Content-Type", "multipart/form-data; boundary=x")
              .send(HttpRequest.BodyPublishers.ofString(broken));
      assertThat(answer.status()).as(broken).isEqualTo(400);
      assertThat(answer.json().get("success").asBoolean()).isFalse();
    }
    assertThat(Form.file("x", "y").send(api.post("uploads")).status()).isEqualTo(401);
    assertThat(ada.get("uploads/x").send().status()).isEqualTo(400);
    assertThat(ada.get("uploads/" + "f".repeat(24)).send().status()).isEqualTo(404);
    assertThat(ada.put("uploads").send(Map.of()).status()).isEqualTo(405);
  }

  @Test
  void aFileAboveTheLimitIsRefusedAndNotKept() throws IOException {
    var before = kept();
    var announced = Form.file("x", new byte[26 << 20]).send(ada);
    var streamed =
        ada.post("uploads")
            .header("Content-Type", "multipart/form-data; boundary=x")
            .send(
                HttpRequest.BodyPublishers.concat(
                    HttpRequest.BodyPublishers.ofString(
                        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n"),
                    HttpRequest.BodyPublishers.ofByteArrays(
                        java.util.Collections.nCopies(26, new byte[1 << 20])),
                    HttpRequest.BodyPublishers.ofString("\r\n--x--\r\n")));

    assertThat(announced.error()).isEqualTo("PAYLOAD_TOO_LARGE");
    assertThat(streamed.status()).isEqualTo(413);
    assertThat(kept()).isEqualTo(before);
  }

  @Test
  void whatBreaksOffMidwayLeavesNothing() throws IOException {
    var before = kept();
    var asked = ada.post("upload/presigned-url").send(Map.of("filename", "x")).json();
    var address = asked.get("uploadUrl").asString();
    var part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n";

    breakOff("POST /api/v1/uploads", "multipart/form-data; boundary=x", part + "y".repeat(50_000));
    await().until(() -> kept() == before);
    breakOff(
        "PUT " + address.substring(address.indexOf("/api/")), "text/plain", "y".repeat(50_000));

    await().until(() -> kept() == before);
    assertThat(ada.get(asked.get("publicUrl").asString()).send().status()).isEqualTo(404);
    assertThat(Form.file("x", "after that").send(ada).status()).isEqualTo(201);
  }

  /// Announces more than it sends, and goes once something of it is on the disk.
  private void breakOff(String request, String type, String sent) throws IOException {
    var before = kept();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      var head =
          request
              + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + (ada.access() + "\r\nContent-Type: " + type)
              + "\r\nContent-Length: 100000\r\n\r\n";
      socket.getOutputStream().write((head + sent).getBytes(StandardCharsets.UTF_8));
      await().until(() -> kept() > before);
    }
  }

  @Test
  void aFileMayBePutToAnAddressThatWasAskedFor() {
    var asked =
        ada.post("upload/presigned-url")
            .send(Map.of("filename", "a b.txt", "contentType", "text/plain"));
    var address = asked.json().get("uploadUrl").asString();
    var path = address.substring(address.indexOf("/api/"));
    var url = asked.json().get("publicUrl").asString();
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.json().propertyNames()).containsExactly("uploadUrl", "publicUrl", "key");
    assertThat(ada.get(url).send().status()).isEqualTo(404);

    var put = api.put(path).send(HttpRequest.BodyPublishers.ofString("by PUT"));
    var again = api.put(path).send(HttpRequest.BodyPublishers.ofString("another"));

    assertThat(put.status()).as(put.text()).isEqualTo(200);
    assertThat(again.status()).isEqualTo(200);
    assertThat(ada.get(url).send().text()).isEqualTo("by PUT");
    assertThat(ada.get(url).send().header("Content-Disposition")).contains("a%20b.txt");
    assertThat(bob.get(url).send().status()).isEqualTo(404);
  }

  @Test
  void anAddressThatWasNotGivenOutTakesNothing() {
    var asked = ada.post("upload/presigned-url").send(Map.of("filename", "x"));
    var address = asked.json().get("uploadUrl").asString();
    var path = address.substring(address.indexOf("/api/"));
    var other = "f".repeat(24);

    for (var wrong :
        List.of(
            path.replace(asked.json().get("key").asString(), other),
            path.substring(0, path.length() - 1),
            path.substring(0, path.indexOf('?')),
            path.replace("ticket=", "ticket=1"),
            "/api/v1/upload/x?ticket=..")) {
      var put = api.put(wrong).send(HttpRequest.BodyPublishers.ofString("x"));
      assertThat(put.error()).as(wrong).isEqualTo("FORBIDDEN");
    }
    assertThat(api.post("upload/presigned-url").send(Map.of("filename", "x")).status())
        .isEqualTo(401);
    assertThat(ada.post("upload/presigned-url").send(Map.of("filename", " ")).wrongFields())
        .containsExactly("filename");
  }
}
