package dev.runnel.example;

import dev.runnel.annotations.RunType;
import dev.runnel.event.EventOptions;
import java.util.List;
import picocli.CommandLine.Option;

/** Chooses which events are shown. */
final class EventFilters {
  @Option(
      names = "--include-name",
      paramLabel = "NAME",
      description = "Show the runs of this name; may be repeated, as each of these filters.")
  private List<String> includeNames = List.of();

  @Option(
      names = "--include-type",
      paramLabel = "TYPE",
      description =
          "Show the runs of this type: chain, prompt, chat_model, llm, parser, retriever, tool.")
  private List<RunType> includeTypes = List.of();

  @Option(
      names = "--include-tag",
      paramLabel = "TAG",
      description = "Show the runs that have this tag, their own or an inherited one.")
  private List<String> includeTags = List.of();

  @Option(
      names = "--exclude-name",
      paramLabel = "NAME",
      description = "Hide the runs of this name.")
  private List<String> excludeNames = List.of();

  @Option(
      names = "--exclude-type",
      paramLabel = "TYPE",
      description = "Hide the runs of this type.")
  private List<RunType> excludeTypes = List.of();

  @Option(names = "--exclude-tag", paramLabel = "TAG", description = "Hide the runs with this tag.")
  private List<String> excludeTags = List.of();

  /** Lays the filters over other options. */
  EventOptions over(EventOptions options) {
    return options
        .withIncludedNames(includeNames.toArray(String[]::new))
        .withIncludedTypes(includeTypes.toArray(RunType[]::new))
        .withIncludedTags(includeTags.toArray(String[]::new))
        .withExcludedNames(excludeNames.toArray(String[]::new))
        .withExcludedTypes(excludeTypes.toArray(RunType[]::new))
        .withExcludedTags(excludeTags.toArray(String[]::new));
  }
}
