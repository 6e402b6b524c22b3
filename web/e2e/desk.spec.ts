import { expect, test } from './fixtures';
import type { Person } from './person';

const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('a few notes') };

/** Uploads wait until the function given back is called. */
async function holdUploads(person: Person): Promise<() => void> {
  let release!: () => void;
  const held = new Promise<void>((done) => (release = done));
  await person.page.route('**/api/v1/uploads', async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

async function attach(person: Person): Promise<void> {
  await person.page.locator('input[type=file]').setInputFiles(notes);
}

test('what is prepared in a conversation stays on its desk', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  const cleo = await meet('cleo');
  await ada.find(bob.name);
  await ada.say('about the notes');
  await ada.menu('about the notes', 'Reply');
  await attach(ada);
  await ada.composer.fill('here they are');

  await ada.find(cleo.name);
  await expect(ada.page.getByText('notes.txt')).toHaveCount(0);
  await expect(ada.page.getByText('Replying to')).toHaveCount(0);
  await ada.row(bob.name).click();

  await expect(ada.page.getByRole('button', { name: 'Remove notes.txt' })).toBeVisible();
  await expect(ada.page.getByText('Replying to')).toBeVisible();
  await ada.composer.press('Enter');
  const sent = ada.message('here they are');
  await expect(sent.getByRole('link', { name: 'notes.txt' })).toBeVisible();
  await expect(sent.getByRole('button', { name: /Answers/ })).toBeVisible();
});

test('Enter during an upload sends when it is done', async ({ pair: { ada } }) => {
  const release = await holdUploads(ada);
  await attach(ada);
  await ada.say('here they are');
  await expect(ada.page.getByText('as soon as the upload is done')).toBeVisible();
  await expect(ada.messages).toHaveCount(0);
  release();
  await expect(ada.message('here they are').getByRole('link')).toBeVisible();
  await expect(ada.composer).toHaveValue('');
});

test('a failed upload can be tried again, and holds the message until then', async ({
  pair: { ada },
}) => {
  ada.expectServerAway();
  await ada.page.route('**/api/v1/uploads', (route) => route.abort());
  await attach(ada);
  await ada.say('here they are');
  await expect(ada.page.getByText('A file was not uploaded')).toBeVisible();
  await ada.page.unroute('**/api/v1/uploads');
  await ada.page.getByRole('button', { name: 'Upload notes.txt again' }).click();
  await expect(ada.page.getByText('A file was not uploaded')).toBeHidden();
  await ada.composer.press('Enter');
  await expect(ada.message('here they are').getByRole('link')).toBeVisible();
});

test('a file chosen offline is uploaded once there is a network', async ({ pair: { ada } }) => {
  ada.expectServerAway();
  await ada.context.setOffline(true);
  await attach(ada);
  await expect(ada.page.getByText('A file was not uploaded')).toBeVisible();
  await expect(ada.page.getByText('No connection. Reconnecting')).toBeVisible();
  await ada.context.setOffline(false);
  await expect(ada.page.getByText('A file was not uploaded')).toBeHidden();
  await ada.say('here they are');
  await expect(ada.message('here they are').getByRole('link')).toBeVisible();
});

test('an upload can be taken back', async ({ pair: { ada } }) => {
  const release = await holdUploads(ada);
  await attach(ada);
  await expect(ada.page.getByRole('progressbar', { name: 'Uploading notes.txt' })).toBeVisible();
  await ada.page.getByRole('button', { name: 'Remove notes.txt' }).click();
  release();
  await expect(ada.page.getByText('notes.txt')).toHaveCount(0);
  await ada.say('no notes after all');
  await expect(ada.message('no notes').getByRole('img', { name: /Sent|Delivered/ })).toBeVisible();
  await expect(ada.message('no notes').getByRole('link')).toHaveCount(0);
});

test('two tabs write one draft, and a session that ends leaves it', async ({
  pair: { ada, bob },
}) => {
  const second = await ada.tab();
  await second.page.goto(`/c/${ada.conversationId()}`);
  await ada.composer.fill('half a thought');
  await expect(second.composer).toHaveValue('half a thought');
  await ada.composer.press('Enter');
  await expect(second.composer).toHaveValue('');

  await ada.composer.fill('not finished');
  second.expectRefusals();
  await ada.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(ada.page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
  await ada.signIn('correct horse battery');
  await ada.row(bob.name).click();
  await expect(ada.composer).toHaveValue('not finished');
});

test('a file can be pasted, dropped, and dropped where nothing takes it', async ({ meet }) => {
  const ada = await meet('ada');
  const bob = await meet('bob');
  const put = (kind: 'paste' | 'drop') =>
    ada.page.evaluate((kind) => {
      const files = new DataTransfer();
      files.items.add(new File(['some'], `${kind}.txt`, { type: 'text/plain' }));
      const target = document.activeElement ?? document.body;
      const how = { bubbles: true, cancelable: true };
      const event =
        kind === 'drop'
          ? new DragEvent('drop', { ...how, dataTransfer: files })
          : new ClipboardEvent('paste', { ...how, clipboardData: files });
      return !target.dispatchEvent(event);
    }, kind);

  expect(await put('drop'), 'the browser does not open it').toBe(true);
  await ada.find(bob.name);
  await ada.composer.focus();
  await put('paste');
  await put('drop');
  for (const name of ['paste.txt', 'drop.txt']) {
    await expect(ada.page.getByRole('button', { name: `Remove ${name}` })).toBeVisible();
  }
});
