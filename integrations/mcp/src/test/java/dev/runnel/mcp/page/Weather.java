package dev.runnel.mcp.page;

import dev.runnel.annotations.Tool;

/** A tool of the page on MCP. */
public class Weather {
  /** Tells the weather of today in a city. */
  @Tool
  public String forecast(String city) {
    return "Rain in " + city;
  }
}
