import { kept } from './kept';

const ICON = '/favicon.svg';
const SIZE = 64;

let wanted = 0;

/** Shows on the tab's icon, and on the installed page's, how much is unread. */
export function showBadge(unread: number): void {
  wanted = unread;
  const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  if (!link) return;
  // Where there is no such icon the tab's has to do.
  const app: { setAppBadge?: (count: number) => Promise<void> } = navigator;
  void app.setAppBadge?.(unread).catch(() => undefined);
  if (unread === 0) link.href = ICON;
  else {
    // Without the icon to paint on, the title's number has to do.
    void painted()
      .then((url) => wanted > 0 && (link.href = url))
      .catch(() => undefined);
  }
}

/** The icon with a dot on it; the number is in the title. */
const painted = kept(async () => {
  const icon = new Image(SIZE, SIZE);
  icon.src = ICON;
  await icon.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE;
  const context = canvas.getContext('2d')!;
  context.drawImage(icon, 0, 0, SIZE, SIZE);
  const dot = new Path2D();
  dot.arc(SIZE - 17, 17, 16, 0, 2 * Math.PI);
  context.lineWidth = 5;
  context.strokeStyle = '#ffffff';
  context.stroke(dot);
  context.fillStyle = '#d92d20';
  context.fill(dot);
  return canvas.toDataURL('image/png');
});
