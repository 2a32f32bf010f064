package dev.runnel.engine.run;

import dev.runnel.RunConfig;
import dev.runnel.annotations.RunType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is the run of a part of another run: a step, a group of steps, what a composition runs. It has
 * tags of its own, and the children that a step's body opens end before it.
 */
public final class StepRun extends Run {
  private final String name;
  private final RunType type;
  private final List<String> ownTags;

  /** In what it lives: its children close with that, or before. */
  private final @Nullable Resources home;

  private @Nullable Resources children;
  private volatile boolean over;

  public StepRun(
      @Nullable Run parent,
      String name,
      RunType type,
      RunConfig config,
      List<String> ownTags,
      boolean streaming,
      Listeners listeners,
      @Nullable Resources home) {
    super(parent, config, streaming, listeners);
    this.name = name;
    this.type = type;
    this.ownTags = ownTags;
    this.home = home;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public RunType type() {
    return type;
  }

  @Override
  public List<String> ownTags() {
    return ownTags;
  }

  @Override
  public @Nullable Resources childrenCloseWith() {
    @Nullable Resources own = super.childrenCloseWith();
    return own == null ? ownChildren() : own;
  }

  private synchronized @Nullable Resources ownChildren() {
    if (children == null && home != null) {
      Resources opened = new StreamResources();
      children = opened;
      home.own(opened);
    }
    return children;
  }

  @Override
  public void closeChildren() {
    @Nullable Resources opened;
    synchronized (this) {
      opened = children;
    }
    if (opened != null) {
      opened.close();
    }
  }

  @Override
  public void over() {
    over = true;
  }

  @Override
  public boolean isOver() {
    return over || super.isOver();
  }
}
