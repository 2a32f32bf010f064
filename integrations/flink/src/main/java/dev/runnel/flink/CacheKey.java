package dev.runnel.flink;

import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.flink.api.java.functions.KeySelector;
import tools.jackson.databind.json.JsonMapper;

/** Gives equal inputs of one version of a chain an equal key: a digest of all three. */
final class CacheKey<I> implements KeySelector<I, String> {
  @Serial private static final long serialVersionUID = 1L;

  private final String chain;
  private final String version;

  CacheKey(String chain, String version) {
    this.chain = chain;
    this.version = version;
  }

  @Override
  public String getKey(I input) {
    JsonMapper mapper = JsonTypes.MAPPER;
    MessageDigest digest = sha256();
    digest.update(mapper.writeValueAsBytes(new String[] {chain, version}));
    digest.update(
        input instanceof String text
            ? text.getBytes(StandardCharsets.UTF_8)
            : mapper.writeValueAsBytes(input));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // each Java platform has it
    }
  }
}
