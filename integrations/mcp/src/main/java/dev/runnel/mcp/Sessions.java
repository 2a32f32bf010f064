package dev.runnel.mcp;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one server, as far as they have not said goodbye. Many never do, so beyond a
 * number those are forgotten that have not asked for the longest time. Thread-safe.
 */
final class Sessions {
  private final int maximum;
  private final Map<String, ClientSession> byId = new LinkedHashMap<>(16, 0.75f, true);

  Sessions(int maximum) {
    this.maximum = maximum;
  }

  synchronized void add(ClientSession session) {
    byId.put(session.id(), session);
    Iterator<ClientSession> oldest = byId.values().iterator();
    while (byId.size() > maximum && oldest.hasNext()) {
      ClientSession candidate = oldest.next();
      if (candidate.isIdle() && candidate != session) {
        oldest.remove();
      }
    }
  }

  synchronized @Nullable ClientSession get(String id) {
    return byId.get(id);
  }

  synchronized @Nullable ClientSession remove(String id) {
    return byId.remove(id);
  }
}
