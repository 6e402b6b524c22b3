import type { Broadcast } from '@parley/client';
import { useEffect, useState } from 'react';
import { useParley } from '../app/session';
import { t } from '../texts';
import { IconButton } from '../ui/Button';
import { CloseIcon } from '../ui/icons';
import { formatted } from './markdown';

/** What an administrator says to everybody: shown until dismissed, kept nowhere. */
export function Broadcasts() {
  const parley = useParley();
  const [messages, setMessages] = useState<readonly Broadcast[]>([]);
  useEffect(
    () => parley.events.on('broadcast', (message) => setMessages((all) => [...all, message])),
    [parley],
  );
  return (
    <div
      role="status"
      className="fixed top-16 inset-e-4 z-10 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2"
    >
      {messages.map((message) => (
        <div
          key={message.id}
          className="flex gap-2 rounded-xl border border-edge bg-raised py-2 pe-2 ps-4 shadow-float"
        >
          <div className="min-w-0 flex-1 py-1">
            <p className="text-xs font-semibold text-muted">{t.timeline.system}</p>
            <div dir="auto" className="as-page text-sm wrap-anywhere whitespace-pre-wrap">
              {formatted(message.text)}
            </div>
          </div>
          <IconButton
            label={t.dismiss}
            onClick={() => setMessages((all) => all.filter((other) => other !== message))}
          >
            <CloseIcon className="size-4" />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
