import { useEffect, type RefObject } from 'react';

const EDITABLE = 'input, textarea, select, [contenteditable]';
const OPEN = 'dialog[open], [popover=auto]';

/** What is typed while nothing that takes words has the focus goes to the composer. */
export function useTypedElsewhere(input: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isTyped(event) || event.defaultPrevented) return;
      if ((event.target as Element).closest(EDITABLE) || document.querySelector(OPEN)) return;
      // The letter itself follows the focus.
      input.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [input]);
}

/** One sign, no shortcut; the space bar presses buttons and turns pages. */
function isTyped({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  return [...key].length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey && !isComposing;
}
