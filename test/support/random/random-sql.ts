import fc from 'fast-check'
import { queryTables } from '../../../src/custom-queries/tables/index.ts'

/** Names of things that custom queries may not reach, and of things that they may. */
const tables = [
  ...Object.keys(queryTables),
  ...Object.keys(queryTables),
  'default.events',
  'default.users',
  'first_events',
  'system.tables',
  'information_schema.columns',
  '`default.events`',
  'cte',
]
const columns = [
  'name',
  'user_id',
  'properties',
  'properties.secret',
  'traits',
  'username',
  'conversation_id',
  'bot_id',
  'date',
  'occurred_at',
  'project',
  '*',
  't.*',
  "COLUMNS('.*')",
  't.name',
  'events.name',
]
const functions = [
  'count',
  'toString',
  'upper',
  'any',
  'max',
  'groupArray',
  'length',
  'file',
  'joinGet',
  'tuple',
  'coalesce',
]
const tableFunctions = [
  "merge('default', 'events')",
  "remote('127.0.0.1:1', default, events)",
  'view(SELECT * FROM default.events)',
  'numbers(3)',
]

/** Statements of a small grammar, deep enough that forbidden parts stand in every place that SQL has. */
export const randomSql: fc.Arbitrary<string> = fc.letrec<{
  query: string
  select: string
  table: string
  expression: string
  condition: string
}>(tie => {
  const expression = tie('expression')
  const subquery = tie('query').map(query => `(${query})`)
  return {
    query: fc.oneof(
      { weight: 6, arbitrary: tie('select') },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            tie('select'),
            fc.constantFrom('UNION ALL', 'UNION DISTINCT', 'EXCEPT', 'INTERSECT'),
            tie('select'),
          )
          .map(parts => parts.join(' ')),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie('query'), tie('select'))
          .map(([cte, select]) => `WITH cte AS (${cte}) ${select}`),
      },
    ),
    select: fc
      .record({
        expressions: fc.array(expression, { minLength: 1, maxLength: 3 }),
        table: fc.option(tie('table'), { freq: 6 }),
        join: fc.option(fc.tuple(fc.constantFrom('CROSS JOIN', 'LEFT JOIN', 'JOIN', ','), tie('table')), {
          freq: 2,
          nil: undefined,
        }),
        where: fc.option(tie('condition')),
        group: fc.option(expression, { freq: 2 }),
        order: fc.option(expression, { freq: 2 }),
        tail: fc.constantFrom(
          '',
          '',
          '',
          '',
          'LIMIT 5',
          'SETTINGS max_threads = 1',
          'FORMAT JSON',
          '-- \n',
          ';',
        ),
      })
      .map(({ expressions, table, join, where, group, order, tail }) =>
        [
          `SELECT ${expressions.join(', ')}`,
          table && `FROM ${table} AS t`,
          table &&
            join &&
            `${join[0]} ${join[1]} AS u${join[0].includes('JOIN') && join[0] !== 'CROSS JOIN' ? ' ON 1 = 1' : ''}`,
          where && `WHERE ${where}`,
          group && `GROUP BY ${group}`,
          order && `ORDER BY ${order}`,
          tail,
        ]
          .filter(Boolean)
          .join(' '),
      ),
    table: fc.oneof(
      { depthSize: 'small' },
      { weight: 8, arbitrary: fc.constantFrom(...tables) },
      { weight: 1, arbitrary: fc.constantFrom(...tableFunctions) },
      { weight: 1, arbitrary: subquery },
    ),
    expression: fc.oneof(
      { depthSize: 'small' },
      { weight: 8, arbitrary: fc.constantFrom(...columns) },
      { weight: 3, arbitrary: fc.constantFrom('1', "'a'", 'NULL', "'default.events'", '[1, 2]') },
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom(...functions), expression)
          .map(([name, argument]) => `${name}(${argument})`),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(expression, fc.constantFrom('=', '||', '+', 'AND', 'LIKE'), expression)
          .map(parts => parts.join(' ')),
      },
      { weight: 1, arbitrary: subquery },
      { weight: 1, arbitrary: expression.map(value => `arrayMap(x -> ${value}, [1])`) },
    ),
    condition: fc.oneof(
      { weight: 2, arbitrary: fc.tuple(expression, expression).map(([one, other]) => `${one} = ${other}`) },
      {
        weight: 2,
        arbitrary: fc.tuple(expression, tie('table')).map(([value, table]) => `${value} IN ${table}`),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(expression, subquery).map(([value, query]) => `${value} IN ${query}`),
      },
      { weight: 1, arbitrary: subquery.map(query => `EXISTS ${query}`) },
      { weight: 1, arbitrary: fc.constant('1 = 1 OR 1') },
    ),
  }
}).query
