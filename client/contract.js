// Makes src/contract.ts of the documents of the API: the shapes of what comes over REST and sockets.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const HEAD = `/** Made of the documents of the API by \`npm run contract -w client\`; not to be edited. */\n\n`;
const FOLDER = new URL('../server/src/main/resources/contract/', import.meta.url);
const FILE = new URL('src/contract.ts', import.meta.url);

async function document(name) {
  return JSON.parse(await readFile(new URL(name, FOLDER), 'utf8'));
}

export async function generate() {
  const rest = await document('openapi.json');
  const sockets = await document('asyncapi.json');
  const shapes = { ...sockets.components.schemas, ...rest.components.schemas };
  const schemas = Object.fromEntries(Object.entries(shapes).sort(([a], [b]) => (a < b ? -1 : 1)));
  const ast = await openapiTS(
    { openapi: '3.1.0', info: rest.info, paths: {}, components: { schemas } },
    { immutable: true, exportType: true },
  );
  return HEAD + astToString(ast).replaceAll(/^export type (?!components)[\s\S]*?;\n/gm, '');
}

export async function current() {
  return readFile(FILE, 'utf8');
}

if (process.argv[2] === 'renew') await writeFile(FILE, await generate());
