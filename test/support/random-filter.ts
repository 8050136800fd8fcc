import fc from 'fast-check'
import { Dimension, type FilterInput, FilterOperator } from '../../src/schema/filter-input.ts'

/** Values that facts of `random-log.ts` have, written alike or not, and one that none has. */
const valuesOf = {
  [Dimension.EVENT]: ['open', 'ask', 'login', 'Login', 'message', 'ai_call', 'api_call'],
  [Dimension.KIND]: ['event', 'activity', 'conversation', 'message', 'ai_call', 'api_call', 'system_metric'],
  [Dimension.CHANNEL]: ['web', 'Web', 'slack', 'CAFÉ', 'é'],
  [Dimension.BOT]: ['support', 'sales', 's'],
  [Dimension.PROVIDER]: ['openai', 'acme', 'AI'],
  [Dimension.MODEL]: ['small', 'large', 'l'],
  [Dimension.CALL_TYPE]: ['COMPLETION', 'EMBEDDING', 'i'],
  [Dimension.ERROR_CLASS]: ['rate_limit', 'timeout'],
  [Dimension.COST_SOURCE]: ['PROVIDED', 'COMPUTED', 'UNKNOWN'],
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
  unheard: ['of'],
}

const operator = fc.constantFrom(...Object.values(FilterOperator))
const some = (values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 })

const onDimension = fc
  .constantFrom(...Object.values(Dimension))
  .chain(dimension =>
    fc.record({ dimension: fc.constant(dimension), operator, values: some(valuesOf[dimension]) }),
  )

const onProperty = fc
  .constantFrom(...Object.entries(properties))
  .chain(([property, values]) =>
    fc.record({ property: fc.constant(property), operator, values: some(values) }),
  )

/** A tree of conditions that each hold for some of the facts. */
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
