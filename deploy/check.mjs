// Holds compose.yaml against the Compose specification's schema, and the Kubernetes manifests
// against the types of its API: a field that is none, one that lacks, a value of the wrong kind.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DCLinter } from 'dclint';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Of a linter only what the schema says: its taste is not ours. */
function compose(file) {
  const found = new DCLinter({ rules: {}, quiet: false }).lintFiles([file], false);
  return found
    .flatMap((each) => each.messages)
    .filter((each) => /^invalid-(schema|yaml)$/.test(each.rule))
    .map((each) => `${file}:${each.line}: ${each.message}`);
}

/** Each document as a constant of its type, as the compiler sees it. */
function kubernetes(file) {
  const source = parseAllDocuments(readFileSync(file, 'utf8')).map((document, n) => {
    if (document.errors.length) throw document.errors[0];
    const { apiVersion, kind } = document.toJS();
    const from = `kubernetes-types/${apiVersion === 'v1' ? 'core/v1' : apiVersion.replace('.k8s.io', '')}`;
    const value = JSON.stringify(document.toJS(), null, 1);
    return `import type { ${kind} as T${n} } from '${from}';\nexport const d${n}: T${n} = ${value};\n`;
  });
  const name = here('kubernetes/manifests.ts');
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => path === name || fileExists.call(host, path);
  host.readFile = (path) => (path === name ? source.join('') : readFile.call(host, path));
  host.getSourceFile = (path, ...more) =>
    path === name
      ? ts.createSourceFile(path, source.join(''), ts.ScriptTarget.ESNext)
      : getSourceFile.call(host, path, ...more);
  return ts
    .getPreEmitDiagnostics(ts.createProgram([name], options, host))
    .map((each) => `${file}: ${ts.flattenDiagnosticMessageText(each.messageText, '\n')}`);
}

const wrong = [
  ...compose(here('compose/compose.yaml')),
  ...kubernetes(here('kubernetes/parley.yaml')),
];
for (const line of wrong) console.error(line);
process.exitCode = wrong.length ? 1 : 0;
