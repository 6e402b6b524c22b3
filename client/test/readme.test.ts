import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '..');

const examples = [
  ...readFileSync(join(FOLDER, 'README.md'), 'utf8').matchAll(/```ts\n(.*?)```/gsu),
].map(([, code]) => code!);

it('the examples of the README can be compiled, one that is wrong cannot', () => {
  expect(examples[0]?.trim().split('\n').length).toBeLessThanOrEqual(10);
  const wrong = `${examples[0]}parley.shout('Hello!');`;
  expect(problems([...examples, wrong])).toEqual([
    `${examples.length}: Property 'shout' does not exist on type 'Parley'.`,
  ]);
});

/** What the compiler says of files that import this package. */
function problems(codes: readonly string[]): string[] {
  const files = new Map(codes.map((code, i) => [join(FOLDER, 'test', `example-${i}.ts`), code]));
  const tsconfig = join(FOLDER, 'tsconfig.json');
  const { options } = ts.getParsedCommandLineOfConfigFile(
    tsconfig,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
      },
    },
  )!;
  const host = ts.createCompilerHost(options);
  const given = host.getSourceFile.bind(host);
  host.getSourceFile = (path, target) => {
    const code = files.get(path);
    return code === undefined ? given(path, target) : ts.createSourceFile(path, code, target);
  };
  const names = [...files.keys()];
  return ts
    .getPreEmitDiagnostics(ts.createProgram(names, options, host))
    .map(
      ({ file, messageText }) =>
        `${names.indexOf(file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
}
