import { type Part, settled, visit } from './visitor.ts'

const nameOfFocused = `document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? ''`

/** Everything without a mouse. */
export const keyboard: Part = async function* (visitor) {
  await using opened = await visit(visitor, '/')
  const { page } = opened
  await settled(page)
  const press = (key: string) => page.keyboard.press(key)
  const search = () => new URL(page.url()).search
  const focused = () => page.evaluate<string>(`document.activeElement?.textContent?.trim() ?? ''`)
  await press('Tab')
  yield {
    name: 'keyboard: the first stop skips the navigation',
    isRight: (await focused()) === 'Skip to the content',
  }
  for (const [key, expected] of [
    ['w', '?range=7d'],
    ['x', '?range=7d&compare=off'],
    [']', '?range=7d&compare=off&interval=week'],
    ['t', '?compare=off&interval=week'],
  ] as const) {
    await press(key)
    yield { name: `keyboard: ${key} leads to ${expected}`, isRight: search() === expected }
  }
  await press('?')
  const sheet = page.getByRole('dialog', { name: 'Keys' })
  await sheet.waitFor()
  await press('Escape')
  yield { name: 'keyboard: ? opens the sheet and Escape closes it', isRight: !(await sheet.isVisible()) }
  await page.goto(`${visitor.stage.url}/app/`)
  await settled(page)
  const chart = page.getByRole('slider').first()
  const before = await chart.getAttribute('aria-valuetext')
  await chart.focus()
  await press('ArrowLeft')
  await press('ArrowLeft')
  const after = await chart.getAttribute('aria-valuetext')
  yield {
    name: `keyboard: a chart is walked by the arrow keys, and says “${after}”`,
    isRight: before !== after && search() === '',
  }
  const reached = new Set<string>()
  await page.locator('body').click({ position: { x: 1, y: 1 } })
  for (let stop = 0; stop < 80; stop++) {
    await press('Tab')
    reached.add(await page.evaluate<string>(nameOfFocused))
  }
  const wanted = ['Show as table', 'Keys (?)', 'About “Models by cost”', 'web', 'Sign out']
  const missed = wanted.filter(name => !reached.has(name))
  yield {
    name: `keyboard: Tab reaches everything${missed.length ? `, but not ${missed.join()}` : ''}`,
    isRight: !missed.length,
  }
}
