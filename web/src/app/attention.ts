/** Shared among the tabs that have it. The browser lets go of it when a tab ends, however it ends. */
const LOCK = 'parley.attended';

/** True while this tab is visible and focused: only then does anybody read. */
export function hasAttention(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

export function onAttention(listener: () => void): () => void {
  addEventListener('focus', listener);
  addEventListener('blur', listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    removeEventListener('focus', listener);
    removeEventListener('blur', listener);
    document.removeEventListener('visibilitychange', listener);
  };
}

/**
 * Lets the other tabs know while this one has the attention. Ends with the function returned. Pages
 * that came by plain http have no locks; nor can they notify, which is all that is asked for it.
 */
export function shareAttention(): () => void {
  let release: (() => void) | undefined;

  function set(attended: boolean): void {
    if (attended === (release !== undefined)) return;
    release?.();
    release = undefined;
    if (!attended) return;
    const held = new Promise<void>((done) => (release = done));
    void navigator.locks?.request(LOCK, { mode: 'shared' }, () => held);
  }

  const look = () => set(hasAttention());
  look();
  const stop = onAttention(look);
  return () => {
    stop();
    set(false);
  };
}

/** Whether any tab of this browser has the attention. */
export async function isAttended(): Promise<boolean> {
  if (hasAttention()) return true;
  const now = await navigator.locks?.query();
  return now?.held?.some(({ name }) => name === LOCK) ?? false;
}
