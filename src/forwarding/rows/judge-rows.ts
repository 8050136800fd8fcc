import { filterCondition } from '../../analytics/query/filter.ts'
import { at } from '../../checks/collect.ts'
import { eventsOf } from '../../clickhouse/scope.ts'
import { dates, instant, integers, type Sql, sql, texts } from '../../clickhouse/sql.ts'
import { askInTurn } from '../../jobs/ask-in-job.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type FilterInput } from '../../schema/filter-input.ts'
import { type Row, type Step } from './row.ts'

/** Refuses conditions that no question could have, also a pattern that ClickHouse cannot compile. @throws INVALID_FILTER */
export async function checkConditions(scope: RequestScope, where: FilterInput): Promise<void> {
  const place = ['filter', 'where']
  const condition = filterCondition(scope.project, where, place)
  const statement = sql`select ${condition} from ${eventsOf(scope.project)} limit 0`
  await at(place, () => scope.run('destination: check', statement))
}

/**
 * The events of a step for which the conditions hold, as ClickHouse judges them for questions, so that a destination gets the events
 * that a question with these conditions counts. Only those that `isAsked` names are judged. The step ends before the first event that ClickHouse does not have yet;
 * undefined if that is the first one.
 * @throws DB_UNAVAILABLE, QUERY_TIMEOUT
 */
export async function judged(
  scope: RequestScope,
  where: FilterInput,
  { rows, to }: Step,
  isAsked: (row: Row) => boolean,
): Promise<{ step: Step; passing: Set<Row> } | undefined> {
  const asked = rows.filter(isAsked)
  if (!asked.length) return { step: { rows, to }, passing: new Set() }
  const statement = judgement(scope.project, where, asked)
  const found = await askInTurn(scope, () =>
    scope.run<{ number: string; passes: boolean }>('destination: filter', statement),
  )
  const verdicts = new Map(found.map(({ number, passes }) => [number, Boolean(passes)]))
  const unknown = rows.findIndex(row => isAsked(row) && !verdicts.has(row.number))
  if (unknown === 0) return undefined
  const known = unknown < 0 ? rows : rows.slice(0, unknown)
  const passing = new Set(known.filter(({ number }) => verdicts.get(number)))
  return { step: { rows: known, to: unknown < 0 ? to : known.at(-1)!.position }, passing }
}

/**
 * Names, days and times are in the keys of the table: without them the whole project would be read. The days count beside the
 * first time and the last, because one late event may be years from the others.
 */
function judgement(project: string, where: FilterInput, rows: Row[]): Sql {
  const times = rows.map(({ at }) => at.getTime())
  const days = [...new Set(rows.map(({ at }) => at.toISOString().slice(0, 10)))]
  const [first, last] = [new Date(Math.min(...times)), new Date(Math.max(...times))]
  return sql`
select toString(seq) as number, ${filterCondition(project, where)} as passes
from ${eventsOf(project)}
where name in ${texts([...new Set(rows.map(({ name }) => name))])}
  and occurred_at >= ${instant(first)} and occurred_at <= ${instant(last)}
  and toDate(occurred_at) in ${dates(days)}
  and seq in ${integers(rows.map(({ number }) => Number(number)))}`
}
