import fc from 'fast-check'
import { queryTables } from '../../../src/custom-queries/tables/index.ts'

const oneOf = (texts: readonly string[]) => fc.constantFrom(...texts)

/** Tables that custom queries may read, and others. */
const table = fc.oneof(
  { weight: 12, arbitrary: fc.constant('events') },
  { weight: 4, arbitrary: oneOf(Object.keys(queryTables)) },
  {
    weight: 1,
    arbitrary: oneOf([
      'default.events',
      'default.users',
      'first_events',
      'system.tables',
      '`default.events`',
      'cte',
    ]),
  },
  {
    weight: 1,
    arbitrary: oneOf([
      "merge('default', 'events')",
      "remote('127.0.0.1:1', default, events)",
      'view(SELECT * FROM default.events)',
      'numbers(3)',
    ]),
  },
)

const column = fc.oneof(
  {
    weight: 12,
    arbitrary: oneOf(['name', 'user_id', 'toString(date)', 'properties.secret', 'bot_id', 't.name']),
  },
  { weight: 2, arbitrary: oneOf(['*', 't.*', "COLUMNS('.*')"]) },
  { weight: 1, arbitrary: oneOf(['project', 'traits', 'events.name', 'cost_usd']) },
)

const literal = oneOf(['1', "'a'", 'NULL', "'default.events'", '[1, 2]'])

const functions = fc.oneof(
  { weight: 8, arbitrary: oneOf(['toString', 'upper', 'tuple', 'isNull', 'coalesce', 'any', 'count']) },
  { weight: 1, arbitrary: oneOf(['file', 'joinGet', 'groupArray', 'getSetting']) },
)

type Text = fc.Arbitrary<string>

/** Texts one after the other. */
const sequence = (...parts: (string | Text)[]): Text =>
  fc
    .tuple(...parts.map(part => (typeof part === 'string' ? fc.constant(part) : part)))
    .map(texts => texts.join(' '))

/** One of texts, each with its weight. */
const some = (...choices: [weight: number, text: Text][]): Text =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })))

/** A clause that one of six statements has. */
const rarely = (clause: Text): Text => some([5, fc.constant('')], [1, clause])

const operator = oneOf(['=', '=', '||', 'AND', 'LIKE'])
const setOperator = oneOf(['UNION ALL', 'EXCEPT', 'INTERSECT'])
const joined = oneOf(['CROSS JOIN', ','])
const tail = some(
  [12, fc.constant('')],
  [4, fc.constant('LIMIT 5')],
  [1, oneOf(['SETTINGS max_threads = 1', 'FORMAT JSON', '-- \n', '; SELECT 1', ')'])],
)

type Grammar = Record<'query' | 'select' | 'source' | 'expression' | 'condition', string>

/** Statements of a small grammar, in which forbidden parts may stand in every place that SQL has. */
export const randomSql: Text = fc.letrec<Grammar>(tie => {
  const query = tie('query')
  const select = tie('select')
  const source = tie('source')
  const expression = tie('expression')
  const condition = tie('condition')
  const subquery = sequence('(', query, ')')
  return {
    query: some(
      [10, select],
      [1, sequence(select, setOperator, select)],
      [1, sequence('WITH cte AS', subquery, select)],
    ),
    select: sequence(
      sequence('SELECT', expression, rarely(sequence(',', expression)), 'FROM', source, 'AS t'),
      rarely(sequence(joined, source, 'AS u')),
      rarely(sequence('WHERE', condition)),
      rarely(sequence('GROUP BY', expression)),
      rarely(sequence('ORDER BY', expression)),
      tail,
    ),
    source: some([12, table], [1, subquery]),
    expression: some(
      [12, column],
      [3, literal],
      [4, sequence(functions, '(', expression, ')')],
      [1, sequence(expression, operator, expression)],
      [1, sequence('(', query, ')')],
      [1, sequence('arrayMap(x ->', expression, ', [1])')],
    ),
    condition: some(
      [4, sequence(expression, '=', expression)],
      [2, sequence(expression, 'IN', table)],
      [2, sequence(expression, 'IN', subquery)],
      [1, sequence('EXISTS', subquery)],
      [2, fc.constant('1 = 1 OR 1')],
    ),
  }
}).query
