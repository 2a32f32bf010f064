/** Serves chains over HTTP. */
module dev.runnel.server {
  requires jdk.httpserver;
  requires static org.eclipse.jetty.http2.server;
  requires org.eclipse.jetty.server;
  requires transitive dev.runnel.serve;
  requires transitive org.jspecify;

  uses dev.runnel.serve.ServedPages;

  exports dev.runnel.server;
}
