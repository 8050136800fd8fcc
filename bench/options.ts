import { parseArgs } from 'node:util'

/** The parts of the benchmark, in running order: the parts after `load` use the loaded events. */
export const parts = [
  'ingest',
  'single',
  'load',
  'freshness',
  'beside',
  'questions',
  'exports',
  'postgres',
  'memory',
] as const
export type Part = (typeof parts)[number]

export interface Options {
  size: number
  isKept: boolean
  only: readonly Part[]
  /** The numbers of events at which the questions about behavior are measured, in turn; empty for none. */
  behaviourAt: readonly number[]
  /** The numbers of events at which the times are measured that should not grow with the events. */
  totalsAt: readonly number[]
  /** Whether dashboards are measured, and nothing else. */
  isOfDashboards: boolean
  /** Whether custom queries are measured, and nothing else. */
  isOfSql: boolean
  /** Whether subscriptions are measured, and nothing else. */
  isOfStreams: boolean
  /** Whether `budgetStatus` is measured, and nothing else. */
  isOfBudgets: boolean
  /** Whether the checks of 1,000 alerts are measured, and nothing else. */
  isOfAlerts: boolean
  /** Whether anomalies are looked for in made-up series, without a server. */
  isOfAnomalies: boolean
}

export const help = `npm run bench -- [options]

Measures Convograph beside its bare engines, in one run on this machine, and prints a Markdown table.

  --questions every question of the API beside its own SQL, and nothing else
  --behaviour funnels, retention, segments, paths and lifecycle beside their own SQL, at several sizes, and nothing else
  --totals    counts, sums, means and distinct users, whose time should not grow with the events, and nothing else
  --exports   the rate and the memory of exports in each format, and nothing else
  --dashboards the built-in dashboards, and twelve widgets beside the most expensive one of them, and nothing else
  --sql       custom queries beside their bare SQL, and nothing else
  --streams   the memory of 500 subscribers to one question, and the statements that they cost, and nothing else
  --budgets   budgetStatus beside a field that does nothing, and tracking with and without budgets, and nothing else
  --alerts    the checks of 1,000 alerts: their share of the questions' lane, their statements and lateness, and nothing else
  --anomalies the false alarms and the found changes of anomalies in made-up series, without a server
  --sizes L   the sizes of --behaviour or --totals, ascending (default 1000000,10000000, and 30000000 for --behaviour)
  --size N    events to load before the questions are asked, at least 1000 (default 1000000; 10000000 with --questions, --exports, --dashboards or --sql)
  --only P    only these parts, such as ingest,single (of ${parts.join(', ')})
  --keep      leave the temporary data folder in place and say where it is
  --help      this text
`

/** @throws Error with the wrong option; 'help' for --help */
export function readOptions(args: string[]): Options | 'help' {
  const { values } = parseArgs({ args, options })
  if (values.help) return 'help'
  const {
    questions,
    exports,
    behaviour,
    totals,
    dashboards,
    sql,
    streams,
    budgets,
    alerts,
    anomalies,
    only,
  } = values
  const alone = [
    questions,
    exports,
    behaviour,
    totals,
    dashboards,
    sql,
    streams,
    budgets,
    alerts,
    anomalies,
    only !== undefined,
  ]
  if (alone.filter(Boolean).length > 1)
    throw new Error(
      'Give one of --questions, --exports, --behaviour, --totals, --dashboards, --sql, --streams, --budgets, --alerts, --anomalies and --only.',
    )
  if (values.sizes !== undefined && !values.behaviour && !values.totals)
    throw new Error('--sizes belongs to --behaviour or --totals.')
  const size = Number(values.size ?? (questions || exports || dashboards || sql ? 10_000_000 : 1_000_000))
  if (!isSize(size)) throw new Error('--size must be a whole number from 1000.')
  return {
    size,
    isKept: values.keep,
    only: partsIn(values),
    behaviourAt: values.behaviour ? sizesOf(values.sizes ?? '1000000,10000000,30000000') : [],
    totalsAt: values.totals ? sizesOf(values.sizes ?? '1000000,10000000') : [],
    isOfDashboards: dashboards,
    isOfSql: sql,
    isOfStreams: streams,
    isOfBudgets: budgets,
    isOfAlerts: alerts,
    isOfAnomalies: anomalies,
  }
}

const isSize = (size: number) => Number.isSafeInteger(size) && size >= 1_000

function sizesOf(list: string): readonly number[] {
  const sizes = list.split(',').map(Number)
  if (!sizes.every((size, i) => isSize(size) && (i === 0 || size > sizes[i - 1]!)))
    throw new Error('--sizes must be whole numbers from 1000, each larger than the one before.')
  return sizes
}

const options = {
  questions: { type: 'boolean', default: false },
  behaviour: { type: 'boolean', default: false },
  totals: { type: 'boolean', default: false },
  exports: { type: 'boolean', default: false },
  dashboards: { type: 'boolean', default: false },
  sql: { type: 'boolean', default: false },
  streams: { type: 'boolean', default: false },
  budgets: { type: 'boolean', default: false },
  alerts: { type: 'boolean', default: false },
  anomalies: { type: 'boolean', default: false },
  sizes: { type: 'string' },
  size: { type: 'string' },
  only: { type: 'string' },
  keep: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

function partsIn(values: { questions: boolean; exports: boolean; only?: string }): readonly Part[] {
  if (values.questions) return ['load', 'questions']
  return values.exports ? ['load', 'exports'] : partsOf(values.only)
}

function partsOf(list: string | undefined): readonly Part[] {
  if (list === undefined) return parts
  const named = list.split(',')
  const unknown = named.find(name => !parts.some(part => part === name))
  if (unknown !== undefined) throw new Error(`--only knows ${parts.join(', ')}, not "${unknown}".`)
  return parts.filter(part => named.includes(part))
}
