import { type AudienceColumn, audienceColumns } from '../../clickhouse/precomputed/audience-days-table.ts'
import { type Sql, sql } from '../../clickhouse/sql.ts'
import {
  type Audience,
  type AudienceArgs,
  type AudienceGroup,
  type AudienceTotal,
  type BreakdownInput,
} from '../../schema/users/audience.ts'
import { isActive } from '../query/active.ts'
import { checkBreakdown } from '../query/check-breakdown.ts'
import { columnOfDimension, dimensionOf, propertyOf } from '../query/dimensions.ts'
import { checkFirst, shownOf } from '../query/first.ts'
import { isOfAllEvents, type Measured } from '../query/measure/measured.ts'
import { type Selection } from '../query/measure/selection.ts'
import { missingFrom, toMeta } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { defaultRange, toRange } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'
import {
  type AudienceGroupRow,
  type AudienceRow,
  type Groups,
  groupsOfEvents,
  groupsQuery,
  otherUsersQuery,
  type TraitGroupRow,
  totalQuery,
  traitGroupsQuery,
} from './audience-query.ts'
import { precomputedAudience } from './precomputed-audience.ts'

/** A question about active users, resolved. */
interface Question {
  query: Query
  measured: Measured
  by: BreakdownInput
  first: number
}

/**
 * The active users by a dimension, a property or a trait. Only selected fields are computed.
 * @throws INVALID_BREAKDOWN for a key that cannot be, INVALID_FIRST, INVALID_RANGE, INVALID_FILTER
 */
export async function audience(
  scope: QueryScope,
  { by, first, ...input }: AudienceArgs,
  selected: Selection,
): Promise<Partial<Audience>> {
  checkFirst(first)
  checkBreakdown(by, 'by')
  const query = await resolveQuery(scope, input)
  const range = toRange(input.range ?? defaultRange, query.calendar, query.asOf)
  const measured = { range, filter: input.filter, only: isActive }
  const question = { query, measured, by, first }
  const [total, { rows, otherUsers }] = await Promise.all([
    needsTotal(selected) ? totalOf(question) : undefined,
    needsGroups(selected) ? groupsOf(question) : none,
  ])
  const groupCount = rows[0]?.groups ?? 0
  return {
    total,
    groups: rows.map(row => toGroup(row, total)),
    groupCount,
    otherUsers: groupCount > first && selected.otherUsers ? await otherUsers() : 0,
    meta: {
      ...toMeta(query, range, { events: total?.events }),
      caveats: [...missingFrom(query, range), ...shownOf(first, groupCount)],
    },
  }
}

const needsTotal = ({ total, groups, meta }: Selection) => total || groups?.share || meta?.sampleSize

const needsGroups = ({ groups, groupCount, otherUsers, meta }: Selection) =>
  groups || groupCount || otherUsers || meta?.caveats

const none: ShownGroups = { rows: [], otherUsers: async () => 0 }

/** The groups by any column have all users together; without precomputed days one group has them. */
async function totalOf({ query, measured }: Question): Promise<AudienceTotal> {
  const groups = await groupsBy(query, measured, audienceColumns[0], sql`''`)
  const [row] = await query.run<AudienceRow>('audience: total', totalQuery(query, measured.range, groups))
  return toNumbers(row!)
}

/** The groups by a column that days may be precomputed for, or else by an expression over events. */
async function groupsBy(
  query: Query,
  measured: Measured,
  column: AudienceColumn | undefined,
  expression: Sql,
): Promise<Groups> {
  const ofEvents = groupsOfEvents(query, measured, expression)
  if (!column || !isOfAllEvents(query, measured)) return ofEvents
  const precomputed = await query.precomputedDays?.()
  return precomputed ? precomputedAudience(query, measured.range, precomputed, column) : ofEvents
}

/** The groups that are shown, and the number of users in the other groups. */
interface ShownGroups {
  rows: AudienceGroupRow[]
  otherUsers(): Promise<number>
}

const groupsOf = (question: Question): Promise<ShownGroups> =>
  question.by.trait == null ? groupsOfValues(question) : groupsOfUsers(question, question.by.trait)

async function groupsOfValues({ query, measured, by, first }: Question): Promise<ShownGroups> {
  const expression = by.dimension ? dimensionOf(by.dimension) : propertyOf(by.property!)
  const groups = await groupsBy(query, measured, precomputedColumnOf(by), expression)
  const { range } = measured
  const rows = await query.run<AudienceGroupRow>('audience', groupsQuery(query, range, groups, first))
  const otherUsers = async () => {
    const others = otherUsersQuery(query, range, groups, first)
    const [row] = await query.run<AudienceRow>('audience: others', others)
    return row!.activeUsers
  }
  return { rows, otherUsers }
}

/** The column by whose values days are precomputed, if the dimension is one. */
export const precomputedColumnOf = ({ dimension }: BreakdownInput): AudienceColumn | undefined =>
  audienceColumns.find(column => dimension != null && column === columnOfDimension(dimension))

/** A user has one value of a trait, so the groups are disjoint. */
async function groupsOfUsers({ query, measured, first }: Question, trait: string): Promise<ShownGroups> {
  const rows = await query.run<TraitGroupRow>('audience', traitGroupsQuery(query, measured, trait, first))
  const shown = rows.reduce((sum, { activeUsers }) => sum + activeUsers, 0)
  return { rows, otherUsers: async () => (rows[0]?.allUsers ?? 0) - shown }
}

function toGroup(row: AudienceGroupRow, total: AudienceTotal | undefined): AudienceGroup {
  const numbers = toNumbers(row)
  return { ...numbers, value: row.breakdownValue || null, share: total ? numbers.users / total.users : null }
}

const toNumbers = ({ activeUsers, newUsers, events, messages }: AudienceRow): AudienceTotal => ({
  users: activeUsers,
  newUsers,
  returningUsers: activeUsers - newUsers,
  events,
  messages,
})
