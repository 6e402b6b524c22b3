package dev.parley.chat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// A bounded cache for any thread that forgets what was not used for longest.
public final class Lru<K, V> {
  private static final class Kept<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int capacity;

    Kept(int capacity) {
      super(16, 0.75f, true);
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > capacity;
    }
  }

  private final Kept<K, V> kept;

  public Lru(int capacity) {
    kept = new Kept<>(capacity);
  }

  public synchronized @Nullable V get(K key) {
    return kept.get(key);
  }

  public synchronized void put(K key, V value) {
    kept.put(key, value);
  }

  /// Keeps what `choose` makes of the value that is there and this one; answers it.
  public synchronized V merge(K key, V value, BinaryOperator<V> choose) {
    var old = kept.get(key);
    var chosen = old == null ? value : choose.apply(old, value);
    kept.put(key, chosen);
    return chosen;
  }

  public synchronized void clear() {
    kept.clear();
  }

  /// What is kept now.
  public synchronized Map<K, V> snapshot() {
    return new HashMap<>(kept);
  }

  /// Null when there was none.
  public synchronized @Nullable V remove(K key) {
    return kept.remove(key);
  }
}
