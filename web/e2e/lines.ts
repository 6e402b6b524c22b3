/** So many texts, told apart by their number: none is part of another. */
export function lines(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${name} ${i + 1}.`);
}
