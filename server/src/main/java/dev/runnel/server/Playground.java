package dev.runnel.server;

import dev.runnel.serve.ChainService;
import dev.runnel.serve.Endpoint;
import dev.runnel.serve.Pages;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServeRequest;
import dev.runnel.serve.ServeResponse;
import dev.runnel.serve.ServedChain;
import dev.runnel.serve.ServedPages;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Says whether a server has the playground, and who sees it. */
enum Playground {
  /** All whom the guard lets pass. */
  ON {
    @Override
    void addTo(
        ChainService.Builder service,
        Map<String, ServedChain<?, ?, ?>> chains,
        InetAddress address) {
      ServedPages pages =
          find()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "The playground is switched on, but its module is missing: add"
                              + " dev.runnel:runnel-playground to the dependencies, or leave"
                              + " playground(true) out."));
      service.add("", new Pages(pages.name(), pages.endpoints(chains)), ServeOptions.DEFAULT);
    }
  },
  /**
   * Browsers on the same machine, where the server is bound to loopback and the module is there.
   */
  ON_LOOPBACK {
    @Override
    void addTo(
        ChainService.Builder service,
        Map<String, ServedChain<?, ?, ?>> chains,
        InetAddress address) {
      if (address.isLoopbackAddress()) {
        find()
            .ifPresent(
                pages ->
                    service.add(
                        "",
                        new Pages(
                            pages.name(),
                            pages.endpoints(chains).stream()
                                .map(Playground::forThisMachine)
                                .toList()),
                        ServeOptions.DEFAULT));
      }
    }
  },
  /** Nobody. */
  OFF {
    @Override
    void addTo(
        ChainService.Builder service,
        Map<String, ServedChain<?, ?, ?>> chains,
        InetAddress address) {}
  };

  private static final List<String> OF_PROXIES =
      List.of("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP");

  abstract void addTo(
      ChainService.Builder service, Map<String, ServedChain<?, ?, ?>> chains, InetAddress address);

  private static Optional<ServedPages> find() {
    return ServiceLoader.load(ServedPages.class, Playground.class.getClassLoader()).findFirst();
  }

  private static Endpoint forThisMachine(Endpoint endpoint) {
    return new Endpoint(
        endpoint.method(),
        endpoint.path(),
        (request, parts) ->
            isOfThisMachine(request)
                ? endpoint.handler().handle(request, parts)
                : ServeResponse.text(
                    403,
                    "The playground is for browsers on the server's own machine. To show it to"
                        + " others, switch it on with playground(true).\n"));
  }

  /** A proxy says for whom it asks; a page whose own name leads here names itself as the host. */
  private static boolean isOfThisMachine(ServeRequest request) {
    return CrossOrigin.namesThisMachine(request)
        && OF_PROXIES.stream().allMatch(name -> request.header(name).isEmpty());
  }
}
