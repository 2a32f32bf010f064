package dev.runnel.serve;

/**
 * Tells what is of module {@code agents}, which is there only where somebody serves an agent. No
 * class but those that begin with {@code Agent} names its types, and none of these is touched
 * without it.
 */
final class AgentTypes {
  private static final boolean PRESENT = isPresent();

  private AgentTypes() {}

  private static boolean isPresent() {
    try {
      Class.forName("dev.runnel.agent.AgentChunk", false, AgentTypes.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  static boolean isChunk(Object value) {
    return PRESENT && AgentReader.isChunk(value);
  }

  static boolean isAnswer(Object value) {
    return PRESENT && AgentReader.isAnswer(value);
  }

  static boolean isAgent(Object chain) {
    return PRESENT && AgentReader.isAgent(chain);
  }
}
