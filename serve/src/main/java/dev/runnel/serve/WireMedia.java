package dev.runnel.serve;

import dev.runnel.model.Extras;
import dev.runnel.model.Media;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads pictures, sounds, films and files of messages. Content comes within the message, as data in
 * Base64; as an address, which must be one of the web, since the provider fetches it; or as the id
 * of a file that the provider has already.
 */
final class WireMedia {
  private static final String DATA = "data:";
  private static final String BASE64 = ";base64";

  private WireMedia() {}

  /** Reads a part of a message of OpenAI's client, or of AG-UI's. */
  static Media read(RequestObject part) {
    String type = part.text("type");
    return switch (type) {
      case "image_url" -> openAiImage(part.object("image_url"));
      case "input_audio" -> openAiSound(part.object("input_audio"));
      case "file" -> openAiFile(part.object("file"));
      case "image" -> source(Media.Kind.IMAGE, part.object("source"));
      case "audio" -> source(Media.Kind.AUDIO, part.object("source"));
      case "video" -> source(Media.Kind.VIDEO, part.object("source"));
      case "document" -> source(Media.Kind.FILE, part.object("source"));
      default -> throw part.refused("type", "Parts of type '" + type + "' are not read.");
    };
  }

  /** Reads a part {@code file} of a message of the AI SDK. */
  static Media ofAiSdk(RequestObject part) {
    String type = part.text("mediaType");
    Media media = ofUrl(kindOf(type), part, "url").withMimeType(type);
    return part.textIfAny("filename").map(media::withName).orElse(media);
  }

  private static Media openAiImage(RequestObject image) {
    Media media = ofUrl(Media.Kind.IMAGE, image, "url");
    return image
        .textIfAny("detail")
        .map(detail -> media.withDetail(detail(image, detail)))
        .orElse(media);
  }

  private static Media.Detail detail(RequestObject image, String detail) {
    return image.make("detail", () -> Media.Detail.valueOf(detail.toUpperCase(Locale.ROOT)));
  }

  private static Media openAiSound(RequestObject sound) {
    String format = sound.text("format");
    String type = format.equals("mp3") ? "audio/mpeg" : "audio/" + format;
    return bytes(Media.Kind.AUDIO, type, sound, "data", sound.text("data"));
  }

  private static Media openAiFile(RequestObject file) {
    Media media =
        file.has("file_id")
            ? Media.ofFileId(Media.Kind.FILE, "openai", file.text("file_id"))
            : ofUrl(Media.Kind.FILE, file, "file_data");
    return file.textIfAny("filename").map(media::withName).orElse(media);
  }

  private static Media source(Media.Kind kind, RequestObject source) {
    String type = source.text("type");
    @Nullable String mimeType = source.textIfAny("mimeType").orElse(null);
    if (type.equals("data")) {
      return bytes(kind, source.text("mimeType"), source, "value", source.text("value"));
    }
    Media media =
        switch (type) {
          case "url" -> ofUrl(kind, source, "value");
          case "file" ->
              Media.ofFileId(kind, source.textIfAny("provider").orElse(""), source.text("value"));
          default ->
              throw source.refused(
                  "type", "There is no source '" + type + "'; there are data, url, file.");
        };
    return mimeType == null ? media : media.withMimeType(mimeType);
  }

  private static Media.Kind kindOf(String mimeType) {
    return switch (mimeType.replaceFirst("/.*", "").toLowerCase(Locale.ROOT)) {
      case "image" -> Media.Kind.IMAGE;
      case "audio" -> Media.Kind.AUDIO;
      case "video" -> Media.Kind.VIDEO;
      default -> Media.Kind.FILE;
    };
  }

  private static Media ofUrl(Media.Kind kind, RequestObject holder, String name) {
    String url = holder.text(name);
    return url.regionMatches(true, 0, DATA, 0, DATA.length())
        ? ofData(kind, holder, name, url)
        : new Media(kind, null, null, address(holder, name, url), null, Extras.NONE);
  }

  private static Media.Address address(RequestObject holder, String name, String url) {
    URI uri = holder.make(name, () -> URI.create(url));
    boolean isWeb =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!isWeb || uri.getHost() == null) {
      throw holder.refused(
          name,
          "'" + name + "' must begin with https:, with http:, or with data: for the content.");
    }
    return new Media.Address(uri);
  }

  /**
   * Reads content that stands in its address.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc2397">RFC 2397</a>
   */
  private static Media ofData(Media.Kind kind, RequestObject holder, String name, String url) {
    int comma = url.indexOf(',');
    String head = comma < 0 ? "" : url.substring(DATA.length(), comma);
    if (!head.toLowerCase(Locale.ROOT).endsWith(BASE64)) {
      throw holder.refused(
          name, "'" + name + "' must be written as data:image/png;base64,... with its own type.");
    }
    String type = head.substring(0, head.length() - BASE64.length()).replaceFirst(";.*", "");
    return bytes(
        kind, type.isEmpty() ? "text/plain" : type, holder, name, url.substring(comma + 1));
  }

  private static Media bytes(
      Media.Kind kind, String mimeType, RequestObject holder, String name, String base64) {
    try {
      return Media.of(kind, Base64.getDecoder().decode(base64), mimeType);
    } catch (IllegalArgumentException notBase64) {
      throw holder.refused(
          name, "'" + name + "' is not in Base64: " + notBase64.getMessage() + ".");
    }
  }
}
