package dev.runnel.engine;

public class RepublishedPublisherTckTest extends PublisherVerification {
  public RepublishedPublisherTckTest() {
    super(Form.PUBLISHED);
  }
}
