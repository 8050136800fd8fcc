import { type MetricExpression } from '../analytics/measures/metric-expression.ts'
import { bothFilters } from '../analytics/query/asked.ts'
import { isUpGood } from '../schema/metrics/good-when.ts'
import { compileFormula } from './compile-formula.ts'
import { FormulaError } from './grammar/formula-error.ts'
import { parseFormula } from './grammar/parse-formula.ts'
import { type MetricContent } from './metric-content.ts'
import { mostNested } from './stored-metrics.ts'
import { declared, inWords } from './terms/quantity.ts'
import { type Term } from './terms/term.ts'
import { toExpression } from './terms/to-expression.ts'

/** A formula, saved or not. */
export type FormulaToCompile = Pick<MetricContent, 'formula'> & Partial<MetricContent>

/**
 * A custom metric, or a formula that is not saved, as an expression. `known` are the custom metrics that it may name.
 * @throws FormulaError
 */
export function compileMetric(
  project: string,
  metric: FormulaToCompile,
  known: Map<string, MetricContent>,
): MetricExpression {
  const { key, goodWhen, dimensions } = metric
  return {
    ...toExpression(termOf(metric, { project, known, inside: [], size: { parts: 0 } })),
    key: key ?? null,
    isUpGood: isUpGood(goodWhen),
    ...(dimensions && { dimensions }),
  }
}

interface Place {
  project: string
  known: Map<string, MetricContent>
  /** The keys of the metrics that contain this one. */
  inside: string[]
  /** Whether it stands in another formula. */
  isNested?: boolean
  filter?: MetricContent['filter']
  /** The parts of all formulas together, metrics counted as often as they are named. */
  size: { parts: number }
}

/** Metrics of 100 parts that name each other five levels deep would be 10 billion of them. */
const mostParts = 1_000

function termOf(metric: FormulaToCompile, place: Place): Term {
  const { project, known, inside, isNested, size, filter: outer } = place
  const { key, formula, unit } = metric
  const filter = bothFilters(outer, metric.filter)
  const within = key === undefined ? inside : [...inside, key]
  const term = compileFormula(parseFormula(formula), {
    project,
    ...(filter && { filter }),
    custom: (name, at) =>
      nested(name, at, { ...place, inside: within, filter }) ?? (isNested ? gone(name, at) : undefined),
    countPart: at => {
      if (++size.parts > mostParts)
        throw new FormulaError(
          at,
          `A formula may have at most ${mostParts} parts, with the metrics it names.`,
        )
    },
    keys: known.keys(),
  })
  const quantity = unit ? declared(term.quantity, unit) : term.quantity
  if (quantity) return { ...term, quantity }
  throw new FormulaError(0, `The unit ${unit} does not fit: the formula gives ${inWords(term.quantity)}.`)
}

/** The metric with this key within another one; undefined if there is none. */
function nested(key: string, at: number, place: Place): Term | undefined {
  const { known, inside } = place
  if (inside.includes(key))
    throw new FormulaError(at, `The metric would contain itself: ${[...inside, key].join(' → ')}.`, 'CYCLE')
  const metric = known.get(key)
  if (!metric) return undefined
  if (inside.length >= mostNested)
    throw new FormulaError(at, `Metrics may be at most ${mostNested} levels deep: ${inside.join(' → ')}.`)
  return about(key, at, () => termOf(metric, { ...place, isNested: true }))
}

/** A formula that is being written may misspell a key; one that another formula names was saved with its metrics. */
function gone(key: string, at: number): never {
  throw new FormulaError(at, `The metric "${key}", which it needs, is gone.`, 'NOT_FOUND')
}

/** An error within a metric is one at its name in the formula around it. */
function about(key: string, at: number, compiled: () => Term): Term {
  try {
    return compiled()
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    const { code, message } = error
    const about = code === 'INVALID_FORMULA' ? `The metric "${key}" cannot be computed: ${message}` : message
    throw new FormulaError(at, about, code)
  }
}
