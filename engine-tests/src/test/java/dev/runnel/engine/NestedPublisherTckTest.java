package dev.runnel.engine;

public class NestedPublisherTckTest extends PublisherVerification {
  public NestedPublisherTckTest() {
    super(Form.NESTED_PUSHED);
  }
}
