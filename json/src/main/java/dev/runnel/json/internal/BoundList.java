package dev.runnel.json.internal;

import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A list as it was at one moment: a prefix of what is bound, and perhaps an open element. It never
 * changes, and shares what is complete with the lists before and after it.
 */
final class BoundList extends AbstractList<@Nullable Object> implements RandomAccess, Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private final transient BoundElements owner;
  private final transient @Nullable Object[] items;
  private final transient int stored;
  private final transient @Nullable Object[] open;

  BoundList(BoundElements owner, @Nullable Object[] items, int stored, @Nullable Object[] open) {
    this.owner = owner;
    this.items = items;
    this.stored = stored;
    this.open = open;
  }

  @Override
  public @Nullable Object get(int index) {
    Objects.checkIndex(index, size());
    return index < stored ? items[index] : open[index - stored];
  }

  @Override
  public int size() {
    return stored + open.length;
  }

  /** What two lists share need not be compared. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof BoundList list) || list.owner != owner) {
      return super.equals(other);
    }
    if (size() != list.size()) {
      return false;
    }
    for (int i = Math.min(stored, list.stored); i < size(); i++) {
      if (!Objects.equals(get(i), list.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Serial
  private Object writeReplace() {
    return new ArrayList<>(this);
  }
}
