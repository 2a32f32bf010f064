package dev.runnel.engine;

public class PushedPublisherTckTest extends PublisherVerification {
  public PushedPublisherTckTest() {
    super(Form.PUSHED);
  }
}
