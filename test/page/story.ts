import { type Page } from 'playwright-core'
import { partsOf } from '../support/delivery/mail-parts.ts'
import { dialog, fill, press, refusalOf, told } from './acting.ts'
import { type Part, settled, until, visit } from './visitor.ts'

const names = {
  funnel: 'From sign-up to a message',
  segment: 'Signed up and silent',
  alert: 'Silent users',
}
const reader = 'ann@example.com'

/** From a click to a mail: a funnel, those who stop in it, and an alert on them. */
export const story: Part = async function* (visitor) {
  await using opened = await visit(visitor, '/funnels')
  const { page, problems } = opened
  await fill(page, { 'Step 1': 'signup' })
  await page.keyboard.press('Enter')
  await fill(page, { 'Step 2': 'message' })
  await page.keyboard.press('Enter')
  await page.locator('.bars').waitFor()
  await settled(page)
  const built = await bars(page)
  yield {
    name: `story: a funnel of two steps shows ${built.join(' and ')}`,
    isRight: built.length === 2 && built.every(step => /^\d/.test(step)),
  }

  await press(page, 'Save the funnel')
  await fill(dialog(page), { Name: names.funnel })
  await press(dialog(page), 'Save')
  await told(page, `Saved: the funnel “${names.funnel}”.`)
  await page.getByRole('heading', { name: `${names.funnel}: where do users stop?` }).waitFor()
  await page.getByRole('link', { name: 'Funnels', exact: true }).click()
  await page.getByRole('heading', { name: 'Where do users stop?', exact: true }).waitFor()
  await page.getByRole('link', { name: names.funnel }).click()
  await page.locator('.bars').waitFor()
  await settled(page)
  yield {
    name: 'story: saved, and opened from the list, it shows the same',
    isRight: (await bars(page)).join() === built.join() && /\/funnels\/\d+/.test(page.url()),
  }

  const dropped = page.getByRole('button', { name: /stop here, before message: show them$/ })
  const stopped = numberIn(await dropped.textContent())
  await dropped.click()
  await settled(page)
  const listed = await dialog(page).locator('tbody tr').count()
  yield {
    name: `story: ${stopped} stop, and a click on them lists ${listed}`,
    isRight: stopped > 0 && listed === Math.min(stopped, 50),
  }

  await press(dialog(page), 'Make a segment of them')
  await fill(dialog(page), { Name: names.segment })
  const promised = dialog(page).locator('.hint b')
  await until(page, `/\\d/.test([...document.querySelectorAll('dialog .hint b')].at(-1).textContent)`)
  const size = numberIn(await promised.textContent())
  await press(dialog(page), 'Save')
  await told(page, `Saved: the segment “${names.segment}”.`)
  await page.getByRole('heading', { name: `Who is in “${names.segment}”?` }).waitFor()
  await settled(page)
  const members = numberIn(await page.locator('.card .number-value').first().textContent())
  yield {
    name: `story: a segment of them has ${members} users, as was said before it was saved`,
    isRight: members > 0 && members === size,
  }

  await page.getByRole('link', { name: 'Show the overview of these users' }).click()
  await page.locator('[data-metric="activeUsers"] .number-value').waitFor()
  await settled(page)
  const active = numberIn(await page.locator('[data-metric="activeUsers"] .number-value').textContent())
  yield {
    name: `story: the overview is about them: ${active} of the ${members} were active`,
    isRight: active > 0 && active <= members,
  }

  await page.keyboard.press('g')
  await page.keyboard.press('w')
  await press(page, 'New alert')
  const form = dialog(page)
  await form.getByText('Only what its filters and its segment leave').waitFor()
  await fill(form, {
    Name: names.alert,
    Metric: 'Active users',
    'Over the last': '1 week',
    'Fires when it': 'is above',
    Bound: 'many',
    'Mail to': reader,
  })
  await press(form, 'Create the alert')
  await form.locator('[aria-invalid="true"]').first().waitFor()
  const refused = await refusalOf(form, 'Bound')
  yield {
    name: `story: a bound that is no number is refused beside it: ${refused}`,
    isRight: /Decimal/.test(refused),
  }
  await fill(form, { Bound: '0' })
  await form.getByText('More: interval').click()
  await fill(form, { 'Checked every (minutes)': '1' })
  await press(form, 'How often would it have fired?')
  await form
    .getByText(/would have fired|It would/)
    .first()
    .waitFor()
  await press(form, 'Create the alert')
  await told(page, 'Created: it is checked within its interval.')
  await page.getByRole('heading', { name: `Is “${names.alert}” well?` }).waitFor()
  const address = page.url()
  yield {
    name: 'story: an alert on the segment has a page',
    isRight: /\/alerts\/\d+/.test(address) && !problems.length,
  }

  const { own } = visitor.stage
  if (!own) return yield { name: 'story: SKIPPED: the service sends its mails elsewhere', isRight: true }
  const mail = await mailTo(own.smtp.mails)
  const text = partsOf(mail.raw).parts.map(({ body }) => body)
  const [link = ''] = /http\S+\/app\/\S+/.exec(text[0] ?? '') ?? []
  yield {
    name: `story: a mail tells that it fires, with the link ${link.replace(visitor.stage.url, '')}`,
    isRight: mail.raw.includes(`Alert firing: ${names.alert}`) && address.startsWith(link) && link !== '',
  }
  await using followed = await visit(visitor, link.split('/app')[1]!, { isSignedIn: false })
  await followed.page.getByLabel('Token or API key').fill(visitor.stage.token)
  await press(followed.page, 'Sign in')
  await followed.page.getByRole('heading', { name: `Is “${names.alert}” well?` }).waitFor()
  await settled(followed.page)
  const state = await followed.page.getByRole('region', { name: 'State' }).textContent()
  yield {
    name: 'story: the link opens the alert, which is firing',
    isRight: /Alert/.test(state ?? '') && !followed.problems.length,
  }
}

/** `412 · 100 %` for each step. */
const bars = async (page: Page): Promise<string[]> => {
  const heads = await page.locator('.bar-head > span:last-child').allTextContents()
  return heads.map(text => text.trim())
}

const numberIn = (text: string | null) => Number(/\d[\d,]*/.exec(text ?? '')?.[0].replaceAll(',', ''))

const patienceMs = 180_000

/** A check comes within a minute, and looks at minutes that are settled. */
async function mailTo(mails: { to: string[]; raw: string }[]) {
  const end = performance.now() + patienceMs
  for (;;) {
    const mail = mails.find(({ to }) => to.includes(reader))
    if (mail) return mail
    if (performance.now() > end) throw new Error('There was no mail of the alert within three minutes')
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}
