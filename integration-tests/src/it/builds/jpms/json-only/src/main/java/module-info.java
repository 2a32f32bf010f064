/** Reads JSON, and needs nothing of chains. */
module com.example {
  requires dev.runnel.json;
}
