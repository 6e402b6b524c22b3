import type { Strangers } from '@parley/client';
import { useEffect, useState } from 'react';
import { useParley } from '../app/session';
import { t } from '../texts';
import { Choice } from '../ui/Choice';
import { Section } from '../ui/Screen';
import { attempt } from '../ui/Toasts';

export function Privacy() {
  const { api } = useParley();
  const [strangers, setStrangers] = useState<Strangers>();
  useEffect(() => attempt(api.account.strangers().then(setStrangers)), [api]);

  async function choose(now: Strangers): Promise<void> {
    await api.account.setStrangers(now);
    setStrangers(now);
  }

  return (
    <Section title={t.settings.privacy}>
      <Choice
        label={t.settings.strangers}
        value={strangers}
        options={[
          ['allow', t.settings.strangersAllow],
          ['ask', t.settings.strangersAsk],
        ]}
        onChoose={(now) => attempt(choose(now))}
      />
    </Section>
  );
}
