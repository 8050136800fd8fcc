import { type Sql, sql, text } from '../../clickhouse/sql.ts'
import { memberNumbers } from '../../lists/member-numbers.ts'
import { Dimension, dimensions } from '../../schema/filter-input.ts'
import {
  Catalog,
  type CatalogDimension,
  type CatalogEvent,
  type CatalogProperty,
  type CatalogTrait,
  type CatalogValue,
  type PropertySearchArgs,
  type SearchArgs,
  ValueType,
} from '../../schema/overview/catalog.ts'
import { type QuestionArgs } from '../../schema/question-args.ts'
import { checkText } from '../query/check-text.ts'
import { dimensionOf, propertyOf } from '../query/dimensions.ts'
import { checkFirst } from '../query/first.ts'
import { eventsOfMeasured, type Measured } from '../query/measure/measured.ts'
import { type Selection } from '../query/measure/selection.ts'
import { toMeta } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { defaultRange, toRange } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'
import { eventsQuery, propertiesQuery, traitsSql, valuesQuery } from './catalog-query.ts'

/** The catalog. Each list is read only if it is selected. */
export interface Survey extends Catalog {
  events(args: SearchArgs, selected: Selection): Promise<CatalogEvent[]>
  properties(args: PropertySearchArgs, selected: Selection): Promise<CatalogProperty[]>
  dimensions(selected: Selection): Promise<CatalogDimension[]>
  traits(args: SearchArgs): Promise<CatalogTrait[]>
}

/** @throws INVALID_RANGE, INVALID_FILTER, and from its lists INVALID_FIRST and INVALID_TEXT */
export async function catalog(scope: QueryScope, input: QuestionArgs): Promise<Survey> {
  const query = await resolveQuery(scope, input)
  const range = toRange(input.range ?? defaultRange, query.calendar, query.asOf)
  const measured = { range, filter: input.filter }
  return Object.assign(new Catalog(), {
    meta: toMeta(query, range),
    events: (args: SearchArgs, selected: Selection) => eventsOf(query, measured, args, selected),
    properties: (args: PropertySearchArgs, selected: Selection) =>
      propertiesOf(query, measured, args, selected),
    dimensions: (selected: Selection) => dimensionsOf(query, measured, selected),
    traits: (args: SearchArgs) => traitsOf(scope, query, args),
  })
}

async function eventsOf(
  query: Query,
  measured: Measured,
  args: SearchArgs,
  selected: Selection,
): Promise<CatalogEvent[]> {
  const search = checkedSearch(args)
  const events = eventsOfMeasured(query, measured)
  const rows = await query.run<CatalogEvent>(
    'catalog: events',
    eventsQuery(events, search, args.first, selected),
  )
  return rows.map(row => ({
    ...row,
    firstSeenAt: new Date(row.firstSeenAt),
    lastSeenAt: new Date(row.lastSeenAt),
  }))
}

interface PropertyRow {
  path: string
  types: string[]
  count: number
  sampleSize: number
}

async function propertiesOf(
  query: Query,
  measured: Measured,
  args: PropertySearchArgs,
  selected: Selection,
): Promise<CatalogProperty[]> {
  const search = checkedSearch(args)
  const only = args.event == null ? undefined : sql`name = ${text(args.event)}`
  const events = eventsOfMeasured(query, { ...measured, only })
  const rows = await query.run<PropertyRow>(
    'catalog: properties',
    propertiesQuery(events, search, args.first),
  )
  const subjects = rows.map(({ path }) => ({ key: path, subject: propertyOf(path) }))
  const values = selected.topValues ? await valuesOf(query, events, subjects) : new Map()
  return rows.map(({ path, types, count, sampleSize }) => ({
    path,
    types: [...new Set(types.map(typeOfProperty))],
    share: count / sampleSize,
    sampleSize,
    topValues: values.get(path) ?? [],
  }))
}

async function dimensionsOf(
  query: Query,
  measured: Measured,
  selected: Selection,
): Promise<CatalogDimension[]> {
  const subjects = Object.values(Dimension).map(key => ({ key, subject: dimensionOf(key) }))
  const events = eventsOfMeasured(query, measured)
  const values = selected.topValues ? await valuesOf(query, events, subjects) : new Map()
  return Object.values(Dimension).map(dimension => ({
    dimension,
    description: dimensions[dimension],
    topValues: values.get(dimension) ?? [],
  }))
}

/** The most frequent values in the sample, by the key of their subject. */
async function valuesOf(
  query: Query,
  events: Sql,
  subjects: { key: string; subject: Sql }[],
): Promise<Map<string, CatalogValue[]>> {
  if (!subjects.length) return new Map()
  const rows = await query.run<{ key: string; text: string; count: number }>(
    'catalog: values',
    valuesQuery(events, subjects),
  )
  return Map.groupBy(
    rows.map(({ key, text, count }) => ({ key, value: text, count })),
    ({ key }) => key,
  )
}

interface TraitRow {
  key: string
  types: string[]
  users: number
  sampleSize: number
  topValues: (CatalogValue & { isList: boolean })[]
}

async function traitsOf(
  { em, project }: QueryScope,
  query: Query,
  args: SearchArgs,
): Promise<CatalogTrait[]> {
  const search = checkedSearch(args)
  const users = await memberNumbers(query)
  const rows: TraitRow[] = await em.execute(traitsSql, [project, users, users, search, args.first])
  return rows.map(({ users, types, topValues, ...trait }) => ({
    ...trait,
    topValues: topValues.map(({ value, count, isList }) => ({
      value: isList ? compactJson(value) : value,
      count,
    })),
    types: types.map(type => typesOfTraits[type]!),
    share: users / trait.sampleSize,
  }))
}

/** PostgreSQL writes a space after each comma. */
const compactJson = (json: string) => JSON.stringify(JSON.parse(json))

function checkedSearch({ search, first }: SearchArgs): string {
  checkFirst(first)
  if (search) checkText(search, 'search')
  return search ?? ''
}

/** The types of ClickHouse are such as `Int64`, `Nullable(Float64)`, `Array(Nullable(String))`. */
function typeOfProperty(type: string): ValueType {
  if (/Array|Tuple/.test(type)) return ValueType.LIST
  if (/Int|Float|Decimal/.test(type)) return ValueType.NUMBER
  return type === 'Bool' ? ValueType.BOOLEAN : ValueType.TEXT
}

const typesOfTraits: Record<string, ValueType> = {
  string: ValueType.TEXT,
  number: ValueType.NUMBER,
  boolean: ValueType.BOOLEAN,
  array: ValueType.LIST,
  object: ValueType.OBJECT,
}
