package dev.runnel.testkit.adapter;

import dev.runnel.model.ChatModel;
import org.junit.jupiter.api.Timeout;

/** What each contract asks for: the adapter, as its users would make it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface AdapterContract {
  /**
   * Makes a model of the adapter, which asks a provider's API below an address. It has no retries
   * of its own, and its key does not matter.
   *
   * @param baseUrl the address, such as {@code http://127.0.0.1:8080/v1}
   * @return the model
   */
  ChatModel model(String baseUrl);
}
