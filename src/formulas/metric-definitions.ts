import { type EntityManager } from '@mikro-orm/postgresql'
import { builtInMetric, type MetricExpression } from '../analytics/measures/metric-expression.ts'
import { Definition } from '../entities/definition.ts'
import { type Metric, metrics } from '../metrics-catalogue/catalogue.ts'
import { type Source } from '../metrics-catalogue/metric.ts'
import { GoodWhen, goodWhen } from '../schema/metrics/good-when.ts'
import { type MetricDefinition } from '../schema/metrics/metric-definition.ts'
import { MetricDimension } from '../schema/metrics/metric-dimension.ts'
import { compileMetric, type FormulaToCompile } from './compile-metric.ts'
import { FormulaError } from './grammar/formula-error.ts'
import { parseFormula } from './grammar/parse-formula.ts'
import { type MetricContent } from './metric-content.ts'
import { kindOfFormula, kindOfMetric } from './metric-kind.ts'
import { metricsIn, storedMetric } from './stored-metrics.ts'

interface Scope {
  project: string
  em: EntityManager
}

/** The metrics whose key, name or description contains a text, built-in ones first; all without a text. */
export async function metricDefinitions(scope: Scope, search = ''): Promise<MetricDefinition[]> {
  const stored = await scope.em.find(Definition, { kind: 'metric' }, { orderBy: { name: 'asc' } })
  const known = new Map(stored.map(contentOf).map(content => [content.key, content]))
  const custom = stored.map(one => ofStored(scope.project, one, known))
  const wanted = search.toLowerCase()
  return [...(Object.keys(metrics) as Metric[]).map(ofCatalogue), ...custom].filter(definition =>
    [definition.key, definition.name, definition.description ?? ''].some(text =>
      text.toLowerCase().includes(wanted),
    ),
  )
}

/** @throws NOT_FOUND for a key that the project does not have */
export async function metricDefinition({ project, em }: Scope, key: string): Promise<MetricDefinition> {
  const builtIn = builtInMetric(key)
  if (builtIn) return ofCatalogue(builtIn)
  const stored = await storedMetric(em, key)
  const known = await metricsIn(em, parseFormula(contentOf(stored).formula))
  return ofStored(project, stored, known)
}

/** A formula that is not saved, as a definition. */
export const definitionOfFormula = (formula: string, expression: MetricExpression): MetricDefinition => ({
  key: formula,
  name: formula,
  description: null,
  isBuiltIn: false,
  id: null,
  unit: expression.unit,
  kind: kindOfFormula(formula),
  goodWhen: GoodWhen.NONE,
  formula,
  dimensions: dimensionsOf(expression.aggregates.map(({ source }) => source)),
})

const contentOf = ({ content }: Definition) => content as MetricContent

function ofCatalogue(metric: Metric): MetricDefinition {
  const { description, unit, isUpGood, source } = metrics[metric]
  return {
    key: metric,
    name: metric,
    description,
    isBuiltIn: true,
    id: null,
    unit,
    kind: kindOfMetric(metric),
    goodWhen: goodWhen(isUpGood),
    formula: null,
    dimensions: dimensionsOf([source]),
  }
}

function ofStored(project: string, stored: Definition, known: Map<string, MetricContent>): MetricDefinition {
  const { id, name, description } = stored
  const { key, formula, goodWhen, dimensions } = contentOf(stored)
  const expression = compiled(project, contentOf(stored), known)
  const possible = dimensionsOf(expression?.aggregates.map(({ source }) => source) ?? [])
  return {
    ...{ key, name, description, isBuiltIn: false, id, formula },
    unit: expression?.unit ?? null,
    kind: kindOfFormula(formula),
    goodWhen: goodWhen ?? GoodWhen.NONE,
    dimensions: possible.filter(dimension => !dimensions || dimensions.includes(dimension)),
  }
}

/** Undefined for a metric that names one that is gone. */
function compiled(
  project: string,
  metric: FormulaToCompile,
  known: Map<string, MetricContent>,
): MetricExpression | undefined {
  try {
    return compileMetric(project, metric, known)
  } catch (error) {
    if (error instanceof FormulaError) return undefined
    throw error
  }
}

/** Sessions and first activities are about a user, and no longer about an event. */
const ofUsers: Source[] = ['sessions', 'firstActivities', 'knownUsers']

function dimensionsOf(sources: Source[]): MetricDimension[] {
  const isOfUsers = sources.some(source => ofUsers.includes(source))
  return isOfUsers ? [MetricDimension.TRAIT, MetricDimension.SEGMENT] : Object.values(MetricDimension)
}
