import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds once what every worker then starts. */
export default function build(): void {
  if (process.env.PARLEY_SERVER_CMD) return;
  execFileSync('./run', ['--version'], { cwd: join(import.meta.dirname, '../..') });
}
