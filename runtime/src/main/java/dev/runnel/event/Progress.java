package dev.runnel.event;

/**
 * The payload of the custom event {@code progress}, which {@link dev.runnel.RunContext#progress}
 * emits.
 *
 * @param done how much is done
 * @param total how much there is; negative if that is not known
 */
public record Progress(long done, long total) {
  /** The name of the event. */
  public static final String NAME = "progress";
}
