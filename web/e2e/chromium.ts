import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

const DEBIAN = '/usr/bin/chromium';

/** This machine by a name that browsers trust no more than any other: what comes from there is plain http. */
export const UNTRUSTED = 'parley.test';

const args = [
  `--host-resolver-rules=MAP ${UNTRUSTED} 127.0.0.1`,
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The browser that `CHROMIUM` names, else the system's, else the one that comes as a package
 * (`CHROMIUM=package` asks for that one).
 */
export async function launchOptions(): Promise<LaunchOptions> {
  const { CHROMIUM } = process.env;
  if (CHROMIUM && CHROMIUM !== 'package') return { executablePath: CHROMIUM, args };
  const system = CHROMIUM !== 'package' && existsSync(DEBIAN);
  return { executablePath: system ? DEBIAN : await packaged(), args };
}

async function packaged(): Promise<string> {
  // The package unpacks the libraries it needs only where it believes to be at home.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}
