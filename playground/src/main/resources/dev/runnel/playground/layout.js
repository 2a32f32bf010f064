// Where the steps of a graph stand: in layers, each behind all that it reads.

/**
 * Returns the layers, each a list of ids in their order, and for each edge the places that it passes.
 * An edge over several layers has a place of its own in each of those between.
 */
export function layered(graph) {
  const layer = longestPaths(graph.nodes, graph.edges.filter((edge) => !edge.back));
  const layers = [];
  const put = (id, at) => (layers[at] ??= []).push(id);
  graph.nodes.forEach((node) => put(node.id, layer.get(node.id)));
  const routes = graph.edges.map((edge, index) => {
    if (edge.back) {
      return [edge.from, edge.to];
    }
    const route = [edge.from];
    for (let at = layer.get(edge.from) + 1; at < layer.get(edge.to); at++) {
      const passed = `~${index}.${at}`;
      put(passed, at);
      route.push(passed);
    }
    return [...route, edge.to];
  });
  const forward = routes.filter((route, index) => !graph.edges[index].back);
  return { layers: ordered(layers, forward), routes };
}

function longestPaths(nodes, edges) {
  const layer = new Map(nodes.map((node) => [node.id, 0]));
  // A graph without cycles is settled after as many rounds as it has nodes.
  for (let round = 0; round < nodes.length; round++) {
    for (const { from, to } of edges) {
      layer.set(to, Math.max(layer.get(to), layer.get(from) + 1));
    }
  }
  const last = Math.max(0, ...nodes.filter((node) => node.id !== "output").map((node) => layer.get(node.id)));
  layer.set("output", last + 1);
  // A cycle, which only a file that somebody has written can have, must not leave layers empty.
  const used = [...new Set(layer.values())].sort((a, b) => a - b);
  return new Map([...layer].map(([id, at]) => [id, used.indexOf(at)]));
}

/** Puts each place near the middle of those before it, so that few edges cross. */
function ordered(layers, routes) {
  const place = new Map();
  const before = new Map();
  for (const route of routes) {
    for (let i = 1; i < route.length; i++) {
      before.set(route[i], [...(before.get(route[i]) ?? []), route[i - 1]]);
    }
  }
  for (const ids of layers) {
    const middle = new Map(
      ids.map((id, index) => {
        const reads = (before.get(id) ?? []).map((read) => place.get(read) ?? 0);
        return [id, reads.length ? reads.reduce((a, b) => a + b, 0) / reads.length : index];
      }),
    );
    ids.sort((a, b) => middle.get(a) - middle.get(b));
    ids.forEach((id, index) => place.set(id, index - (ids.length - 1) / 2));
  }
  return layers;
}
