package dev.runnel.serve;

import java.nio.charset.StandardCharsets;

/** Writes what was kept as it is, and what else there is to tell as the protocol does. */
record FollowEncoder(RunEncoder<?> protocol) implements RunEncoder<byte[]> {
  @Override
  public void begin(StringBuilder out) {
    EventText.comment("resumed", out);
  }

  @Override
  public void item(byte[] event, StringBuilder out) {
    out.append(new String(event, StandardCharsets.UTF_8));
  }

  @Override
  public void end(StringBuilder out) {}

  @Override
  public boolean failure(String message, StringBuilder out) {
    return protocol.failure(message, out);
  }

  @Override
  public String heartbeat() {
    return protocol.heartbeat();
  }
}
