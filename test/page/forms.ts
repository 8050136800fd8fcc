import { type Hands, handsOn } from './hands.ts'
import { type Part, type Visitor, visit } from './visitor.ts'

/** What is filled in, the page it is on, and how it is done. */
type Form = [name: string, path: string, fill: (hands: Hands, visitor: Visitor) => Promise<void>]

const named = async (hands: Hands, open: string, name: string, kind: string) => {
  await hands.press(open)
  await hands.write('Name', name)
  await hands.press('Save')
  await hands.see(`Saved: the ${kind} “${name}”.`)
}

const all: Form[] = [
  [
    'other dates',
    '/',
    async hands => {
      await hands.key('c')
      await hands.write('From', '01022026')
      await hands.write('To', '01052026')
      await hands.press('Show these days')
      await hands.arrive(/range=2026-01-02/)
    },
  ],
  [
    'a filter',
    '/',
    async hands => {
      await hands.key('/')
      await hands.write('Values, with commas between them', 'gpt-4o')
      await hands.press('Add')
      await hands.arrive(/f=model:is:gpt-4o/)
    },
  ],
  [
    'a formula',
    '/explore',
    async hands => {
      await hands.write('Formula', 'costUsd / conversations')
      await hands.press('Compute')
      await hands.arrive(/formula=/)
    },
  ],
  [
    'an alert on what was found',
    '/explore',
    async hands => {
      await hands.press('Use it …')
      await hands.press('Tell me when it changes')
      await hands.write('The bound', '1000000')
      await hands.press('Save the alert')
      await hands.see(/Saved: the alert/)
    },
  ],
  [
    'a dashboard with a widget that is moved',
    '/dashboards',
    async hands => {
      await hands.press('New')
      await hands.write('Name', 'By keys')
      await hands.press('Make it')
      await hands.see('There is nothing on it yet.')
      await hands.press('Edit')
      await hands.press('Add a widget')
      await hands.write('Title', 'Read me')
      await hands.write('Shows', 'A te')
      await hands.write('Text', 'Weekly numbers.')
      await hands.press('Add')
      const place = (column: number) =>
        `Read me: column ${column}, row 1, 12 wide, 1 high. Arrow keys move it, with Shift they resize it.`
      await hands.reach(place(1))
      await hands.key('Shift+ArrowLeft')
      await hands.key('ArrowRight')
      await hands.reach(place(2).replace('12 wide', '11 wide'))
      await hands.press('Save')
      await hands.see('Saved: the dashboard “By keys”.')
    },
  ],
  [
    'a search of names',
    '/catalogue',
    async hands => {
      await hands.write('Search names and keys', 'signup')
      await hands.key('Enter')
      await hands.arrive(/search=signup/)
    },
  ],
  [
    'an export',
    '/exports',
    async hands => {
      await hands.press('New')
      await hands.write('Rows', 'Users')
      await hands.press('Start')
      await hands.see('Started: the export runs in the background.')
      await hands.see('Users as CSV')
    },
  ],
  [
    'a search of users',
    '/users',
    async hands => {
      await hands.write('Search for a user', 'user')
      await hands.key('Enter')
      await hands.arrive(/search=user/)
    },
  ],
  [
    'a funnel',
    '/funnels',
    async hands => {
      await hands.write('Step 1', 'signup')
      await hands.write('Step 2', 'message')
      await hands.key('Enter')
      await hands.see('Hatched: stopped before this step.')
      await named(hands, 'Save the funnel', 'Funnel by keys', 'funnel')
    },
  ],
  [
    'a question about cohorts',
    '/cohorts',
    hands => named(hands, 'Save the cohort question', 'Cohorts by keys', 'cohort question'),
  ],
  [
    'a segment',
    '/segments',
    async hands => {
      await hands.press('New segment')
      await hands.write('Trait of condition 1', 'plan')
      await hands.write('Values of condition 1, with commas between them', 'pro')
      await hands.key('Enter')
      await hands.see('Users now')
      await named(hands, 'Save the segment', 'Segment by keys', 'segment')
    },
  ],
  [
    'the event of paths',
    '/paths',
    async hands => {
      await hands.write('Event', 'signup')
      await hands.key('Enter')
      await hands.arrive(/event=signup/)
    },
  ],
  [
    'an alert',
    '/alerts',
    async hands => {
      await hands.press('New alert')
      await hands.write('Name', 'By keys')
      await hands.write('Bound', '1000000')
      await hands.press('Create the alert')
      await hands.see('Is “By keys” well?')
    },
  ],
  [
    'the user of live events',
    '/live',
    async hands => {
      await hands.write('User', 'ann')
      await hands.key('Enter')
      await hands.arrive(/user=ann/)
    },
  ],
  [
    'a key',
    '/settings?tab=keys',
    async hands => {
      await hands.press('New key')
      await hands.write('Name', 'by keys')
      await hands.press('Create the key')
      await hands.see('This is the only time that it is shown.')
      await hands.press('I have it')
      await hands.see('by keys')
    },
  ],
  [
    'a price',
    '/settings?tab=prices',
    async hands => {
      await hands.press('New price')
      await hands.write('Provider', 'ours')
      await hands.write('Model', 'by-keys')
      await hands.write('US dollars a million', '2.50')
      await hands.press('Set the price')
      await hands.see('Set: calls from then on are priced with it.')
    },
  ],
  [
    'another name of a model',
    '/settings?tab=prices',
    async hands => {
      await hands.press('New name')
      await hands.write('Sent as', 'prod-keys')
      await hands.write('Is the model', 'gpt-4o')
      await hands.write('Of provider', 'openai')
      await hands.press('Save the name')
      await hands.see('Saved: calls under this name are priced as the model.')
    },
  ],
  [
    'a budget',
    '/settings?tab=budgets',
    async hands => {
      await hands.press('New budget')
      await hands.write('Name', 'by keys')
      await hands.write('US dollars', '500')
      await hands.press('Create the budget')
      await hands.see('Change')
    },
  ],
  [
    'a webhook',
    '/settings?tab=webhooks',
    async (hands, { stage }) => {
      await hands.press('New webhook')
      await hands.write('Name', 'by keys')
      await hands.write('Address', stage.own!.hook.url)
      await hands.press('Create the webhook')
      await hands.press('I have it')
      await hands.see('by keys')
    },
  ],
  [
    'a destination',
    '/settings?tab=destinations',
    async (hands, { stage }) => {
      await hands.press('New destination')
      await hands.write('Name', 'by keys')
      await hands.write('Address', stage.own!.hook.url)
      await hands.press('Create the destination')
      await hands.press('I have it')
      await hands.see('by keys')
    },
  ],
  [
    'the person of the audit log',
    '/settings?tab=audit',
    async hands => {
      await hands.write('By', 'nobody')
      await hands.key('Enter')
      await hands.arrive(/by=nobody/)
    },
  ],
]

/** Every form by the keyboard alone: opened, filled and sent. */
const fillAll: Part = async function* (visitor) {
  for (const [name, path, fill] of all) {
    await using opened = await visit(visitor, path)
    const { page, problems } = opened
    await page.locator('h1').first().waitFor()
    const mistake = await fill(handsOn(page), visitor).then(
      () => problems.join('; '),
      (error: Error) => error.message.split('\n')[0]!,
    )
    yield { name: `forms: ${name} by keyboard${mistake && `: ${mistake}`}`, isRight: !mistake }
  }
}

/** The buttons that open a box, by the page that they are on. */
const boxes: [opener: string, path: string][] = [
  ['New', '/dashboards'],
  ['Import', '/dashboards'],
  ['New', '/exports'],
  ['New alert', '/alerts'],
  ['Save the cohort question', '/cohorts'],
  ['New key', '/settings?tab=keys'],
  ['New price', '/settings?tab=prices'],
  ['New name', '/settings?tab=prices'],
  ['New budget', '/settings?tab=budgets'],
  ['New webhook', '/settings?tab=webhooks'],
  ['New destination', '/settings?tab=destinations'],
]

/** Escape closes a form, and the focus is where it was. */
const leaveAll: Part = async function* (visitor) {
  for (const [opener, path] of boxes) {
    await using opened = await visit(visitor, path)
    const { page } = opened
    await page.locator('h1').first().waitFor()
    const hands = handsOn(page)
    await hands.press(opener)
    const box = page.locator('dialog[open]')
    await box.waitFor()
    const isInside = await page.evaluate(`document.activeElement.closest('dialog') !== null`)
    await hands.key('Escape')
    await box.waitFor({ state: 'detached' })
    const focused = await page.evaluate(`document.activeElement.textContent.trim()`)
    yield {
      name: `forms: Escape leaves “${opener}” of ${path}`,
      isRight: isInside === true && focused === opener,
    }
  }
}

export const forms: Part = async function* (visitor) {
  if (visitor.stage.own) yield* fillAll(visitor)
  else yield { name: 'forms: SKIPPED: the data of this service has to stay as it is', isRight: true }
  yield* leaveAll(visitor)
}
