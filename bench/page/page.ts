import { type Browser, chromium, type Page } from 'playwright-core'
import { browserPath } from '../../test/page/browser-path.ts'
import { type Figure, milliseconds } from '../figure.ts'
import { load } from '../load.ts'
import { type ServerProcess } from '../server-process.ts'
import { type Spread, spreadOf } from '../spread.ts'
import { buildFigures } from './build.ts'
import { changeOfRange, compressedBytes, interaction, largestPaint, settled, visit } from './visit.ts'

const rounds = 5
const most = { bytes: 170_000, paintMs: 1_000, interactionMs: 100, rangeMs: 400 }

/** What people wait for in front of the page. */
export async function pageFigures(
  server: ServerProcess,
  size: number,
  report: (line: string) => void,
): Promise<Figure[]> {
  const executablePath = browserPath()
  if (!executablePath) throw new Error('there is no Chromium')
  report('Building the page')
  const built = await buildFigures()
  await load(server, size, report)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    report('Opening the overview')
    return [...(await loadFigures(browser, server)), ...(await clickFigures(browser, server)), ...built]
  } finally {
    await browser.close()
  }
}

async function loadFigures(browser: Browser, server: ServerProcess): Promise<Figure[]> {
  const paints: number[] = []
  const answered: number[] = []
  let bytes = 0
  for (let round = -1; round < rounds; round++) {
    await using opened = await visit(browser, server, '/')
    const ms = await settled(opened.page)
    if (round < 0) continue
    answered.push(ms)
    paints.push(await largestPaint(opened.page))
    bytes = compressedBytes(opened.scripts)
  }
  return [
    {
      name: 'first load, bytes of scripts (gzip)',
      convograph: bytes.toLocaleString('en'),
      target: `≤ ${most.bytes.toLocaleString('en')}`,
      isMet: bytes <= most.bytes,
    },
    atMost('largest paint of the overview', spreadOf(paints), most.paintMs),
    { name: 'all cards of the overview have their numbers', convograph: milliseconds(spreadOf(answered)) },
  ]
}

/** What is clicked, and how. */
const clicks: Record<string, (page: Page) => Promise<void>> = {
  'opening the menu of ranges': page => page.locator('#range-button').click(),
  'choosing a range': page => page.getByRole('button', { name: 'Last 7 days' }).click(),
  'choosing another number to draw': page => page.locator('[data-metric="messages"]').click(),
  'another page': page => page.getByRole('link', { name: 'Models and cost', exact: true }).click(),
  'back to the overview': page => page.getByRole('link', { name: 'Overview', exact: true }).click(),
}

/** Keys of ranges that the overview does not begin with. */
const ranges = { w: '7 days', f: '28 days', n: '91 days' }

async function clickFigures(browser: Browser, server: ServerProcess): Promise<Figure[]> {
  const taken: Record<string, number[]> = {}
  const note = (name: string, ms: number) => {
    taken[name] = [...(taken[name] ?? []), ms]
  }
  for (let round = -1; round < rounds; round++) {
    await using opened = await visit(browser, server, '/')
    const { page } = opened
    await settled(page)
    for (const [key, range] of Object.entries(ranges)) {
      const { numbersMs, allMs } = await changeOfRange(page, key)
      if (round < 0) continue
      note(`change of range to ${range}, until all cards but the insights have their numbers`, numbersMs)
      note(`change of range to ${range}, until all cards have their numbers`, allMs)
    }
    for (const [name, click] of Object.entries(clicks)) {
      const ms = await interaction(page, () => click(page))
      if (round >= 0) note(`click: ${name}`, ms)
      await settled(page)
    }
  }
  return Object.entries(taken).map(([name, times]) =>
    atMost(name, spreadOf(times), name.startsWith('click') ? most.interactionMs : most.rangeMs),
  )
}

const atMost = (name: string, spread: Spread, mostMs: number): Figure => ({
  name,
  convograph: milliseconds(spread),
  target: `≤ ${mostMs.toLocaleString('en')} ms`,
  isMet: spread.median <= mostMs,
})
