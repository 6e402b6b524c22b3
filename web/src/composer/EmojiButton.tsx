import { useState } from 'react';
import { EmojiPicker } from '../emoji/EmojiPicker';
import { t } from '../texts';
import { IconButton } from '../ui/Button';
import { SmileIcon } from '../ui/icons';
import { below, type Point } from '../ui/Menu';

/** Picks an emoji to put into the text. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const [at, setAt] = useState<Point>();
  return (
    <>
      <IconButton
        label={t.emoji.title}
        aria-expanded={at !== undefined}
        onClick={(event) => setAt(below(event.currentTarget))}
      >
        <SmileIcon />
      </IconButton>
      {at && <EmojiPicker at={at} onPick={onPick} onClose={() => setAt(undefined)} />}
    </>
  );
}
