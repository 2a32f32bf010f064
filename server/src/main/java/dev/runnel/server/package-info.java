/**
 * A server for chains: {@link dev.runnel.server.RunnelServer}. Jetty carries the HTTP, or, where no
 * other library is wanted, the JDK's own server; both stand behind {@link
 * dev.runnel.server.HttpEngine}.
 */
@NullMarked
package dev.runnel.server;

import org.jspecify.annotations.NullMarked;
