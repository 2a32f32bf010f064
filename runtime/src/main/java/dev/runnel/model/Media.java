package dev.runnel.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A picture, a sound, a film or a file in a message.
 *
 * <pre>{@code
 * ChatMessage question = ChatMessage.user("What is this?", Media.image(Path.of("parrot.png")));
 * }</pre>
 *
 * @param kind what it is
 * @param mimeType the type of its content, such as {@code image/png}; null if that is not known
 * @param name the name of the file; null if it has none
 * @param source where the content is
 * @param detail how closely the model is to look; null for the model's own choice
 * @param extras what a provider adds
 */
public record Media(
    Kind kind,
    @Nullable String mimeType,
    @Nullable String name,
    Source source,
    @Nullable Detail detail,
    Extras extras)
    implements MessagePart {
  /** Those that models read; what the system knows differs from one to the other. */
  private static final Map<String, String> TYPES =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "gif", "image/gif",
          "webp", "image/webp",
          "pdf", "application/pdf",
          "wav", "audio/wav",
          "mp3", "audio/mpeg",
          "mp4", "video/mp4",
          "txt", "text/plain");

  /** Checks that kind, source and extras are there. */
  public Media {
    Objects.requireNonNull(kind, "Media need a kind, such as Media.Kind.IMAGE.");
    Objects.requireNonNull(source, "Media need a source: bytes, an address, or a file's id.");
    Objects.requireNonNull(extras, "Extras may be Extras.NONE, but not null.");
  }

  /** What media are. */
  public enum Kind {
    /** A picture. */
    IMAGE,
    /** A sound. */
    AUDIO,
    /** A film. */
    VIDEO,
    /** A file of another kind, such as a PDF. */
    FILE
  }

  /** How closely a model is to look at a picture. */
  public enum Detail {
    /** As the model decides. */
    AUTO,
    /** From afar, for few tokens. */
    LOW,
    /** Closely. */
    HIGH,
    /** As it is, without making it smaller. */
    ORIGINAL
  }

  /** Where the content is. Immutable and thread-safe. */
  public sealed interface Source {}

  /** The content itself. Immutable. */
  public static final class Bytes implements Source {
    private final byte[] content;

    private Bytes(byte[] content) {
      this.content = content;
    }

    /**
     * Returns the content.
     *
     * @return a copy
     */
    public byte[] content() {
      return content.clone();
    }

    /**
     * Returns the content as text, as most providers want it.
     *
     * @return the content in Base64
     */
    public String base64() {
      return Base64.getEncoder().encodeToString(content);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
      return content.length + " bytes";
    }
  }

  /**
   * An address from which the provider fetches the content.
   *
   * @param uri the address
   */
  public record Address(URI uri) implements Source {}

  /**
   * A file that the provider has already.
   *
   * @param provider the provider, such as {@code "openai"}
   * @param id the provider's id for it
   */
  public record FileId(String provider, String id) implements Source {}

  /**
   * Reads a picture from a file.
   *
   * @param path the file
   * @return the picture, with the file's name
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Media image(Path path) {
    return read(Kind.IMAGE, path);
  }

  /**
   * Makes a picture of an address from which the provider fetches it.
   *
   * @param uri the address
   * @return the picture
   */
  public static Media image(URI uri) {
    return new Media(Kind.IMAGE, null, null, new Address(uri), null, Extras.NONE);
  }

  /**
   * Makes a picture of its bytes.
   *
   * @param content the bytes; they are copied
   * @param mimeType their type, such as {@code image/png}
   * @return the picture
   */
  public static Media image(byte[] content, String mimeType) {
    return of(Kind.IMAGE, content, mimeType);
  }

  /**
   * Reads a sound from a file.
   *
   * @param path the file
   * @return the sound, with the file's name
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Media audio(Path path) {
    return read(Kind.AUDIO, path);
  }

  /**
   * Reads a film from a file.
   *
   * @param path the file
   * @return the film, with the file's name
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Media video(Path path) {
    return read(Kind.VIDEO, path);
  }

  /**
   * Reads a file, such as a PDF.
   *
   * @param path the file
   * @return the file, with its name
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Media file(Path path) {
    return read(Kind.FILE, path);
  }

  /**
   * Makes media of bytes.
   *
   * @param kind what they are
   * @param content the bytes; they are copied
   * @param mimeType their type
   * @return the media
   */
  public static Media of(Kind kind, byte[] content, String mimeType) {
    Objects.requireNonNull(mimeType, "Bytes need a MIME type, such as image/png.");
    return new Media(kind, mimeType, null, new Bytes(content.clone()), null, Extras.NONE);
  }

  /**
   * Makes media of an address from which the provider fetches them.
   *
   * @param kind what they are
   * @param uri the address
   * @return the media
   */
  public static Media of(Kind kind, URI uri) {
    return new Media(kind, null, null, new Address(uri), null, Extras.NONE);
  }

  /**
   * Makes media of a file that a provider has already.
   *
   * @param kind what they are
   * @param provider the provider, such as {@code "openai"}
   * @param id the provider's id for the file
   * @return the media
   */
  public static Media ofFileId(Kind kind, String provider, String id) {
    return new Media(kind, null, null, new FileId(provider, id), null, Extras.NONE);
  }

  private static Media read(Kind kind, Path path) {
    try {
      Path name = path.getFileName();
      return new Media(
          kind,
          mimeTypeOf(path),
          name == null ? null : name.toString(),
          new Bytes(Files.readAllBytes(path)),
          null,
          Extras.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + path + " of a message cannot be read.", e);
    }
  }

  private static String mimeTypeOf(Path path) throws IOException {
    String name = path.toString().toLowerCase(Locale.ROOT);
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    type = type == null ? Files.probeContentType(path) : type;
    if (type == null) {
      throw new IllegalArgumentException(
          "The type of the file %s is not known from its name. Say it: Media.of(kind, bytes, type)."
              .formatted(path));
    }
    return type;
  }

  /**
   * Sets the type of the content.
   *
   * @param mimeType the type, such as {@code image/png}
   * @return a copy
   */
  public Media withMimeType(String mimeType) {
    return new Media(kind, mimeType, name, source, detail, extras);
  }

  /**
   * Sets the name of the file.
   *
   * @param name the name
   * @return a copy
   */
  public Media withName(String name) {
    return new Media(kind, mimeType, name, source, detail, extras);
  }

  /**
   * Sets how closely the model is to look.
   *
   * @param detail how closely
   * @return a copy
   */
  public Media withDetail(Detail detail) {
    return new Media(kind, mimeType, name, source, detail, extras);
  }

  /**
   * Replaces what a provider adds.
   *
   * @param extras the extras
   * @return a copy
   */
  public Media withExtras(Extras extras) {
    return new Media(kind, mimeType, name, source, detail, extras);
  }
}
