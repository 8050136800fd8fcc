import { selectionOf } from '../../src/questions/table-of.ts'
import { type AnswerType } from '../../src/schema/questions/answer.ts'
import { load } from '../load.ts'
import { loadedRange } from '../loaded-range.ts'
import { type ServerProcess } from '../server-process.ts'
import { type Spread, spreadOf, timed } from '../spread.ts'
import { twelveWidgets } from './twelve-widgets.ts'

const rounds = 11
const warmUps = 2

/** The time of a dashboard in one request, and of each of its widgets alone. */
export interface MeasuredDashboard {
  name: string
  whole: Spread
  widgets: { title: string; alone: Spread }[]
  isBuiltIn: boolean
}

interface Shown {
  dashboard: {
    name: string
    widgets: {
      title: string
      question: object | null
      answer: { __typename: AnswerType } | null
      error: object | null
    }[]
  }
}

/** Loads events and asks the built-in dashboards, and one of twelve widgets over the same rows. */
export async function dashboards(
  server: ServerProcess,
  size: number,
  report: (line: string) => void,
): Promise<MeasuredDashboard[]> {
  await load(server, size, report)
  const twelve = await saved(server)
  const measured: MeasuredDashboard[] = []
  for (const id of ['platform', 'models', 'behaviour', twelve]) {
    report(`Asking the dashboard ${id}`)
    measured.push(await measure(server, id, id !== twelve))
  }
  return measured
}

async function saved(server: ServerProcess): Promise<string> {
  const { createDashboard } = await asked<{ createDashboard: { dashboard: { id: string } } }>(
    server,
    'mutation ($input: CreateDashboardInput!) { createDashboard(input: $input) { dashboard { id } } }',
    { input: { name: 'Twelve widgets', widgets: twelveWidgets } },
  )
  return createDashboard.dashboard.id
}

const asked = <Data>({ ask, admin }: ServerProcess, query: string, variables: object) =>
  ask<Data>(admin, JSON.stringify({ query, variables }))

/** The times that the built-in dashboards have by default. */
const usualTimes = { range: { last: { count: 30, unit: 'DAY' } }, compare: { period: 'PREVIOUS_PERIOD' } }

const overRange = (body: string) => `query Bench($range: DateRangeInput, $compare: CompareInput) { ${body} }`

async function measure(server: ServerProcess, id: string, isBuiltIn: boolean): Promise<MeasuredDashboard> {
  const variables = isBuiltIn ? usualTimes : { range: { between: loadedRange(new Date()) } }
  const of = (answer: string) =>
    overRange(
      `dashboard(id: "${id}", range: $range, compare: $compare) { name widgets { title question answer { ${answer} } error { code } } }`,
    )
  const { dashboard } = await asked<Shown>(server, of('__typename'), variables)
  const types = [...new Set(dashboard.widgets.flatMap(({ answer }) => answer?.__typename ?? []))]
  const whole = of(types.map(type => `... on ${type} ${selectionOf(type)}`).join(' '))
  return {
    name: dashboard.name,
    isBuiltIn,
    whole: await medianOf(() => asked(server, whole, variables)),
    widgets: await eachAlone(server, dashboard.widgets, variables),
  }
}

async function eachAlone(
  server: ServerProcess,
  widgets: Shown['dashboard']['widgets'],
  variables: object,
): Promise<MeasuredDashboard['widgets']> {
  const alone: MeasuredDashboard['widgets'] = []
  for (const { title, question, answer, error } of widgets) {
    if (error) throw new Error(`The widget "${title}" failed: ${JSON.stringify(error)}`)
    if (!question || !answer) continue
    const selected = `... on ${answer.__typename} ${selectionOf(answer.__typename)}`
    const query = `query Bench($range: DateRangeInput, $compare: CompareInput, $question: QuestionInput!) { ask(question: $question, range: $range, compare: $compare) { ${selected} } }`
    alone.push({ title, alone: await medianOf(() => asked(server, query, { ...variables, question })) })
  }
  return alone
}

async function medianOf(ask: () => Promise<unknown>): Promise<Spread> {
  const times: number[] = []
  for (let round = -warmUps; round < rounds; round++) {
    const { ms } = await timed(ask)
    if (round >= 0) times.push(ms)
  }
  return spreadOf(times)
}
