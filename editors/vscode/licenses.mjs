// Puts the licence of the extension, and those of the libraries in its bundle, where its package takes them from.
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { inputs } = JSON.parse(readFileSync('dist/bundle.json', 'utf8'));
const library = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
const folders = new Set(Object.keys(inputs).flatMap(path => path.match(library) ?? []));

const texts = [...folders].sort().map(folder => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter(each => /^(licen[cs]e|notice|thirdpartynotices)\b/i.test(each)).sort();
  if (!files.some(each => /^licen/i.test(each))) {
    throw new Error(`${name} ${version} has no file with its licence.`);
  }
  const all = files.map(each => readFileSync(join(folder, each), 'utf8').trim());
  return [`${name} ${version}: ${license}`, ...all].join('\n\n');
});
writeFileSync('dist/libraries-licenses.txt', texts.join(`\n\n${'-'.repeat(80)}\n\n`) + '\n');
copyFileSync(process.env.RUNNEL_LICENSE, 'LICENSE');
