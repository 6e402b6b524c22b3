import { isBlocked } from '@parley/client';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { leave } from '../app/router';
import { useChat, useParley } from '../app/session';
import { Composer } from '../composer/Composer';
import { useDesk, usePrepared } from '../composer/desk';
import { t } from '../texts';
import { Timeline } from '../timeline/Timeline';
import { TimelineSkeleton } from '../timeline/TimelineSkeleton';
import { Button } from '../ui/Button';
import { Logo } from '../ui/Logo';
import { BlockedBar } from './BlockedBar';
import { ConversationHeader } from './ConversationHeader';
import { StrangerBar } from './StrangerBar';
import { forgetJump, jumpIn, useJumpIn } from './jump';
import { OpenConversationContext } from './open-conversation';

/** The open conversation, or what stands in its place. */
export function ConversationPane({ conversationId }: { conversationId: string | null }) {
  if (!conversationId) {
    return <Empty title={t.conversations.pick} hint={t.conversations.pickHint} />;
  }
  return <OpenConversation id={conversationId} />;
}

function OpenConversation({ id }: { id: string }) {
  const parley = useParley();
  const conversation = useChat((state) => state.conversations.get(id));
  const ready = useChat((state) => state.timelines.has(id));
  const loaded = useChat((state) => state.loaded);
  const blocked = useChat((state) => isBlocked(state, conversation?.otherUserId));
  useEffect(() => {
    parley.view(id);
    return () => parley.view(null);
  }, [parley, id]);
  const lost = useLost(id, conversation?.name);
  const desk = useDesk(id);
  const { composing } = usePrepared(desk);
  const jump = useJumpIn(id);
  const jumpTo = useCallback((seq: number, from?: number) => jumpIn(id, seq, from), [id]);
  useEffect(() => () => forgetJump(id), [id]);
  const open = useMemo(
    () => conversation && { conversation, composing, compose: desk.compose, jump, jumpTo },
    [conversation, composing, desk, jump, jumpTo],
  );

  if (!conversation || !open) {
    if (loaded) {
      const title = lost ? t.conversations.over(lost) : t.conversations.missing;
      return <Empty title={title} hint={t.conversations.missingHint} back />;
    }
    return (
      <section className="flex min-w-0 flex-1 flex-col bg-ground">
        <div className="h-14 border-b border-edge" />
        <TimelineSkeleton />
      </section>
    );
  }
  return (
    <OpenConversationContext value={open}>
      <section
        aria-label={conversation.name}
        tabIndex={-1}
        className="flex min-w-0 flex-1 flex-col bg-ground outline-none"
      >
        <ConversationHeader conversation={conversation} />
        {ready ? <Timeline conversation={conversation} /> : <TimelineSkeleton />}
        {conversation.request && <StrangerBar conversation={conversation} />}
        {blocked ? (
          <BlockedBar conversation={conversation} />
        ) : (
          <Composer conversation={conversation} />
        )}
      </section>
    </OpenConversationContext>
  );
}

/** The name of a conversation that was here when it was opened, and is not any more. */
function useLost(id: string, name: string | undefined): string | undefined {
  const [seen, setSeen] = useState({ id, name });
  if (name !== undefined && (seen.id !== id || seen.name !== name)) setSeen({ id, name });
  return name === undefined && seen.id === id ? seen.name : undefined;
}

function Empty({ title, hint, back = false }: { title: string; hint: string; back?: boolean }) {
  return (
    <div className="grid flex-1 place-items-center bg-ground p-8 text-center">
      <div>
        <Logo className="mx-auto mb-5 size-14 opacity-90" />
        <h2 className="text-lg font-semibold">{title}</h2>
        <p className="mt-1 text-sm text-muted">{hint}</p>
        {back && (
          <Button look="quiet" onClick={() => leave()} className="mt-2 text-accent! md:hidden">
            {t.conversations.back}
          </Button>
        )}
      </div>
    </div>
  );
}
