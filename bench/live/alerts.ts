import { setTimeout as pause } from 'node:timers/promises'
import { type Figure } from '../figure.ts'
import { load } from '../load.ts'
import { type ServerProcess } from '../server-process.ts'

const alerts = 1_000
const measuredMs = 180_000
/** The share of the questions' lane that checks may take. */
const mostShare = 0.02
/** The default of MAX_QUESTIONS. */
const places = 16
const windows = ['MINUTES_15', 'MINUTES_30', 'HOUR_1', 'HOURS_4', 'DAY_1']
const metrics = ['messages', 'aiCalls', 'costUsd', 'apiCalls', 'activeUsers']
/** Rules with the same metric, window and bot share a question: four bounds for each of 250 questions. */
const bots = Array.from({ length: 10 }, (_, i) => `bot ${i}`)
const bounds = ['10', '100', '1000', '10000']

/** The checks of 1,000 alerts in one project, while they run. */
export async function alertFigures(
  server: ServerProcess,
  size: number,
  report: (line: string) => void,
): Promise<Figure[]> {
  await load(server, size, report)
  report(`Saving ${alerts} alerts`)
  for (let i = 0; i < alerts; i++) await server.ask(server.admin, saving(i))
  report('Waiting for the first checks')
  await pause(60_000)
  const before = await readMetrics(server)
  report(`Measuring for ${measuredMs / 1_000} s`)
  await pause(measuredMs)
  const after = await readMetrics(server)
  const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0)
  const checks = grown('convograph_alert_checks_total{outcome="checked"}')
  const questions = grown('convograph_alert_question_seconds_count')
  const seconds = grown('convograph_alert_question_seconds_sum')
  const share = seconds / ((measuredMs / 1_000) * places)
  const late =
    grown('convograph_alert_lateness_seconds_sum') / grown('convograph_alert_lateness_seconds_count')
  const within = (bound: number) => grown(`convograph_alert_lateness_seconds_bucket{le="${bound}"}`)
  return [
    { name: `(m) checks of ${alerts} alerts in ${measuredMs / 1_000} s`, convograph: count(checks) },
    { name: '(m) questions that they asked', convograph: count(questions) },
    {
      name: `(m) their share of the ${places} places of the questions' lane`,
      convograph: `${(share * 100).toFixed(2)} %`,
      target: `≤ ${mostShare * 100} %`,
      isMet: share <= mostShare,
    },
    {
      name: '(m) lateness of a check, on average; the shortest interval is 180 s',
      convograph: `${late.toFixed(1)} s`,
      target: 'all < 60 s',
      isMet: within(60) === grown('convograph_alert_lateness_seconds_count'),
    },
  ]
}

const count = (number: number) => number.toLocaleString('en')

function saving(i: number): string {
  const bound = bounds[i % bounds.length]!
  const question = Math.floor(i / bounds.length)
  const metric = metrics[question % metrics.length]!
  const window = windows[Math.floor(question / metrics.length) % windows.length]!
  const bot = bots[Math.floor(question / (metrics.length * windows.length)) % bots.length]!
  return JSON.stringify({
    query: `mutation { createAlert(input: {
      name: "alert ${i}", field: "metrics.${metric}", window: ${window}, condition: { above: "${bound}" }
      question: { measure: { metrics: [{ name: ${metric} }], filter: { dimension: BOT, values: ["${bot}"] } } }
    }) { userErrors { code } } }`,
  })
}

/** The numbers of `/metrics` by their names and labels. */
async function readMetrics({ url }: ServerProcess): Promise<Map<string, number>> {
  const text = await (await fetch(url.replace('/graphql', '/metrics'))).text()
  return new Map(
    text.split('\n').flatMap((line): [string, number][] => {
      const [, name, value] = /^([a-z_]+(?:\{.*\})?) (\S+)$/.exec(line) ?? []
      return name ? [[name, Number(value)]] : []
    }),
  )
}
