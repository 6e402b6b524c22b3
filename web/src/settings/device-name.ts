const BROWSERS: readonly [RegExp, string][] = [
  [/Edg\//u, 'Edge'],
  [/OPR\//u, 'Opera'],
  [/Firefox\//u, 'Firefox'],
  [/Chrome\//u, 'Chrome'],
  [/Safari\//u, 'Safari'],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone|iPad/u, 'iOS'],
  [/Android/u, 'Android'],
  [/Windows/u, 'Windows'],
  [/Mac OS X/u, 'macOS'],
  [/Linux/u, 'Linux'],
];

/** Browser and system of a user agent; what is no browser stays as it is, nothing is undefined. */
export function deviceName(userAgent: string): string | undefined {
  const named = (all: readonly [RegExp, string][]) =>
    all.find(([pattern]) => pattern.test(userAgent))?.[1];
  const both = [named(BROWSERS), named(SYSTEMS)].filter((name) => name !== undefined);
  return both.length > 0 ? both.join(', ') : userAgent || undefined;
}
