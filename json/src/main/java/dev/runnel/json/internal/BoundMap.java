package dev.runnel.json.internal;

import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map as it was at one moment: what is bound of an object. It never changes, and shares what is
 * complete with the maps before and after it.
 */
final class BoundMap extends AbstractMap<String, @Nullable Object> implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private final transient BoundMembers owner;
  private final transient ObjectView view;
  private final transient @Nullable Object[] values;
  private final transient @Nullable Object open;

  BoundMap(BoundMembers owner, ObjectView view, @Nullable Object[] values, @Nullable Object open) {
    this.owner = owner;
    this.view = view;
    this.values = values;
    this.open = open;
  }

  private @Nullable Object value(int index) {
    return index == view.openIndex() ? open : values[index];
  }

  @Override
  public int size() {
    return view.size();
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    int index = key instanceof String name ? view.indexOf(name) : -1;
    return index < 0 ? null : value(index);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return view.containsKey(key);
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return view.size();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, @Nullable Object>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < size();
    }

    @Override
    public Map.Entry<String, @Nullable Object> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int index = next++;
      return new SimpleImmutableEntry<>(view.key(index), value(index));
    }
  }

  /** What two maps share need not be compared. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof BoundMap map) || map.owner != owner || map.values != values) {
      return super.equals(other);
    }
    if (size() != map.size()) {
      return false;
    }
    for (int i = Math.min(view.stored(), map.view.stored()); i < size(); i++) {
      if (!view.key(i).equals(map.view.key(i)) || !Objects.equals(value(i), map.value(i))) {
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
    return new LinkedHashMap<>(this);
  }
}
