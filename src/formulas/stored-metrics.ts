import { type EntityManager } from '@mikro-orm/postgresql'
import { builtInMetric } from '../analytics/measures/metric-expression.ts'
import { Definition } from '../entities/definition.ts'
import { badInput } from '../errors.ts'
import { FormulaError } from './grammar/formula-error.ts'
import { parseFormula } from './grammar/parse-formula.ts'
import { type Tree } from './grammar/tree.ts'
import { type MetricContent } from './metric-content.ts'

/** A formula may name a custom metric, which names another one, and so on. */
export const mostNested = 5

/** The custom metrics that a formula names, and those that these name, by their keys. */
export async function metricsIn(em: EntityManager, tree: Tree): Promise<Map<string, MetricContent>> {
  const found = new Map<string, MetricContent>()
  let wanted = keysIn(tree)
  // One step further than allowed, so that the error can name the metric that is too deep.
  for (let level = 0; level <= mostNested && wanted.length; level++) {
    const metrics = await metricsWith(em, wanted)
    for (const metric of metrics) found.set(metric.key, metric)
    wanted = metrics.flatMap(({ formula }) => keysOf(formula)).filter(key => !found.has(key))
  }
  return found
}

/** The custom metric with this key. @throws NOT_FOUND */
export async function storedMetric(em: EntityManager, key: string): Promise<Definition> {
  const found = isKey(key) ? await em.findOne(Definition, { kind: 'metric', content: { key } }) : null
  if (!found) throw badInput('NOT_FOUND', 'key', `This project has no metric "${key.slice(0, longestKey)}".`)
  return found
}

const longestKey = 63

/** Whether a metric may have the key: 1 to 63 characters a-z, 0-9 and _, of which the first is a letter. */
export const isKey = (key: string): boolean => key.length <= longestKey && /^[a-z][a-z0-9_]*$/.test(key)

async function metricsWith(em: EntityManager, keys: string[]): Promise<MetricContent[]> {
  const stored = await em.find(Definition, { kind: 'metric', content: { key: { $in: [...new Set(keys)] } } })
  return stored.map(({ content }) => content as MetricContent)
}

/** The keys of the custom metrics that a stored formula names; none if it can no longer be read. */
export function keysOf(formula: string): string[] {
  try {
    return keysIn(parseFormula(formula))
  } catch (error) {
    if (error instanceof FormulaError) return []
    throw error
  }
}

/** The keys of the custom metrics that a formula names, each once. */
function keysIn(tree: Tree): string[] {
  const keys = new Set<string>()
  const visit = (node: Tree): void => {
    if (node.kind === 'metric' && !builtInMetric(node.name)) keys.add(node.name)
    for (const part of partsOf(node)) visit(part)
  }
  visit(tree)
  return [...keys]
}

function partsOf(node: Tree): Tree[] {
  if (node.kind === 'unary') return [node.operand]
  if (node.kind === 'binary') return [node.left, node.right]
  return node.kind === 'function' ? node.args : []
}
