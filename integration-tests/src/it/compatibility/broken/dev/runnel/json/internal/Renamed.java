package dev.runnel.json.internal;

/** What nobody else sees. */
public class Renamed {
  private Renamed() {}
}
