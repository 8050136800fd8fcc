import { Field, ObjectType } from 'type-graphql'
import { checkFunnel } from '../../analytics/behavior/funnel/check-funnel.ts'
import { type Calendar, checkedTimeZone } from '../../analytics/query/calendar.ts'
import { toRange } from '../../analytics/query/range.ts'
import { checkSegment } from '../../analytics/query/resolve-query.ts'
import { collectedInTurn } from '../../checks/collect.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { FunnelInput } from '../../schema/behavior/funnel-input.ts'
import { WeekStart } from '../../schema/date-range-input.ts'
import { Definition } from '../../schema/definition.ts'
import { Node } from '../../schema/node.ts'
import { JsonObject } from '../../schema/scalars.ts'
import { definitionKind } from '../definition-kind.ts'

@ObjectType({ implements: Node, description: 'A saved funnel. `funnel(id)` answers it.' })
class SavedFunnel extends Definition {
  @Field(() => JsonObject, {
    name: 'input',
    description: 'The `FunnelInput` as it was saved. Fields that it does not have get their defaults.',
  })
  content: object
}

export const funnel = definitionKind<FunnelInput>({
  kind: 'funnel',
  type: SavedFunnel,
  plural: 'funnels',
  content: {
    field: 'funnel',
    type: FunnelInput,
    description: 'The funnel. A relative range moves on with time.',
  },
  fields: {
    list: 'savedFunnels',
    create: 'createFunnel',
    update: 'updateFunnel',
    delete: 'deleteFunnel',
  },
  formerly: { list: 'funnels', create: 'saveFunnel' },
  notes: { create: '`funnel(id)` answers it.', delete: 'The events that it counts stay.' },
  check,
  usedBy: { code: 'IN_USE', names: (_, { id }) => ({ funnels: [id] }) },
})

/** @throws as the question does */
async function check(scope: RequestScope, input: FunnelInput): Promise<void> {
  const checks = [
    () => checkFunnel(input),
    () => checkSegment(scope, input),
    () => input.timeZone != null && checkedTimeZone(input.timeZone),
    () => input.range && toRange(input.range, anyCalendar, scope.asOf),
  ]
  await collectedInTurn<() => unknown, unknown>(checks, check => check())
}

const anyCalendar: Calendar = { timeZone: 'UTC', weekStart: WeekStart.MONDAY }
