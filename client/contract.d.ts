/** The types as the documents say. */
export function generate(): Promise<string>;

/** The types as they are committed. */
export function current(): Promise<string>;
