/** A chain's graph, as the command runnel.graph of the server returns it. */
export interface Graph {
  in: string;
  chain: string;
  mermaid: string;
  svg: string;
}

const HEAD =
  '<meta charset="utf-8">'
  + '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">'
  + '<style>body { color: var(--vscode-editor-foreground); } svg { max-width: 100%; height: auto; }</style>';

/** Returns the page of the panel. No script runs in it. */
export function page(graph: Graph | null): string {
  const body = graph
    ? `<h3>${escaped(graph.chain)} <small>${escaped(graph.in)}</small></h3>${graph.svg}`
    : '<p>Put the cursor on a chain, or on a step of one.</p>';
  return `<!DOCTYPE html><html lang="en"><head>${HEAD}</head><body>${body}</body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
