package dev.runnel.engine;

public class PulledPublisherTckTest extends PublisherVerification {
  public PulledPublisherTckTest() {
    super(Form.PULLED);
  }
}
