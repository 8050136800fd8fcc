import { builtInMetric, builtInNames } from '../analytics/measures/metric-expression.ts'
import { type FilterInput } from '../schema/filter-input.ts'
import { FormulaError } from './grammar/formula-error.ts'
import { nearest } from './grammar/nearest.ts'
import {
  type Arithmetic,
  type BinaryNode,
  type Comparison,
  type FunctionNode,
  type Logic,
  type MetricNode,
  type Tree,
} from './grammar/tree.ts'
import { aggregateTerm } from './terms/aggregate-term.ts'
import { either, numberFunctions } from './terms/functions.ts'
import { metricTerm } from './terms/metric-term.ts'
import { allOf, arithmetic, compared, negative, not } from './terms/operators.ts'
import { type Condition, literal, type Term } from './terms/term.ts'

/** What the names of a formula stand for. */
export interface Names {
  project: string
  /** A condition on the events behind all numbers. */
  filter?: FilterInput
  /** The custom metric with this key; undefined if there is none. `at` is where a formula names it. */
  custom(key: string, at: number): Term | undefined
  /** Called for each part of the formula. @throws FormulaError for one part too many */
  countPart(at: number): void
  /** The keys of all custom metrics, to suggest one. */
  keys: Iterable<string>
}

/**
 * A parsed formula as SQL over aggregates, with its unit.
 * @throws FormulaError for a name that does not exist, units that do not fit, and a condition in place of a number
 */
export const compileFormula = (tree: Tree, names: Names): Term => numberOf(tree, names)

function numberOf(tree: Tree, names: Names): Term {
  const result = resultOf(tree, names)
  if (result.kind === 'number') return result
  throw new FormulaError(tree.at, 'A comparison is no number: write if(…, 1, 0).')
}

function conditionOf(tree: Tree, names: Names): Condition {
  const result = resultOf(tree, names)
  if (result.kind === 'condition') return result
  throw new FormulaError(tree.at, 'A number is no condition: compare it, such as with > 0.')
}

function resultOf(tree: Tree, names: Names): Term | Condition {
  names.countPart(tree.at)
  switch (tree.kind) {
    case 'number':
      return checkedLiteral(tree.text, tree.at)
    case 'metric':
      return named(tree, names)
    case 'aggregate':
      return aggregateTerm(names, tree)
    case 'unary':
      return tree.operator === 'minus'
        ? negative(numberOf(tree.operand, names))
        : not(conditionOf(tree.operand, names))
    case 'binary':
      return binary(tree, names)
    case 'function':
      return called(tree, names)
  }
}

function checkedLiteral(digits: string, at: number): Term {
  if (!Number.isFinite(Number(digits))) throw new FormulaError(at, 'The number is too large.')
  return literal(digits)
}

function named({ name, at, isCounted }: MetricNode, names: Names): Term {
  const builtIn = builtInMetric(name)
  const term = builtIn ? metricTerm(builtIn, names.filter) : names.custom(name, at)
  if (!term)
    throw new FormulaError(
      at,
      `There is no metric "${name}".${nearest(name, [...builtInNames, ...names.keys])}`,
    )
  if (isCounted && term.quantity.unit !== 'COUNT')
    throw new FormulaError(at, `"${name}" is no count. count takes a set of events, such as event("signup").`)
  return term
}

function binary({ operator, left, right, at }: BinaryNode, names: Names): Term | Condition {
  if (operator === 'and' || operator === 'or')
    return allOf(operator satisfies Logic, [conditionOf(left, names), conditionOf(right, names)])
  const [a, b] = [numberOf(left, names), numberOf(right, names)]
  if (operator in arithmetic) return arithmetic[operator as Arithmetic](a, b, at)
  return compared(operator as Comparison, a, b, at)
}

function called({ name, args, at }: FunctionNode, names: Names): Term {
  if (name !== 'if')
    return numberFunctions[name](
      args.map(arg => numberOf(arg, names)),
      at,
    )
  const [condition, first, second] = args as [Tree, Tree, Tree]
  return either(conditionOf(condition, names), numberOf(first, names), numberOf(second, names), at)
}
