/** Whether the page is read from right to left. */
export function isRtl(): boolean {
  return document.documentElement.dir === 'rtl';
}

/** One on or one back by an arrow to the side, as the page is read; undefined for any other key. */
export function stepOf(key: string): 1 | -1 | undefined {
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return undefined;
  return (key === 'ArrowLeft') === isRtl() ? 1 : -1;
}
