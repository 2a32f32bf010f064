package dev.runnel.agent;

import dev.runnel.history.MessageJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs a JSON object by HMAC-SHA256, whatever the order of its keys and its white space: a
 * database may change both.
 */
final class StateSignature {
  static final String FIELD = "signature";
  private static final String ALGORITHM = "HmacSHA256";

  private StateSignature() {}

  static String of(ObjectNode json, Key key) {
    return Base64.getEncoder().encodeToString(bytes(json, key));
  }

  static boolean isRight(ObjectNode json, Key key) {
    byte[] given = json.path(FIELD).asString("").getBytes(StandardCharsets.UTF_8);
    byte[] right = of(json, key).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(given, right);
  }

  private static byte[] bytes(ObjectNode json, Key key) {
    ObjectNode signed = json.deepCopy();
    signed.remove(FIELD);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(MessageJson.sortedText(signed).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException noKey) {
      throw new IllegalArgumentException(
          "The key cannot sign by " + ALGORITHM + ": " + noKey.getMessage(), noKey);
    }
  }
}
