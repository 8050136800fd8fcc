import { readSubject, writeSubject } from '../../address/filter-text.ts'
import { type Question, type Subject } from '../../address/question.ts'
import { filterInput, intervalOf } from '../../address/variables.ts'
import { type Shown } from '../../answers/measure.ts'
import { type ExploreQueryVariables } from './explore.graphql.ts'

/** What the page asks beside the range and the filters; it is in the address. */
export interface Exploration {
  /** Built-in metrics such as `costUsd`, and custom ones such as `custom.margin`. */
  metrics: string[]
  formula?: string
  /** Up to three. */
  by: Subject[]
  show: Shown
  /** The most groups that are shown one by one. */
  top: number
}

export const shows: Shown[] = ['LINE', 'BAR', 'STACKED_BAR', 'HEAT_MAP', 'TABLE', 'METRIC']
export const most = { metrics: 6, by: 3 }
export const tops = [5, 10, 25, 50]

const start = { metric: 'activeUsers', top: 10 }
const byNames = ['by', 'by2', 'by3']
const custom = 'custom.'

const showWord = (show: Shown) => show.toLowerCase().replaceAll('_', '-')

/** Reads the parameters of the address; what cannot be read is as if it were absent. */
export function readExploration(own: Record<string, string>): Exploration {
  const metrics = [...new Set((own.metrics ?? '').split(',').filter(Boolean))].slice(0, most.metrics)
  const formula = own.formula?.trim()
  return {
    metrics: metrics.length || formula ? metrics : [start.metric],
    ...(formula && { formula }),
    by: byNames.flatMap(name => readSubject(own[name] ?? '') ?? []),
    show: shows.find(show => showWord(show) === own.show) ?? shows[0]!,
    top: tops.find(top => String(top) === own.top) ?? start.top,
  }
}

/** Each parameter of the address; undefined for one that is left out. */
export function writeExploration(exploration: Exploration): Record<string, string | undefined> {
  const { metrics, formula, by, show, top } = exploration
  const isUsual = metrics.join() === start.metric && !formula
  return {
    metrics: isUsual ? undefined : metrics.join(',') || undefined,
    formula: formula || undefined,
    ...Object.fromEntries(byNames.map((name, index) => [name, by[index] && writeSubject(by[index])])),
    show: show === shows[0] ? undefined : showWord(show),
    top: top === start.top ? undefined : String(top),
  }
}

type QuestionInput = ExploreQueryVariables['question']

/** The question in the form that widgets, alerts and exports take as well. */
export function questionOf(exploration: Exploration, question: Question): QuestionInput {
  const { metrics, formula, by, show, top } = exploration
  const filter = filterInput(question.filters)
  const interval = intervalShown(show, question)
  return {
    measure: {
      metrics: [...metrics.map(refOf), ...(formula ? [{ formula }] : [])],
      ...(by.length > 0 && { by: by.map(breakdownOf), first: top }),
      ...(interval && { interval }),
      ...(filter && { filter }),
      ...(question.segmentId && { segmentId: question.segmentId }),
    },
    // A name from the address may be none of the API, which then says so.
  } as QuestionInput
}

const refOf = (metric: string) =>
  metric.startsWith(custom) ? { key: metric.slice(custom.length) } : { name: metric }

const breakdownOf = (subject: Subject) =>
  subject.kind === 'dimension' ? { dimension: subject.dimension } : { [subject.kind]: subject.key }

function intervalShown(show: Shown, question: Question) {
  if (show === 'TABLE' || show === 'METRIC') return undefined
  return show === 'HEAT_MAP' ? ('HOUR' as const) : intervalOf(question)
}

/** `custom.margin` for a custom metric. */
export const metricText = ({ key, isBuiltIn }: { key: string; isBuiltIn: boolean }) =>
  isBuiltIn ? key : custom + key
