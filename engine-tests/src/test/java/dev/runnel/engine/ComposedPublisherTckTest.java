package dev.runnel.engine;

public class ComposedPublisherTckTest extends PublisherVerification {
  public ComposedPublisherTckTest() {
    super(Form.COMPOSED);
  }
}
