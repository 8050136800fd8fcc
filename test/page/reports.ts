import { axeFindings, overflow } from './looks.ts'
import { type Part, settled, visit } from './visitor.ts'

const said = (name: string, findings: string[]) =>
  findings.length ? `${name}, but ${findings.join('; ')}` : name

/** A report made of a text, a link of Explore and a widget, run, read, changed and deleted. */
export const reports: Part = async function* (visitor) {
  await using opened = await visit(visitor, '/reports')
  const { page } = opened
  await settled(page)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  await button('New').click()
  await page.getByLabel('Name', { exact: true }).fill('Weekly numbers')
  await page.getByLabel('What is sent').selectOption('blocks')
  await button('Add a text').click()
  await page.getByLabel('Text of block 1').fill('The week from Monday to Sunday.')
  await page
    .getByLabel('A link of Explore')
    .fill(`${visitor.stage.url}/app/explore?metrics=messages&show=table&by=channel`)
  await button('Add').click()
  await button('Create the report').click()
  await page.getByRole('heading', { name: 'Weekly numbers: what did it say?' }).waitFor()
  await settled(page)
  const facts = await page.locator('.facts').first().textContent()
  yield {
    name: 'reports: one is made, and says when it runs next',
    isRight: facts!.includes('every Monday at 09:00') && /Next run\d/.test(facts!),
  }
  await button('Run now').click()
  await button('Run it').click()
  const run = page.locator('section', { has: page.getByRole('heading', { name: 'What the run says' }) })
  await run.getByText('The week from Monday to Sunday.').waitFor()
  const rows = await run.locator('tbody tr').count()
  yield { name: `reports: its run is read, with ${rows} rows`, isRight: rows > 1 }
  const findings = [...opened.problems, ...(await axeFindings(page))]
  await page.setViewportSize({ width: 390, height: 900 })
  findings.push(...(await overflow(page)))
  await page.setViewportSize({ width: 1280, height: 900 })
  await button('Change').click()
  await page.getByLabel('Text of block 1').waitFor()
  findings.push(...(await axeFindings(page)))
  yield { name: said('reports: one and its form look right', findings), isRight: !findings.length }
  await page.locator('select[name=schedule]').selectOption('cron')
  await page.getByRole('textbox', { name: 'Cron pattern' }).fill('every day')
  await button('Save the report').click()
  const refusal = page.getByRole('dialog').getByRole('alert')
  await refusal.waitFor()
  yield { name: `reports: a wrong pattern is refused: ${await refusal.textContent()}`, isRight: true }
  await page.getByRole('textbox', { name: 'Cron pattern' }).fill('0 7 * * MON-FRI')
  await button('Save the report').click()
  await page.getByText('by the pattern 0 7 * * MON-FRI').waitFor()
  yield { name: 'reports: it is changed', isRight: true }
  await button('Pause').click()
  await page.getByText('none: it is paused').waitFor()
  await button('Delete').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.waitForURL(/\/app\/reports$/)
  await settled(page)
  yield {
    name: 'reports: it is paused and deleted',
    isRight: (await page.getByRole('link', { name: 'Weekly numbers' }).count()) === 0,
  }
}
