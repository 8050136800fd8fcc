import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Info, Resolver, Root } from 'type-graphql'
import { acknowledgeAlert, snoozeAlert, testAlert } from '../../alerts/acting.ts'
import { previewAlert } from '../../alerts/preview/preview-alert.ts'
import { stateOf } from '../../alerts/state-of.ts'
import { isRowId } from '../../analytics/query/definition.ts'
import { auditedChange } from '../../definitions/audited-change.ts'
import { Alert, alert } from '../../definitions/kinds/alert.ts'
import { type AlertEvent as StoredEvent } from '../../entities/alerts/alert-event.ts'
import { type AlertGroup as StoredGroup } from '../../entities/alerts/alert-group.ts'
import { type Definition } from '../../entities/definition.ts'
import { alertEventListing } from '../../lists/listing.ts'
import { page } from '../../lists/page.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { AcknowledgeAlertInput, SnoozeAlertInput, TestAlertInput } from '../../schema/alerts/acting.ts'
import { AlertEventConnection, AlertEventsArgs, AlertState } from '../../schema/alerts/alert-event.ts'
import { AlertError, AlertGroup } from '../../schema/alerts/alert-group.ts'
import { AlertPreview, PreviewAlertArgs } from '../../schema/alerts/alert-preview.ts'
import { type Connection } from '../../schema/connection.ts'
import { type DefinitionPayload } from '../../schema/definition-types.ts'
import { DateTime } from '../../schema/scalars.ts'
import { AdminField, AdminMutation, AdminQuery } from '../decorators/for-admins.ts'
import { type Accepted, WithUserErrors } from '../decorators/with-user-errors.ts'
import { edge } from '../question-cost/edge.ts'
import { pageCost } from '../question-cost/page-cost.ts'
import { previewAlertCost } from '../question-cost/preview-alert-cost.ts'

const free = { cost: () => 0 }

@Resolver(() => Alert)
export class AlertResolver {
  @AdminQuery(() => AlertEventConnection, {
    description:
      'The history of alerts with the numbers of each change, newest first. The latest 1,000 entries of an alert are kept.',
    cost: pageCost,
  })
  alertEvents(
    @Ctx('scope') { em }: RequestScope,
    @Args(() => AlertEventsArgs) { alertId, ...args }: AlertEventsArgs,
  ): Promise<Connection<StoredEvent>> {
    const where = alertId == null ? {} : { alertId: isRowId(alertId) ? alertId : '0' }
    return page(em, alertEventListing, where, args)
  }

  @AdminQuery(() => AlertPreview, {
    description:
      'How often a rule would have fired in a range, with the same states as its checks, before it is saved or changed.',
    cost: previewAlertCost,
  })
  previewAlert(
    @Ctx('scope') scope: RequestScope,
    @Info() { schema }: GraphQLResolveInfo,
    @Args(() => PreviewAlertArgs) args: PreviewAlertArgs,
  ): Promise<AlertPreview> {
    return previewAlert(scope, schema, args)
  }

  @AdminMutation(() => alert.types.payload, {
    description:
      'Takes on the trouble of an alert: there are no more reminders until it is over or gets worse.',
  })
  @WithUserErrors()
  acknowledgeAlert(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => AcknowledgeAlertInput, {
      description: 'The `id` of the alert, and the labels of a group to take on only that one.',
    })
    input: AcknowledgeAlertInput,
  ): Promise<Accepted<DefinitionPayload>> {
    return changed(scope, acknowledgeAlert(scope, input))
  }

  @AdminMutation(() => alert.types.payload, {
    description: 'Silences an alert until a time, or ends that. It is checked all the same.',
  })
  @WithUserErrors()
  snoozeAlert(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => SnoozeAlertInput, { description: 'The alert and the end of the silence.' })
    input: SnoozeAlertInput,
  ): Promise<Accepted<DefinitionPayload>> {
    return changed(scope, snoozeAlert(scope, input))
  }

  @AdminMutation(() => alert.types.payload, {
    description: 'Sends a message that is marked as a test to the receivers of an alert.',
  })
  @WithUserErrors()
  testAlert(
    @Ctx('scope') scope: RequestScope,
    @Arg('input', () => TestAlertInput, { description: 'The alert whose receivers are to be tried.' })
    { id }: TestAlertInput,
  ): Promise<Accepted<DefinitionPayload>> {
    return changed(scope, testAlert(scope, id))
  }

  @AdminField(() => AlertState, {
    description: 'The state of the alert: the worst of its groups, `PAUSED` or `INVALID`.',
    ...edge,
  })
  async state(@Ctx('scope') { loaders }: RequestScope, @Root() { id, content }: Alert): Promise<AlertState> {
    const [check, groups] = await Promise.all([loaders.checkOfAlert.load(id), loaders.groupsOfAlert.load(id)])
    return stateOf(content, check, groups)
  }

  @AdminField(() => [AlertGroup], {
    description: 'The groups with their states, by their labels; empty before the first check.',
    ...edge,
  })
  groups(@Ctx('scope') { loaders }: RequestScope, @Root() { id }: Alert): Promise<StoredGroup[]> {
    return loaders.groupsOfAlert.load(id)
  }

  @AdminField(() => Boolean, { description: 'Whether the checks rest.', ...free })
  isPaused(@Root() { content }: Alert): boolean {
    return content.isPaused ?? false
  }

  @AdminField(() => DateTime, {
    nullable: true,
    description: 'The instant of the last check; null before the first.',
    ...edge,
  })
  async checkedAt(@Ctx('scope') { loaders }: RequestScope, @Root() { id }: Alert): Promise<Date | null> {
    return (await loaders.checkOfAlert.load(id))?.checkedAt ?? null
  }

  @AdminField(() => DateTime, {
    nullable: true,
    description: 'The end of the last window that was checked; null before the first check.',
    ...edge,
  })
  async checkedTo(@Ctx('scope') { loaders }: RequestScope, @Root() { id }: Alert): Promise<Date | null> {
    return (await loaders.checkOfAlert.load(id))?.checkedTo ?? null
  }

  @AdminField(() => DateTime, {
    nullable: true,
    description: 'The time of the next check; null for an alert that is paused or invalid.',
    ...edge,
  })
  async nextCheckAt(@Ctx('scope') { loaders }: RequestScope, @Root() { id }: Alert): Promise<Date | null> {
    return (await loaders.checkOfAlert.load(id))?.nextAt ?? null
  }

  @AdminField(() => DateTime, {
    nullable: true,
    description: 'The end of the silence that `snoozeAlert` has asked for; null if there is none.',
    ...edge,
  })
  async snoozedUntil(
    @Ctx('scope') { loaders, asOf }: RequestScope,
    @Root() { id }: Alert,
  ): Promise<Date | null> {
    const until = (await loaders.checkOfAlert.load(id))?.snoozedUntil ?? null
    return until && until > asOf ? until : null
  }

  @AdminField(() => AlertError, {
    nullable: true,
    description: 'The reason why the last check failed; null if it has not.',
    ...edge,
  })
  async error(@Ctx('scope') { loaders }: RequestScope, @Root() { id }: Alert): Promise<AlertError | null> {
    const check = await loaders.checkOfAlert.load(id)
    return check?.errorCode ? { code: check.errorCode, message: check.errorMessage ?? '' } : null
  }
}

/** The payload of a change of an alert, which the audit log gets. */
async function changed(
  { changes }: RequestScope,
  done: Promise<Definition>,
): Promise<Accepted<DefinitionPayload>> {
  const definition = await done
  changes.push(auditedChange('UPDATED', definition))
  return { definition }
}
