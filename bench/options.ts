import { parseArgs } from 'node:util'

/** The parts of the benchmark, in running order: the parts after `load` use the loaded events, and the last one removes some. */
export const parts = [
  'ingest',
  'single',
  'forwarding',
  'load',
  'freshness',
  'beside',
  'questions',
  'exports',
  'postgres',
  'memory',
  'removals',
] as const
export type Part = (typeof parts)[number]

/** A benchmark of its own, which an option with its name runs instead of the parts. */
interface TopicRules {
  help: string
  /** The events to load by default. */
  size?: number
  /** The numbers of events at which it measures by default, if it does at several. */
  sizes?: string
}

const topics = {
  questions: { help: 'every question of the API beside its own SQL', size: 10_000_000 },
  behaviour: {
    help: 'funnels, retention, segments, paths and lifecycle beside their own SQL, at several sizes',
    sizes: '1000000,10000000,30000000',
  },
  totals: {
    help: 'counts, sums, means and distinct users, whose time should not grow with the events',
    sizes: '1000000,10000000',
  },
  exports: { help: 'the rate and the memory of exports in each format', size: 10_000_000 },
  dashboards: {
    help: 'the built-in dashboards, and twelve widgets beside the most expensive one of them',
    size: 10_000_000,
  },
  sql: { help: 'custom queries beside their bare SQL', size: 10_000_000 },
  streams: { help: 'the memory of 500 subscribers to one question, and the statements that they cost' },
  budgets: { help: 'budgetStatus beside a field that does nothing, and tracking with and without budgets' },
  alerts: {
    help: "the checks of 1,000 alerts: their share of the questions' lane, their statements and lateness",
  },
  wrappers: { help: 'the time that the wrappers of the SDK add to a call of a model, without a server' },
  spans: { help: 'model calls as spans of OpenTelemetry beside the same calls through track' },
  import: {
    help: 'npm run import beside tracking without it, and the memory of the importer',
    size: 500_000,
  },
  anomalies: { help: 'false alarms and found changes of anomalies in made-up series, without a server' },
} satisfies Record<string, TopicRules>

type Topic = keyof typeof topics

const topicNames = Object.keys(topics) as Topic[]
const rulesOf = (topic: Topic | undefined): Partial<TopicRules> => (topic ? topics[topic] : {})
const topicsWhere = (has: (rules: TopicRules) => unknown): string =>
  listOf(
    topicNames.filter(name => has(topics[name])).map(name => `--${name}`),
    'or',
  )

export interface Options {
  /** What is measured alone; undefined for the parts. */
  topic: Topic | undefined
  size: number
  /** The numbers of events at which a topic measures in turn; empty if it measures at one. */
  sizes: readonly number[]
  isKept: boolean
  only: readonly Part[]
}

export const help = `npm run bench -- [options]

Measures Convograph beside its bare engines, in one run on this machine, and prints a Markdown table.

${topicNames.map(name => `  ${`--${name}`.padEnd(13)}only ${topics[name].help}`).join('\n')}
  --sizes L    the sizes of ${topicsWhere(({ sizes }) => sizes)}, ascending (default 1000000,10000000, and 30000000 for --behaviour)
  --size N     events to load before the questions are asked, at least 1000 (default 1000000; 10000000 with ${topicsWhere(({ size }) => size)})
  --only P     only these parts, such as ingest,single (of ${parts.join(', ')})
  --keep       leave the temporary data folder in place and say where it is
  --help       this text
`

/** @throws Error with the wrong option; 'help' for --help */
export function readOptions(args: string[]): Options | 'help' {
  const { values } = parseArgs({ args, options })
  if (values.help) return 'help'
  const topic = topicOf(values)
  const rules = rulesOf(topic)
  if (values.sizes !== undefined && !rules.sizes)
    throw new Error(`--sizes belongs to ${topicsWhere(({ sizes }) => sizes)}.`)
  const size = Number(values.size ?? rules.size ?? 1_000_000)
  if (!isSize(size)) throw new Error('--size must be a whole number from 1000.')
  return {
    topic,
    size,
    sizes: rules.sizes ? sizesOf(values.sizes ?? rules.sizes) : [],
    isKept: values.keep,
    only: partsOf(topic, values.only),
  }
}

type Given = Partial<Record<Topic, boolean>> & { only?: string }

function topicOf(values: Given): Topic | undefined {
  const [topic, ...others] = topicNames.filter(name => values[name])
  if (others.length || (topic && values.only !== undefined))
    throw new Error(
      `Give one of ${listOf(
        [...topicNames, 'only'].map(name => `--${name}`),
        'and',
      )}.`,
    )
  return topic
}

function listOf(words: string[], last: 'and' | 'or'): string {
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

const isSize = (size: number) => Number.isSafeInteger(size) && size >= 1_000

function sizesOf(list: string): readonly number[] {
  const sizes = list.split(',').map(Number)
  if (!sizes.every((size, i) => isSize(size) && (i === 0 || size > sizes[i - 1]!)))
    throw new Error('--sizes must be whole numbers from 1000, each larger than the one before.')
  return sizes
}

const flag = { type: 'boolean', default: false } as const

const options = {
  ...(Object.fromEntries(topicNames.map(name => [name, flag])) as Record<Topic, typeof flag>),
  sizes: { type: 'string' },
  size: { type: 'string' },
  only: { type: 'string' },
  keep: flag,
  help: flag,
} as const

function partsOf(topic: Topic | undefined, list: string | undefined): readonly Part[] {
  if (topic === 'questions' || topic === 'exports') return ['load', topic]
  if (list === undefined) return parts
  const named = list.split(',')
  const unknown = named.find(name => !parts.some(part => part === name))
  if (unknown !== undefined) throw new Error(`--only knows ${parts.join(', ')}, not "${unknown}".`)
  return parts.filter(part => named.includes(part))
}
