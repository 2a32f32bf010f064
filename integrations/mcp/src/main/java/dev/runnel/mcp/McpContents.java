package dev.runnel.mcp;

import dev.runnel.event.EventPayload;
import dev.runnel.model.Extras;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.TextPart;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Translates between the parts of a tool's result and MCP's content. */
final class McpContents {
  private static final String UNKNOWN_TYPE = "application/octet-stream";

  private McpContents() {}

  /** Writes one part of a tool's result. */
  static McpSchema.Content content(MessagePart part) {
    if (part instanceof TextPart text) {
      return text(text.text());
    }
    return part instanceof Media media ? media(media) : text(EventPayload.toJson(part).toString());
  }

  static McpSchema.Content text(String text) {
    return McpSchema.TextContent.builder(text).build();
  }

  private static McpSchema.Content media(Media media) {
    String type = media.mimeType() == null ? UNKNOWN_TYPE : media.mimeType();
    if (media.source() instanceof Media.Bytes bytes) {
      return switch (media.kind()) {
        case IMAGE -> McpSchema.ImageContent.builder(bytes.base64(), type).build();
        case AUDIO -> McpSchema.AudioContent.builder(bytes.base64(), type).build();
        case VIDEO, FILE -> file(media, type, bytes);
      };
    }
    if (media.source() instanceof Media.Address address) {
      McpSchema.ResourceLink.Builder link =
          McpSchema.ResourceLink.builder().uri(address.uri().toString()).name(nameOf(media));
      return media.mimeType() == null ? link.build() : link.mimeType(type).build();
    }
    return text(EventPayload.toJson(media).toString());
  }

  private static McpSchema.Content file(Media media, String type, Media.Bytes bytes) {
    String address = "file:///" + nameOf(media).replaceAll("[^A-Za-z0-9._-]", "_");
    return McpSchema.EmbeddedResource.builder(
            McpSchema.BlobResourceContents.builder(address, bytes.base64()).mimeType(type).build())
        .build();
  }

  private static String nameOf(Media media) {
    return media.name() == null ? media.kind().name().toLowerCase(Locale.ROOT) : media.name();
  }

  /**
   * Reads one content of a result.
   *
   * @throws IllegalArgumentException if its Base64 is broken
   */
  static MessagePart part(McpSchema.Content content) {
    if (content instanceof McpSchema.TextContent text) {
      return new TextPart(text.text());
    }
    if (content instanceof McpSchema.ImageContent image) {
      return Media.of(Media.Kind.IMAGE, bytes(image.data()), image.mimeType());
    }
    if (content instanceof McpSchema.AudioContent audio) {
      return Media.of(Media.Kind.AUDIO, bytes(audio.data()), audio.mimeType());
    }
    if (content instanceof McpSchema.EmbeddedResource embedded) {
      return resource(embedded.resource());
    }
    if (content instanceof McpSchema.ResourceLink link && isOnWeb(link.uri())) {
      return new Media(
          kindOf(link.mimeType()),
          link.mimeType(),
          link.name(),
          new Media.Address(URI.create(link.uri())),
          null,
          Extras.NONE);
    }
    return new TextPart(SdkJson.tree(content).toString());
  }

  private static MessagePart resource(McpSchema.ResourceContents resource) {
    if (resource instanceof McpSchema.TextResourceContents text) {
      return new TextPart(text.text());
    }
    if (resource instanceof McpSchema.BlobResourceContents blob) {
      String type = blob.mimeType() == null ? UNKNOWN_TYPE : blob.mimeType();
      return Media.of(kindOf(type), bytes(blob.blob()), type);
    }
    return new TextPart(SdkJson.tree(resource).toString());
  }

  /** Only what is on the web can a model's provider fetch. */
  private static boolean isOnWeb(String uri) {
    try {
      String scheme = URI.create(uri).getScheme();
      return "https".equals(scheme) || "http".equals(scheme);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static Media.Kind kindOf(@Nullable String type) {
    String first = type == null ? "" : type.replaceFirst("/.*", "");
    return switch (first) {
      case "image" -> Media.Kind.IMAGE;
      case "audio" -> Media.Kind.AUDIO;
      case "video" -> Media.Kind.VIDEO;
      default -> Media.Kind.FILE;
    };
  }
}
