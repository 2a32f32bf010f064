package dev.runnel.json.internal;

/**
 * Listens, beside what happens in a document, to where documents begin and what becomes of them.
 *
 * <p>Each candidate begins with {@link #started()} and ends with one of {@link #dropped()}, {@link
 * #kept()} or, once there is no way back, {@link #settled()}, after which its events may go on.
 */
public interface DocumentEvents extends JsonEvents {
  /** Says that a candidate begins. */
  void started();

  /** Says that the candidate was prose. */
  void dropped();

  /** Says that the candidate is complete and the result if nothing better follows. */
  void kept();

  /** Says that the candidate is the document for good. */
  void settled();

  /** Says that the text has ended and that the kept candidate is the result. */
  void chosen();

  /**
   * Says that what follows, up to {@link #heldBackEnd}, happens within one character: none of it
   * can be seen from outside.
   */
  void heldBackStart();

  /** Ends what {@link #heldBackStart} began. */
  void heldBackEnd();
}
