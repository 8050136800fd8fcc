import { stat } from 'node:fs/promises'
import { type Locator, type Page } from 'playwright-core'
import { type Check } from '../browser/proof.ts'
import { dialog, type Fields, fill, press, refusalOf, told } from './acting.ts'
import { type Stage } from './stage.ts'
import { type Part, settled, type Visitor, visit } from './visitor.ts'

/** Something that is made, changed and deleted by clicks. */
interface Thing {
  /** As the verdict calls it. */
  kind: string
  path: string
  /** The button that opens its form. */
  opener: string
  fields: Fields
  /** Values that are refused, by the label of their field, with what is said there. */
  wrong: Record<string, [value: string, says: RegExp]>
  submit: string
  /** Said once it is made; absent if a secret is shown instead, which is put away. */
  told?: string
  /** In the list once it is made. */
  listed: string
  /** What is done with it afterwards, by clicks in its row. */
  use: (row: Row) => Promise<void>
  /** The last button of its row, the one of the box that asks, and what is said. */
  remove: [opener: string, confirm: string, told: string | RegExp]
  /** Whether it stays in the list, as what has ended. */
  stays?: true
}

/** A thing in its list. */
interface Row {
  page: Page
  press(name: string): Promise<void>
  told(sentence: string): Promise<void>
  /** Waits for a text in the list. */
  see(text: string): Promise<void>
}

const things = ({ own }: Stage): Thing[] => [
  {
    kind: 'a key',
    path: '/settings?tab=keys',
    opener: 'New key',
    fields: { Name: 'chat backend', 'ask questions': true },
    wrong: { Ends: ['2020-01-01T00:00', /must be in the future/] },
    submit: 'Create the key',
    listed: 'chat backend',
    use: async () => undefined,
    remove: ['Revoke chat backend', 'Revoke', 'Revoked: “chat backend” is refused within a few seconds.'],
    stays: true,
  },
  {
    kind: 'a price',
    path: '/settings?tab=prices',
    opener: 'New price',
    fields: { Provider: 'ours', Model: 'our-model', 'US dollars a million': '2.50' },
    wrong: { 'US dollars a million': ['-1', /usdPerMillion/] },
    submit: 'Set the price',
    told: 'Set: calls from then on are priced with it.',
    listed: 'our-model',
    use: async row => {
      await row.press('End the price of our-model')
      await press(dialog(row.page), 'End')
      await row.told('Ended: later calls have another price or none.')
    },
    remove: ['Delete the price of our-model', 'Delete', 'Deleted.'],
  },
  {
    kind: 'another name of a model',
    path: '/settings?tab=prices',
    opener: 'New name',
    fields: { 'Sent as': 'prod-chat', 'Is the model': 'gpt-4o', 'Of provider': 'openai' },
    wrong: { 'Sent as': ['prod*chat', /\* only as its last/] },
    submit: 'Save the name',
    told: 'Saved: calls under this name are priced as the model.',
    listed: 'prod-chat',
    use: async () => undefined,
    remove: ['Delete the name prod-chat', 'Delete', 'Deleted: prod-chat is a model of its own again.'],
  },
  {
    kind: 'a budget',
    path: '/settings?tab=budgets',
    opener: 'New budget',
    fields: { Name: 'models in a month', 'US dollars': '500', 'Mail to': 'ann@example.com' },
    wrong: {
      'US dollars': ['-5', /amountUsd/],
      'Told at (%)': ['80, 50', /ascending/],
      'Mail to': ['nobody', /address/],
    },
    submit: 'Create the budget',
    told: 'Saved.',
    listed: 'models in a month',
    use: async row => {
      await row.press('Change models in a month')
      await fill(dialog(row.page), { 'US dollars': '750' })
      await press(dialog(row.page), 'Save the budget')
      await row.told('Saved.')
      await row.see('$750.00')
      await row.press('Change models in a month')
      const box = dialog(row.page)
      await fill(box, { Of: 'a segment, by its id', Which: '999999' })
      await press(box, 'Save the budget')
      await refused(box, 'Which', /segment/)
      await press(box, 'Cancel')
    },
    remove: ['Delete models in a month', 'Delete', 'Deleted: the budget “models in a month”.'],
  },
  {
    kind: 'a webhook',
    path: '/settings?tab=webhooks',
    opener: 'New webhook',
    fields: { Name: 'team chat', Address: own!.hook.url },
    wrong: { Address: ['http://10.0.0.1/hook', /url|address/i] },
    submit: 'Create the webhook',
    listed: 'team chat',
    use: async row => {
      await row.press('Test team chat')
      await row.told('“team chat” answered 200 in')
      await row.press('Change team chat')
      await fill(dialog(row.page), { 'What it is for': 'alerts' })
      await press(dialog(row.page), 'Save the webhook')
      await row.told('Saved.')
      await row.press('Pause team chat')
      await row.told('Paused.')
      await row.press('Resume team chat')
      await row.told('Resumed.')
      await row.press('New secret for team chat')
      await press(dialog(row.page), 'New secret')
      await press(dialog(row.page), 'I have it')
    },
    remove: ['Delete team chat', 'Delete', 'Deleted: the webhook “team chat”.'],
  },
  {
    kind: 'a destination',
    path: '/settings?tab=destinations',
    opener: 'New destination',
    fields: { Name: 'warehouse', Address: own!.hook.url },
    wrong: { Address: ['http://10.0.0.1/hook', /url|address/i] },
    submit: 'Create the destination',
    listed: 'warehouse',
    use: async row => {
      await row.press('Test warehouse')
      await row.told('“warehouse” took it in')
      await row.press('Pause warehouse')
      await row.told('Paused: what arrives meanwhile is sent later.')
      await row.press('Resume warehouse')
      await row.told('Resumed: it goes on where it stopped.')
      await row.press('Rewind warehouse')
      const box = dialog(row.page)
      await fill(box, { 'Everything that has arrived since': '2090-01-01T00:00' })
      await press(box, 'Rewind')
      await refused(box, 'Everything that has arrived since', /must not be in the future/)
      await fill(box, { 'Everything that has arrived since': '2026-01-01T00:00' })
      await press(box, 'Rewind')
      await row.told('Rewound: it is sent again from there.')
    },
    remove: ['Delete warehouse', 'Delete', 'Deleted: the destination “warehouse”.'],
  },
]

/** Every kind of thing that the settings hold, and those of the other pages, made, refused, changed and deleted by clicks. */
export const changes: Part = async function* (visitor) {
  if (!visitor.stage.own)
    return yield { name: 'changes: SKIPPED: the data of this service has to stay as it is', isRight: true }
  for (const thing of things(visitor.stage))
    yield await checked(thing.kind, visitor, thing.path, page => live(page, thing))
  for (const [kind, path, act] of others) yield await checked(kind, visitor, path, act)
}

type Act = (page: Page) => Promise<void>

/** One line of the verdict, with what went wrong. */
async function checked(kind: string, visitor: Visitor, path: string, act: Act): Promise<Check> {
  await using opened = await visit(visitor, path)
  const { page, problems } = opened
  page.setDefaultTimeout(30_000)
  await settled(page)
  const mistake = await act(page).then(
    () => problems.join('; '),
    (error: Error) => error.message.split('\n').slice(0, 3).join(' '),
  )
  return { name: `changes: ${kind} by clicks${mistake && `: ${mistake}`}`, isRight: !mistake }
}

/** The life of a thing. */
async function live(page: Page, thing: Thing): Promise<void> {
  const { opener, fields, wrong, submit, listed, use, remove, stays } = thing
  await press(page, opener)
  const box = dialog(page)
  await fill(box, fields)
  for (const [label, [value, says]] of Object.entries(wrong)) {
    await fill(box, { [label]: value })
    await press(box, submit)
    await refused(box, label, says)
    await fill(box, { [label]: fields[label] ?? '' })
  }
  await press(box, submit)
  if (thing.told) await told(page, thing.told)
  else await press(dialog(page), 'I have it')
  const content = page.locator('#content')
  await content.getByText(listed, { exact: true }).first().waitFor()
  await use(rowOf(page))
  const [ask, confirm, removed] = remove
  await press(content, ask)
  await press(dialog(page), confirm)
  await page.locator('.notice', { hasText: removed }).waitFor()
  if (stays) await content.getByRole('button', { name: ask }).waitFor({ state: 'detached' })
  else await content.getByText(listed, { exact: true }).first().waitFor({ state: 'detached' })
}

const rowOf = (page: Page): Row => ({
  page,
  press: name => press(page.locator('#content'), name),
  told: async sentence => {
    await told(page, sentence)
    // The list is asked again, and has the version that the next change is made to.
    await settled(page)
  },
  see: text => page.locator('#content').getByText(text).first().waitFor(),
})

/** Waits for a refusal beside a field. */
async function refused(box: Locator, label: string, says: RegExp): Promise<void> {
  const end = performance.now() + 15_000
  while (!says.test(await refusalOf(box, label))) {
    if (performance.now() > end)
      throw new Error(`nothing like ${says} is said beside “${label}”, but ${await mistakesIn(box)}`)
    await box.page().waitForTimeout(50)
  }
}

const mistakesIn = async (box: Locator) => JSON.stringify(await box.locator('.mistake').allTextContents())

const others: [kind: string, path: string, act: Act][] = [
  [
    'an export',
    '/exports',
    async page => {
      await press(page, 'New')
      await fill(dialog(page), { Rows: 'Messages', Format: 'NDJSON', Compression: 'GZIP' })
      await press(dialog(page), 'Start')
      await told(page, 'Started: the export runs in the background.')
      const row = page.locator('#content li', { hasText: 'Messages as NDJSON' })
      const file = page.waitForEvent('download')
      await row.getByRole('link', { name: 'Download' }).click()
      const { size } = await stat(await (await file).path())
      if (!size) throw new Error('the file is empty')
      await press(row, 'Delete')
      await press(dialog(page), 'Delete')
      await told(page, 'Deleted: the export “Messages as NDJSON”.')
      await row.waitFor({ state: 'detached' })
    },
  ],
  [
    'a segment',
    '/segments/new',
    async page => {
      await fill(page, { 'Kind of condition 1': 'Number', 'Value of condition 1': '3' })
      await page.keyboard.press('Enter')
      await savedAs(page, 'Save the segment', 'Writers', 'segment', /Who is in “Writers”/)
      await fill(page, { 'Value of condition 1': '5' })
      await page.keyboard.press('Enter')
      await savedAs(page, 'Save changes', 'Busy writers', 'segment', /Who is in “Busy writers”/)
      await takenName(page, 'Busy writers')
      await deleted(page, 'Busy writers', 'segment', 'Which groups of users matter?')
    },
  ],
  [
    'a funnel',
    '/funnels?step1=signup&step2=message',
    async page => {
      await savedAs(page, 'Save the funnel', 'Talkers', 'funnel', /^Talkers/)
      await fill(page, { 'Steps count': 'in any order' })
      await savedAs(page, 'Save changes', 'Speakers', 'funnel', /^Speakers/)
      await takenName(page, 'Speakers')
      await deleted(page, 'Speakers', 'funnel', 'Where do users stop?')
    },
  ],
  [
    'a question about cohorts',
    '/cohorts',
    async page => {
      await savedAs(page, 'Save the cohort question', 'Weekly', 'cohort question', /^Weekly/)
      await fill(page, { 'Cohorts of': 'a day' })
      await savedAs(page, 'Save changes', 'Daily', 'cohort question', /^Daily/)
      await takenName(page, 'Daily')
      await deleted(page, 'Daily', 'cohort question', 'Who comes back?')
    },
  ],
  [
    'a dashboard',
    '/dashboards',
    async page => {
      await press(page, 'New')
      await fill(dialog(page), { Name: 'Numbers' })
      await press(dialog(page), 'Make it')
      await told(page, 'Made: the dashboard “Numbers”.')
      await press(page, 'Edit')
      await press(page, 'Add a widget')
      await fill(dialog(page), { Title: 'Messages', Number: 'Messages', 'Drawn as': 'Line' })
      await press(dialog(page), 'Add')
      await fill(page, { Name: '' })
      await press(page, 'Save')
      await page.locator('[aria-invalid="true"]').waitFor()
      await fill(page, { Name: 'Our numbers' })
      await press(page, 'Save')
      await told(page, 'Saved: the dashboard “Our numbers”.')
      await page.getByRole('region', { name: 'Messages' }).getByRole('slider').waitFor()
      await press(page, 'Share')
      await press(dialog(page), 'Make a token')
      await press(dialog(page), 'I have it')
      await press(dialog(page), 'End it now')
      await told(page, 'Ended: the token opens nothing any more.')
      await press(dialog(page), 'Close')
      await press(page, 'More for “Our numbers”')
      await press(page, 'Delete …')
      await press(dialog(page), 'Delete')
      await told(page, 'Deleted: the dashboard “Our numbers”.')
      await page.getByRole('heading', { name: 'Which numbers do you watch together?' }).waitFor()
    },
  ],
  ['an alert', '/alerts', alert],
]

/** An alert tells by mail, which the deliveries show and send again. */
async function alert(page: Page): Promise<void> {
  await press(page, 'New alert')
  const box = dialog(page)
  await fill(box, { Name: 'Errors', Bound: '1000000', 'Mail to': 'nobody' })
  await press(box, 'Create the alert')
  await refused(box, 'Mail to', /address/)
  await fill(box, { 'Mail to': 'bob@example.com', 'Fires when it': 'changes by' })
  await press(box, 'Create the alert')
  await refused(box, 'More than (%)', /above or below/)
  await fill(box, { 'Fires when it': 'is above', Bound: '1000000', 'Warning at': '2000000' })
  await press(box, 'Create the alert')
  await refused(box, 'Warning at', /warning/)
  await fill(box, { 'Warning at': '' })
  await press(box, 'Create the alert')
  await page.getByRole('heading', { name: 'Is “Errors” well?' }).waitFor()
  await press(page, 'Change')
  await fill(dialog(page), { Name: 'More errors' })
  await press(dialog(page), 'Save the alert')
  await page.getByRole('heading', { name: 'Is “More errors” well?' }).waitFor()
  await press(page, 'Pause')
  await told(page, 'Paused: it is not checked.')
  await press(page, 'Resume')
  await told(page, 'Resumed: it is checked again.')
  await press(page, 'Snooze: send no messages for a while')
  await press(page, 'For 1 hour')
  await told(page, 'Snoozed for 1 hour.')
  await press(page, 'Send a test')
  await told(page, 'A test message is on its way to the receivers.')
  const address = page.url()
  await page.goto(address.replace(/\/alerts.*/, '/settings?tab=webhooks'))
  const delivery = page.locator('tr', { hasText: 'bob@example.com' }).first()
  await delivery.getByRole('button', { name: /^Send .* again$/ }).click()
  await told(page, 'It is on its way.')
  await page.goto(address)
  await press(page, 'Delete')
  await press(dialog(page), 'Delete')
  await told(page, 'Deleted: the alert “More errors”.')
  await page.getByRole('heading', { name: 'What needs somebody?' }).waitFor()
}

async function savedAs(page: Page, opener: string, name: string, kind: string, title: RegExp): Promise<void> {
  await press(page, opener)
  await fill(dialog(page), { Name: name })
  await press(dialog(page), 'Save')
  await told(page, `Saved: the ${kind} “${name}”.`)
  await page.getByRole('heading', { name: title }).waitFor()
}

/** A second one of the same name is refused beside the name. */
async function takenName(page: Page, name: string): Promise<void> {
  await press(page, 'Save as new')
  const box = dialog(page)
  await fill(box, { Name: name })
  await press(box, 'Save')
  await refused(box, 'Name', /name/i)
  await press(box, 'Close')
}

async function deleted(page: Page, name: string, kind: string, title: string): Promise<void> {
  await press(page, 'Delete')
  await press(dialog(page), 'Delete')
  await told(page, `Deleted: the ${kind} “${name}”.`)
  await page.getByRole('heading', { name: title, exact: true }).waitFor()
}
