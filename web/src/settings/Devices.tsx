import type { Device } from '@parley/client';
import { useEffect, useState } from 'react';
import { useParley } from '../app/session';
import { t } from '../texts';
import { shortTime } from '../timeline/time';
import { Small } from '../ui/Button';
import { Section } from '../ui/Screen';
import { attempt } from '../ui/Toasts';
import { deviceName } from './device-name';

/**
 * Where one is signed in; each can be signed out from here.
 *
 * @param passwords how many were set here: each ends all other sessions
 */
export function Devices({ passwords }: { passwords: number }) {
  const { api } = useParley();
  const [devices, setDevices] = useState<readonly Device[]>([]);
  useEffect(() => attempt(api.account.devices().then(setDevices)), [api, passwords]);

  async function end(id: string): Promise<void> {
    await api.account.endDevice(id);
    setDevices((all) => all.filter((device) => device.id !== id));
  }

  return (
    <Section title={t.settings.devices}>
      <ul>
        {devices.map(({ id, device, address, lastUsedAt, current }) => (
          <li key={id} className="flex min-h-13 items-center gap-3">
            <div className="min-w-0 flex-1">
              <p className="truncate text-sm font-medium">
                {deviceName(device) ?? t.settings.unknownDevice}
              </p>
              <p className="truncate text-xs text-muted">
                {address} · {t.settings.lastUsed(shortTime(lastUsedAt))}
              </p>
            </div>
            {current ? (
              <span className="text-xs font-semibold text-accent">{t.settings.thisDevice}</span>
            ) : (
              <Small look="quiet" onClick={() => attempt(end(id))}>
                {t.settings.endDevice}
              </Small>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
