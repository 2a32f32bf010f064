package dev.runnel.benchmarks.compare;

/** What LangChain4j's AI services make of a method for each of the types. */
interface TypesService {
  Types.Plain plain(String question);

  Types.Numbers numbers(String question);

  Types.Big big(String question);

  Types.Flags flags(String question);

  Types.Maybe maybe(String question);

  Types.MaybeAbsent maybeAbsent(String question);

  Types.MaybeNumbers maybeNumbers(String question);

  Types.Listed listed(String question);

  Types.Nested nested(String question);

  Types.ListedRecords listedRecords(String question);

  Types.Tagged tagged(String question);

  Types.Grid grid(String question);

  Types.Arrayed arrayed(String question);

  Types.Mapped mapped(String question);

  Types.EnumMapped enumMapped(String question);

  Types.Colored colored(String question);

  Types.Sized sized(String question);

  Types.Renamed renamed(String question);

  Types.Dated dated(String question);

  Types.AtTime atTime(String question);

  Types.Timed timed(String question);

  Types.Stamped stamped(String question);

  Types.Zoned zoned(String question);

  Types.Lasting lasting(String question);

  Types.Known known(String question);

  Types.Binary binary(String question);

  Types.Tree tree(String question);

  Types.Drawn drawn(String question);

  Types.Boxed boxed(String question);

  Types.Ordered ordered(String question);
}
