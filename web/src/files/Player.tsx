import { t } from '../texts';

const VIDEO = /\.(?:mp4|m4v|webm|mov|ogv)$/iu;
const AUDIO = /\.(?:mp3|m4a|aac|ogg|oga|opus|wav|flac)$/iu;

export function isPlayable(url: string, name: string): boolean {
  return url.startsWith('/api/v1/uploads/') && (VIDEO.test(name) || AUDIO.test(name));
}

/** Plays an upload in its place. Nothing but its length is fetched before somebody wants it. */
export function Player({ url, name }: { url: string; name: string }) {
  const how = {
    src: url,
    controls: true,
    preload: 'metadata',
    'aria-label': t.files.play(name),
  } as const;
  return VIDEO.test(name) ? (
    <video {...how} className="my-1 h-64 max-w-full rounded-lg bg-sunken" />
  ) : (
    <audio {...how} className="my-1 block h-11 w-80 max-w-full" />
  );
}
