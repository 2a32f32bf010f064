import type { CodeLensMiddleware } from 'vscode-languageclient/node';

/** The command of the server that returns a chain's graph; the client offers it to VS Code, too. */
export const GRAPH = 'runnel.graph';

/** The command of the server that returns the places where a class's chains name a step. */
export const USERS = 'runnel.users';

/** The command of a lens that opens a chain's graph, for editors without a panel. */
const OPEN_GRAPH = 'runnel.openGraph';

/** The command of a lens that opens a place that names a step, for editors that cannot list them. */
const OPEN_USERS = 'runnel.openUsers';

/** Shows the chain that a lens stands above. */
export const SHOW_CHAIN = 'runnel.showChain';

/** Lists the places that a lens counts. */
export const SHOW_USERS = 'runnel.showUsers';

/** Lets what stands above a method show it in VS Code's own views, instead of what any editor can. */
export const lenses: CodeLensMiddleware['provideCodeLenses'] = async (document, token, next) => {
  const found = await next(document, token);
  for (const lens of found ?? []) {
    const given: unknown[] = lens.command?.arguments ?? [];
    if (lens.command?.command === OPEN_GRAPH) {
      lens.command = { ...lens.command, command: SHOW_CHAIN, arguments: [given[0], lens.range.start] };
    } else if (lens.command?.command === OPEN_USERS) {
      lens.command = { ...lens.command, command: SHOW_USERS, arguments: [lens.range.start, ...given] };
    }
  }
  return found;
};
