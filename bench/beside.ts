import { type Figure, milliseconds } from './figure.ts'
import { freshness } from './freshness.ts'
import { askOverHttp } from './questions/questions.ts'
import { type ServerProcess } from './server-process.ts'
import { type Spread, spreadOf, timed } from './spread.ts'

/** The cheap question, which reads the events of one name, and the slow one, which reads all events several times. */
const cheap = 'timeSeries'
const slow = 'engagement'

const rounds = 60
const warmUps = 5
const most = { besideOne: { ratio: 3, plusMs: 20 }, besideFour: { ratio: 5, plusMs: 0 }, freshMs: 500 }

/**
 * The times of a cheap question, and from an event to its answer, while other clients ask a slow question in a loop.
 */
export async function beside(server: ServerProcess, report: (line: string) => void): Promise<Figure[]> {
  report('A cheap question alone')
  for (let i = 0; i < warmUps; i++) await askOverHttp(server, cheap)
  const alone = await cheapTimes(server)
  report('A slow question alone')
  const { ms: slowAlone } = await timed(() => askOverHttp(server, slow))
  report('A cheap question beside one slow client')
  const besideOne = await underLoad(server, 1, () => cheapTimes(server))
  report('A cheap question beside four slow clients')
  const besideFour = await underLoad(server, 4, () => cheapTimes(server))
  report('An event on its way beside one slow client')
  const fresh = await underLoad(server, 1, () =>
    freshness(server, { when: ' beside one slow client', mostMs: most.freshMs }),
  )
  return [
    { name: '(g) a cheap question alone', convograph: milliseconds(alone) },
    { name: '(g) the slow question alone, once', convograph: `${slowAlone.toFixed(0)} ms` },
    besideFigure('beside one slow client', besideOne, alone, most.besideOne),
    besideFigure('beside four slow clients', besideFour, alone, most.besideFour),
    ...fresh,
  ]
}

async function cheapTimes(server: ServerProcess): Promise<Spread> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push((await askOverHttp(server, cheap)).ms)
  return spreadOf(times)
}

/** Each client asks again after each answer, until the measurement ends. */
async function underLoad<Result>(
  server: ServerProcess,
  clients: number,
  measure: () => Promise<Result>,
): Promise<Result> {
  let isMeasured = false
  const asking = Array.from({ length: clients }, async () => {
    while (!isMeasured) await askOverHttp(server, slow)
  })
  try {
    return await measure()
  } finally {
    isMeasured = true
    await Promise.all(asking)
  }
}

const besideFigure = (
  when: string,
  ours: Spread,
  alone: Spread,
  { ratio, plusMs }: { ratio: number; plusMs: number },
): Figure => ({
  name: `(g) a cheap question ${when}`,
  convograph: milliseconds(ours),
  bare: `${milliseconds(alone)} (alone)`,
  ratio: (ours.median / alone.median).toFixed(2),
  target: `≤ ${ratio} ×${plusMs ? ` + ${plusMs} ms` : ''}`,
  isMet: ours.median <= alone.median * ratio + plusMs,
})
