/** This much less is no rounding. */
const SLACK_PX = 1;

/**
 * Where a phone lays its keyboard over the page instead of making it smaller (Safari on iOS), the page takes
 * the part that is left: `--above` and `--below` say in px how much is not seen.
 */
export function followKeyboard(): void {
  const seen = visualViewport;
  const page = document.documentElement;

  function follow(): void {
    const { height, offsetTop, scale } = seen!;
    const below = page.clientHeight - offsetTop - height;
    const isWhole = page.clientHeight - height <= SLACK_PX;
    // Whoever has zoomed in looks at a part of the page, which stays as large as it is.
    const isCovered = !isWhole && scale < 1.01;
    page.style.setProperty('--above', isCovered ? `${offsetTop}px` : '');
    page.style.setProperty('--below', isCovered ? `${below}px` : '');
  }

  for (const change of ['resize', 'scroll']) seen?.addEventListener(change, follow);
}

/** From where to where the page is seen, in px. */
export function seenPart(): { readonly top: number; readonly bottom: number } {
  const { offsetTop: top, height } = visualViewport ?? { offsetTop: 0, height: innerHeight };
  return { top, bottom: top + height };
}
