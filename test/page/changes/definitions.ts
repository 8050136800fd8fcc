import { stat } from 'node:fs/promises'
import { type Page } from 'playwright-core'
import { dialog, fill, press, refused, told } from '../acting.ts'
import { alert } from './alert.ts'

export type Act = (page: Page) => Promise<void>

/** What the other pages save. */
export const definitions: [kind: string, path: string, act: Act][] = [
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
      await press(dialog(page), 'Make a link')
      await press(dialog(page), 'I have it')
      await press(dialog(page), 'End it now')
      await told(page, 'Ended: the link opens nothing any more.')
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
