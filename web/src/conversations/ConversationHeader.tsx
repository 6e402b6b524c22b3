import { entries, online, type Conversation, type State } from '@parley/client';
import { useEffect, useState } from 'react';
import { leave } from '../app/router';
import { useChat, useParley } from '../app/session';
import { SearchDialog } from '../search/SearchDialog';
import { t } from '../texts';
import { shortTime } from '../timeline/time';
import { Avatar } from '../ui/Avatar';
import { IconButton } from '../ui/Button';
import { BackIcon, InfoIcon, MuteIcon, SearchIcon } from '../ui/icons';
import { Details } from './Details';

/** Names the conversation and says who is there. */
export function ConversationHeader({ conversation }: { conversation: Conversation }) {
  const { id, name, type, otherUserId, muted } = conversation;
  const [searching, setSearching] = useState(false);
  const [detailed, setDetailed] = useState(false);
  const parley = useParley();
  const isOnline = useChat((state) => online(state, otherUserId));
  const subtitle = useChat((state) => whoIsThere(state, conversation));
  const lastNotice = useChat(
    (state) => entries(state.timelines.get(id)).findLast((entry) => entry.kind === 'notice')?.seq,
  );
  useEffect(() => {
    // Again after each notice: it may tell of members. Without an answer the header says less.
    if (type === 'group') void parley.loadMembers(id).catch(() => undefined);
  }, [parley, id, type, lastNotice]);
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 border-b border-edge px-2 md:px-5">
      <IconButton label={t.conversations.back} onClick={leave} className="-me-2 md:hidden">
        <BackIcon />
      </IconButton>
      <Avatar
        id={otherUserId ?? id}
        name={name}
        url={conversation.avatar}
        group={type === 'group'}
        online={isOnline}
      />
      <div className="min-w-0 flex-1">
        <h2 dir="auto" className="as-page truncate leading-5 font-semibold">
          {name}
        </h2>
        <p dir="auto" className="as-page truncate text-xs text-muted">
          {subtitle || '\u00a0'}
        </p>
      </div>
      {muted && <MuteIcon className="size-4 text-faint" />}
      <IconButton label={t.search.here} onClick={() => setSearching(true)} className="-me-2">
        <SearchIcon />
      </IconButton>
      <IconButton label={t.details.title} onClick={() => setDetailed(true)}>
        <InfoIcon />
      </IconButton>
      {searching && <SearchDialog conversationId={id} onClose={() => setSearching(false)} />}
      {detailed && <Details conversation={conversation} onClose={() => setDetailed(false)} />}
    </header>
  );
}

function whoIsThere(state: State, { id, type, otherUserId }: Conversation): string {
  if (type === 'direct') {
    const is = online(state, otherUserId);
    if (is === undefined) return '';
    if (is) return t.presence.online;
    const seen = state.lastSeen.get(otherUserId ?? '');
    return seen ? t.presence.seen(shortTime(seen)) : t.presence.offline;
  }
  const members = state.members.get(id);
  return members ? t.conversations.members(members.length) : '';
}
