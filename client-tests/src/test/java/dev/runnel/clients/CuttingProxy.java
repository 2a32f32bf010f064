package dev.runnel.clients;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes on what goes between clients and a server, until it cuts their connections. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private CuttingProxy(ServerSocket listening, int server) {
    this.listening = listening;
    this.server = server;
  }

  static CuttingProxy start(int server) throws IOException {
    CuttingProxy proxy =
        new CuttingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    background(proxy::accept);
    return proxy;
  }

  String origin() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  private static void background(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket("127.0.0.1", this.server);
        open.add(client);
        open.add(server);
        background(() -> pass(client, server));
        background(() -> pass(server, client));
      }
    } catch (IOException closed) {
      cut();
    }
  }

  private void pass(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException cut) {
      close(to);
    } finally {
      close(from);
      close(to);
      open.remove(from);
      open.remove(to);
    }
  }

  /** Cuts all connections; new ones are passed on. */
  void cut() {
    open.forEach(CuttingProxy::close);
  }

  private static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException alreadyBroken) {
      throw new UncheckedIOException(alreadyBroken);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
