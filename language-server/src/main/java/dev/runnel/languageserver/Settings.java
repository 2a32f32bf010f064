package dev.runnel.languageserver;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import dev.runnel.languageserver.project.MavenSettings;
import dev.runnel.languageserver.project.ProjectSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an editor sends as its initialization options, or the command line has. What is left out has
 * a default.
 *
 * @param projects projects that the editor knows
 * @param maven how to run Maven
 * @param javaServer whether the editor answers {@code runnel/project} with what its Java server
 *     knows
 * @param diagnostics when to show what the processor complains of
 * @param quietMillis how long the author has to pause before a file is checked
 */
record Settings(
    @Nullable List<ProjectSettings> projects,
    @Nullable MavenSettings maven,
    @Nullable Boolean javaServer,
    @Nullable String diagnostics,
    @Nullable Integer quietMillis) {
  static final Settings DEFAULT = new Settings(null, null, null, null, null);

  /** When to show diagnostics. */
  enum Showing {
    ALWAYS,
    /** Until the file is saved: from then on the Java server shows them. */
    WHILE_TYPING,
    NEVER
  }

  /**
   * Reads the options.
   *
   * @param fromLine those of the command line
   * @param fromEditor those of the editor, as the protocol gives them; null for none
   * @throws JsonParseException if they have another form
   */
  static Settings read(JsonObject fromLine, @Nullable Object fromEditor) {
    JsonElement given =
        fromEditor instanceof JsonElement json && !json.isJsonNull() ? json : new JsonObject();
    JsonElement options =
        given.isJsonObject() ? CommandLine.over(fromLine, given.getAsJsonObject()) : given;
    return new Gson().fromJson(options, Settings.class);
  }

  /**
   * Says when to show diagnostics.
   *
   * @throws JsonParseException if the setting is unknown
   */
  Showing showing() {
    if (diagnostics == null) {
      return asksJavaServer() ? Showing.WHILE_TYPING : Showing.ALWAYS;
    }
    return switch (diagnostics) {
      case "always" -> Showing.ALWAYS;
      case "whileTyping" -> Showing.WHILE_TYPING;
      case "never" -> Showing.NEVER;
      default ->
          throw new JsonParseException(
              "\"diagnostics\" cannot be \""
                  + diagnostics
                  + "\". It is always, whileTyping or never.");
    };
  }

  boolean asksJavaServer() {
    return Boolean.TRUE.equals(javaServer);
  }

  int quiet() {
    return quietMillis == null ? 100 : Math.max(0, quietMillis);
  }

  List<ProjectSettings> known() {
    return projects == null ? List.of() : projects;
  }

  MavenSettings howMaven() {
    return maven == null ? MavenSettings.DEFAULT : maven;
  }
}
