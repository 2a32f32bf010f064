package ${package};

/** Streams a joke to the terminal. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    String topic = args.length == 0 ? "parrots" : String.join(" ", args);
    Jokes jokes = new JokesRunnables(Models.model());
    jokes
        .joke()
        .stream(topic)
        .forEach(
            chunk -> {
              System.out.print(chunk);
              System.out.flush();
            });
    System.out.println();
  }
}
