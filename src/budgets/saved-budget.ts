import { isDeepStrictEqual } from 'node:util'
import { type ClientBase } from 'pg'
import { type BudgetContent, usualThresholds } from '../schema/budgets/budget-input.ts'
import { WeekStart } from '../schema/date-range-input.ts'
import { type LocalPeriod } from './budget-period.ts'
import { callRule, type Rule } from './rule.ts'

/** A saved budget in the calendar of its project. */
export interface PlannedBudget extends LocalPeriod {
  id: string
  content: BudgetContent
  /** The amount as exact text. */
  amountUsd: string
}

/** A saved budget with its rule, and the rule by which its spend has been counted so far. */
export interface SavedBudget extends PlannedBudget {
  project: string
  name: string
  version: number
  /** When this version was saved. */
  savedAt: Date
  thresholds: number[]
  rule: Rule
  /** Null for a budget that has not been counted yet. */
  counted: { rule: Rule; version: number } | null
  /** The transactions whose events are counted, as a `pg_snapshot`. */
  countedIn: string
}

interface Row
  extends Omit<SavedBudget, 'rule' | 'period' | 'calendar' | 'amountUsd' | 'thresholds' | 'counted'> {
  timeZone: string
  userNo: number | null
  countedRule: Rule | null
  countedVersion: number | null
}

/** The budgets of all projects, oldest first. A user is known by the number that events of that user have now. */
export async function savedBudgets(client: ClientBase): Promise<SavedBudget[]> {
  const { rows } = await client.query<Row>(
    `select d.id::text, d.project, d.name, d.version, d.updated_at as "savedAt", d.content,
       coalesce(d.content->>'timeZone', p.time_zone, 'UTC') as "timeZone",
       coalesce(u.linked_to, u.no) as "userNo",
       c.rule as "countedRule", c.version as "countedVersion",
       coalesce(c.counted_in, progress.counted_in)::text as "countedIn"
     from definitions d cross join spend_progress progress
       left join projects p on p.id = d.project
       left join users u on u.project = d.project and u.external_id = d.content->'scope'->>'userId'
       left join budget_counts c on c.budget_id = d.id
     where d.kind = 'budget'
     order by d.id`,
  )
  return rows.map(toBudget)
}

function toBudget({ timeZone, userNo, countedRule, countedVersion, ...budget }: Row): SavedBudget {
  const planned = plannedBudget(budget, timeZone)
  const { period, calendar } = planned
  return {
    ...budget,
    ...planned,
    thresholds: budget.content.thresholds ?? usualThresholds,
    rule: { ...callRule(budget.content.scope, userNo), period, calendar },
    counted: countedRule && { rule: countedRule, version: countedVersion! },
  }
}

/** Whether the stored spend of a budget is by its present rule. */
export const isCurrent = ({ counted, rule }: Pick<SavedBudget, 'counted' | 'rule'>): boolean =>
  counted !== null && isDeepStrictEqual(counted.rule, rule)

/** A saved budget; `timeZone` is that of the project. */
export function plannedBudget(
  { id, content }: Pick<PlannedBudget, 'id' | 'content'>,
  timeZone: string,
): PlannedBudget {
  const { period, weekStart } = content
  return {
    id,
    content,
    amountUsd: String(content.amountUsd),
    period,
    calendar: { timeZone: content.timeZone ?? timeZone, weekStart: weekStart ?? WeekStart.MONDAY },
  }
}
