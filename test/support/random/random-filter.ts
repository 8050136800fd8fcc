import fc from 'fast-check'
import { eventEntities } from '../../../src/entities/event-columns.ts'
import { Dimension, type FilterInput, FilterOperator } from '../../../src/schema/filter-input.ts'
import { type FilterValueOf } from '../../../src/schema/filter-value.ts'

/** Values of the events of `random-log.ts`, in the same or another case, and one value that no event has. */
const valuesOf = {
  [Dimension.EVENT]: ['open', 'ask', 'login', 'Login', 'message', 'ai_call', 'api_call'],
  [Dimension.KIND]: Object.keys(eventEntities),
  [Dimension.CHANNEL]: ['web', 'Web', 'slack', 'CAFÉ', 'é'],
  [Dimension.BOT]: ['support', 'sales', 's'],
  [Dimension.PROVIDER]: ['openai', 'acme', 'AI'],
  [Dimension.MODEL]: ['small', 'large', 'l'],
  [Dimension.CALL_TYPE]: ['COMPLETION', 'EMBEDDING', 'RERANK'],
  [Dimension.SUCCESS]: ['true', 'false'],
  [Dimension.CACHE_HIT]: ['true', 'false'],
  [Dimension.ERROR_CLASS]: ['rate_limit', 'timeout'],
  [Dimension.SERVICE_TIER]: ['STANDARD', 'BATCH', 'FLEX', 'PRIORITY'],
  [Dimension.COST_SOURCE]: ['PROVIDED', 'COMPUTED', 'LOWER_BOUND', 'UNKNOWN'],
  [Dimension.FEEDBACK]: ['POSITIVE', 'NEGATIVE'],
  [Dimension.CONVERSATION_STATUS]: ['ACTIVE', 'COMPLETED'],
  [Dimension.ROLE]: ['USER', 'ASSISTANT', 'SYSTEM'],
  [Dimension.ENDPOINT]: ['/chat', '/users/:id', '%', '_'],
  [Dimension.METHOD]: ['GET', 'POST', 'get'],
  [Dimension.STATUS_CODE]: ['200', '404', '4', '00'],
  [Dimension.BROWSER]: ['Firefox', 'fox'],
  [Dimension.OS]: ['Android', 'Linux'],
  [Dimension.DEVICE]: ['desktop', 'mobile'],
  [Dimension.LANGUAGE]: ['de', 'en', 'E'],
  [Dimension.COUNTRY]: ['DE', 'GB'],
} satisfies Record<Dimension, string[]>

const properties = {
  plan: ['pro', 'free', 'PRO'],
  seats: ['1', '3', '2.5', '.'],
  trial: ['true', 'false'],
  'address.city': ['Köln', 'köln', 'par'],
  tags: ['vip', 'VIP', '3', 'i', '["vip"]'],
  unheard: ['of'],
}

const { GREATER_THAN, GREATER_OR_EQUAL, LESS_THAN, LESS_OR_EQUAL, MATCHES, NOT_MATCHES } = FilterOperator
const numeric: FilterOperator[] = [GREATER_THAN, GREATER_OR_EQUAL, LESS_THAN, LESS_OR_EQUAL]
const patterns: FilterOperator[] = [MATCHES, NOT_MATCHES]
const operator = fc.constantFrom(
  ...Object.values(FilterOperator).filter(operator => ![...numeric, ...patterns].includes(operator)),
)
const some = (values: string[]) =>
  fc.uniqueArray(fc.constantFrom(...values, ...numbersIn(values)), { minLength: 1, maxLength: 3 })
const numbersIn = (values: string[]) => values.filter(value => /^\d/.test(value)).map(Number)
const one = (...values: FilterValueOf[]) => fc.constantFrom(...values).map(value => [value])

/** The operators that compare texts, with values that they take. */
const comparison = (values: string[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ operator, values: some(values) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        operator: fc.constantFrom(...numeric),
        values: one('0', 1, '2.5', -3, '404'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        operator: fc.constantFrom(...patterns),
        values: one('^.$', 'o', '^[a-z_]+$', 'a|4', '^$', '(o+)+$', 'é'),
      }),
    },
  )

const onDimension = fc
  .constantFrom(...Object.values(Dimension))
  .chain(dimension => comparison(valuesOf[dimension]).map(compared => ({ dimension, ...compared })))

const onProperty = fc
  .constantFrom(...Object.entries(properties))
  .chain(([property, values]) =>
    fc
      .tuple(fc.constantFrom('property', 'trait'), comparison(values))
      .map(([subject, compared]) => ({ [subject]: property, ...compared })),
  )

/** A tree of conditions, each of which holds for some of the events. */
export const randomFilter: fc.Arbitrary<FilterInput> = fc.letrec<{ filter: FilterInput }>(tie => {
  const parts = fc.array(tie('filter'), { minLength: 1, maxLength: 3 })
  const tree = (inner: object) =>
    fc.record({ operator: fc.constant(FilterOperator.IS), ...inner }) as fc.Arbitrary<FilterInput>
  return {
    filter: fc.oneof(
      { maxDepth: 3 },
      { weight: 3, arbitrary: onDimension },
      { weight: 2, arbitrary: onProperty },
      { weight: 2, arbitrary: tree({ and: parts }) },
      { weight: 2, arbitrary: tree({ or: parts }) },
      { weight: 1, arbitrary: tree({ not: tie('filter') }) },
    ),
  }
}).filter
