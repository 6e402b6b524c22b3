import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import type { Person } from './person';

const sizes = [
  { name: '1440', width: 1440, height: 900 },
  { name: '1024', width: 1024, height: 768 },
  { name: '390', width: 390, height: 844 },
  { name: '320', width: 320, height: 640 },
];

test('every screen is well made, at every size, in light and dark', async ({ meet }) => {
  test.setTimeout(300_000);
  const maya = await meet('maya', 'exactly');
  const people = await fill(maya, meet);
  await meet('ingrid', 'exactly');
  for (const theme of ['light', 'dark'] as const) {
    await maya.page.emulateMedia({ colorScheme: theme });
    for (const { name, ...size } of sizes) {
      await maya.page.setViewportSize(size);
      await maya.page.goto('/');
      await expect(maya.row('Harbour walk')).toBeVisible();
      await shoot(maya, `list-${name}-${theme}`);
      await maya.row('Harbour walk').click();
      await expect(maya.messages.last()).toBeInViewport();
      await shoot(maya, `conversation-${name}-${theme}`);
    }
  }
  await dialogs(maya, people);
});

async function dialogs(maya: Person, people: readonly Person[]): Promise<void> {
  await maya.page.setViewportSize({ width: 1440, height: 900 });
  await maya.search.fill('in');
  await expect(maya.row('ines')).toBeVisible();
  await expect(maya.page.getByRole('region', { name: 'People' }).getByText('ingrid')).toBeVisible();
  await shoot(maya, 'search-1440-dark');
  await maya.search.fill('');
  await maya.page.getByRole('button', { name: 'New group' }).click();
  await maya.page.getByLabel('Add people').fill(people[0]!.name.slice(0, 2));
  await expect(maya.page.getByRole('dialog').getByRole('listitem')).not.toHaveCount(0);
  await shoot(maya, 'group-1440-dark');
  await maya.page.keyboard.press('Escape');
  await expect(maya.page.getByRole('button', { name: 'New group' })).toBeFocused();
  await maya.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(maya.page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await maya.page.emulateMedia({ colorScheme: theme });
    await shoot(maya, `welcome-1440-${theme}`);
  }
  await maya.page.setViewportSize({ width: 390, height: 844 });
  await shoot(maya, 'welcome-390-dark');
}

async function shoot(person: Person, name: string): Promise<void> {
  const overflow = await person.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `sideways overflow of ${name}`).toBe(0);
  // The sizes between hold nothing that these two do not.
  if (/-(1024|390)-/.test(name)) return picture(person, name);
  const { violations } = await new AxeBuilder({ page: person.page }).analyze();
  const serious = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  expect(
    serious.map((v) => [v.id, v.nodes.map((n) => n.html)]),
    name,
  ).toEqual([]);
  await picture(person, name);
}

async function picture(person: Person, name: string): Promise<void> {
  await person.page.screenshot({ path: `${import.meta.dirname}/shots/${name}.png` });
}

/** Enough of a life that there is something to look at. */
async function fill(
  maya: Person,
  meet: (name: string, how: 'exactly') => Promise<Person>,
): Promise<readonly Person[]> {
  const [jonas, lena, ines] = [
    await meet('jonas', 'exactly'),
    await meet('lena', 'exactly'),
    await meet('ines', 'exactly'),
  ];
  await maya.createGroup('Harbour walk', [jonas.name, lena.name, ines.name]);
  const group = maya.conversationId();
  await maya.post(group, ['Saturday looks dry after all. Shall we do the harbour walk?']);
  await jonas.post(group, [
    'I am in!',
    'The ferry back leaves at 18:40, so there is time for the old lighthouse.',
  ]);
  await lena.post(group, [
    'Lovely. Here is the route: https://maps.example.org/harbour-walk',
    'It is about 11 km, mostly flat.\nBring something against the wind, the pier is open on both sides.',
  ]);
  await ines.post(group, ['Can I bring my sister? She arrives on Friday.']);
  await maya.post(group, ['Of course!', 'Let us meet at the clock at ten.']);
  await jonas.post(group, ['Ten is good. I will bring coffee ☕']);
  for (const [friend, mine, theirs] of [
    [jonas, 'Did you find the charger?', 'Yes, it was under the seat.'],
    [ines, 'See you on Saturday', 'Thank you for asking her along, she is looking forward to it'],
    [lena, 'Are the slides final?', 'Nearly. One more look tonight and they are yours.'],
  ] as const) {
    await maya.find(friend.name);
    await maya.say(mine);
    await friend.row(maya.name).click();
    await expect(friend.message(mine)).toBeVisible();
    await friend.say(theirs);
    await expect(maya.message(theirs)).toBeVisible();
  }
  await maya.row('Harbour walk').click();
  await expect(maya.message('I will bring coffee')).toBeVisible();
  const id = lena.conversationId();
  await lena.post(id, ['One question about the third slide, though.', 'Call me when you can?']);
  await expect(maya.badge(lena.name)).toContainText('2');
  await maya.say('Perfect, see you all there.');
  return [jonas, lena, ines];
}
