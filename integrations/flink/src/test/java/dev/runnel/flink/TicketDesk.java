package dev.runnel.flink;

import dev.runnel.RunnableSequence;

/** The chains of {@link Tickets} with a desk that is closed with them. */
final class TicketDesk implements AutoCloseable {
  private final Desk desk;
  private final TicketsRunnables chains;

  TicketDesk(int millis) {
    desk = new Desk(millis);
    chains = new TicketsRunnables(desk);
  }

  RunnableSequence<String, Tickets.Label, Tickets.Label> labelled() {
    return chains.labelled();
  }

  RunnableSequence<String, Tickets.Report, Tickets.Report> reported() {
    return chains.reported();
  }

  RunnableSequence<String, String, String> spelled() {
    return chains.spelled();
  }

  @Override
  public void close() {
    desk.close();
  }
}
