import { useDeferredValue, useRef, useState } from 'react';
import { t } from '../texts';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import { walkStops } from '../ui/stops';
import { MessagesFound } from './MessagesFound';

/** Looks for messages in one conversation. */
export function SearchDialog({
  conversationId,
  onClose,
}: {
  conversationId: string;
  onClose: () => void;
}) {
  const found = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const sought = useDeferredValue(query.trim());
  return (
    <Dialog title={t.search.here} onClose={onClose}>
      <div
        onKeyDown={(event) => walkStops(event, found.current)}
        className="min-h-72 px-5 pt-3 pb-5"
      >
        <Field
          label={t.search.words}
          inputMode="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            found.current?.querySelector('button')?.click();
          }}
          maxLength={200}
          autoComplete="off"
          data-focus
        />
        <div ref={found} className="-mx-2">
          {sought !== '' && (
            <MessagesFound sought={sought} conversationId={conversationId} onPicked={onClose} />
          )}
        </div>
      </div>
    </Dialog>
  );
}
