import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve('test/server.mjs');

/** Starts the packed extension on a played VS Code, with a played server for the java that it finds. */
export async function start(api, settings) {
  const folder = mkdtempSync(join(tmpdir(), 'runnel-vscode-'));
  const java = join(folder, 'java');
  const version = '[ "$1" = -version ] && echo \'openjdk version "21.0.1"\' >&2 && exit';
  writeFileSync(java, `#!/bin/sh\n${version}\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(java, 0o755);
  api.workspace.getConfiguration = () => ({ get: name => ({ java, ...settings })[name] });
  const load = Module._load;
  Module._load = (name, ...rest) => (name === 'vscode' ? api : load(name, ...rest));
  const extension = createRequire(import.meta.url)(resolve('dist/extension.js'));
  await extension.activate({ subscriptions: [], asAbsolutePath: path => '/extension/' + path });
  return {
    folder,
    async end() {
      await extension.deactivate();
      rmSync(folder, { recursive: true });
    },
  };
}
