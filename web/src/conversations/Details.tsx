import { isBlocked, type Conversation } from '@parley/client';
import { useEffect, useState, type SubmitEvent } from 'react';
import { open } from '../app/router';
import { useChat, useParley } from '../app/session';
import { decodes } from '../files/is-picture';
import { useUpload } from '../files/useUpload';
import { errorText, t } from '../texts';
import { ReportDialog } from '../timeline/ReportDialog';
import { Avatar } from '../ui/Avatar';
import { Small } from '../ui/Button';
import { Confirm, Problem } from '../ui/Confirm';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import { Toggle } from '../ui/Toggle';
import { attempt, toast } from '../ui/Toasts';
import { Members } from './Members';

/** All about a conversation: how one keeps it, who is in it, and the ways out. */
export function Details({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}) {
  const { id, type, name, otherUserId } = conversation;
  const parley = useParley();
  const meId = useChat((state) => state.me?.id);
  const role = useChat((state) => state.members.get(id)?.find((m) => m.id === meId)?.role);
  const runs = role === 'owner' || role === 'admin';
  useEffect(() => attempt(parley.loadMembers(id)), [parley, id]);
  return (
    <Dialog title={t.details.title} onClose={onClose}>
      <div className="flex flex-col gap-4 px-5 pt-3 pb-5">
        {type === 'group' && runs ? (
          <Naming conversation={conversation} />
        ) : (
          <div className="flex items-center gap-4">
            <Avatar
              id={otherUserId ?? id}
              name={name}
              url={conversation.avatar}
              size="xl"
              group={type === 'group'}
            />
            <p dir="auto" className="as-page min-w-0 text-lg font-semibold wrap-anywhere">
              {name}
            </p>
          </div>
        )}
        <Keeping conversation={conversation} />
        {type === 'group' && (
          <Members conversation={conversation} runs={runs} owns={role === 'owner'} />
        )}
        <WaysOut
          conversation={conversation}
          owns={role === 'owner'}
          onGone={() => open(null, 'replace')}
        />
      </div>
    </Dialog>
  );
}

function Naming({ conversation }: { conversation: Conversation }) {
  const { id, avatar } = conversation;
  const { api } = useParley();
  const [name, setName] = useState(conversation.name);
  const [problem, setProblem] = useState<unknown>();
  const upload = useUpload();

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    await api.groups.update(id, { name: name.trim() }).catch(setProblem);
  }

  async function paint(file: File): Promise<void> {
    if (!(await decodes(file))) return toast(t.files.noPicture);
    const uploaded = await upload(file);
    await api.groups.update(id, { avatar: uploaded.url });
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-2">
      <div className="flex items-end gap-3">
        <label
          className="cursor-pointer rounded-xl focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent"
          title={t.details.picture}
        >
          <Avatar id={id} name={name} url={avatar} size="xl" group />
          <input
            type="file"
            accept="image/*"
            aria-label={t.details.picture}
            className="sr-only"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) attempt(paint(file));
            }}
          />
        </label>
        <div className="min-w-0 flex-1">
          <Field
            label={t.details.rename}
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={100}
            required
          />
        </div>
        <Small
          type="submit"
          disabled={name.trim() === '' || name.trim() === conversation.name}
          className="h-10"
        >
          {t.details.save}
        </Small>
      </div>
      {problem !== undefined && <Problem text={errorText(problem)} />}
    </form>
  );
}

function Keeping({ conversation }: { conversation: Conversation }) {
  const { id, muted, pinned, archived } = conversation;
  const { api } = useParley();
  return (
    <div className="-mx-2">
      <Toggle
        label={t.details.mute}
        on={muted}
        onChange={(on) => attempt(api.groups.settings(id, { muted: on }))}
      />
      <Toggle
        label={t.details.pin}
        on={pinned}
        onChange={(on) => attempt(api.groups.settings(id, { pinned: on }))}
      />
      <Toggle
        label={t.details.archive}
        on={archived}
        onChange={(on) => attempt(api.groups.settings(id, { archived: on }))}
      />
    </div>
  );
}

type Asked = 'leave' | 'delete' | 'block' | 'report';

function WaysOut({
  conversation,
  owns,
  onGone,
}: {
  conversation: Conversation;
  owns: boolean;
  onGone: () => void;
}) {
  const { id, name, type, otherUserId } = conversation;
  const parley = useParley();
  const { api } = parley;
  const blocked = useChat((state) => isBlocked(state, otherUserId));
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  return (
    <div className="-mx-3 flex flex-wrap gap-1 border-t border-edge pt-3">
      {type === 'group' ? (
        <Small look="quiet" onClick={() => setAsked('leave')}>
          {t.details.leave}
        </Small>
      ) : blocked && otherUserId ? (
        <Small look="quiet" onClick={() => attempt(parley.block(otherUserId, false))}>
          {t.people.unblock}
        </Small>
      ) : (
        <Small look="quiet" onClick={() => setAsked('block')}>
          {t.people.block}
        </Small>
      )}
      <Small look="quiet" onClick={() => setAsked('report')}>
        {t.people.report}
      </Small>
      {owns && (
        <Small look="quiet" className="text-danger!" onClick={() => setAsked('delete')}>
          {t.details.delete}
        </Small>
      )}
      {asked === 'leave' && (
        <Confirm
          title={t.details.leave}
          text={t.details.leaveText}
          action={t.details.leave}
          onConfirm={() => api.groups.leave(id).then(onGone)}
          onClose={close}
        />
      )}
      {asked === 'delete' && (
        <Confirm
          title={t.details.delete}
          text={t.details.deleteText}
          action={t.details.delete}
          onConfirm={() => api.groups.remove(id).then(onGone)}
          onClose={close}
        />
      )}
      {asked === 'block' && otherUserId && (
        <Confirm
          title={t.people.blockTitle(name)}
          text={t.people.blockText}
          action={t.people.block}
          onConfirm={() => parley.block(otherUserId, true)}
          onClose={close}
        />
      )}
      {asked === 'report' && (
        <ReportDialog
          what={otherUserId ? { userId: otherUserId } : { conversationId: id }}
          onClose={close}
        />
      )}
    </div>
  );
}
