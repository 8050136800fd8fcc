import { Field, ObjectType } from 'type-graphql'
import { beginChecks } from '../../alerts/begin-checks.ts'
import { checkAlert } from '../../alerts/check-alert.ts'
import { endChecks } from '../../alerts/end-checks.ts'
import { type AlertContent, alertFields } from '../../schema/alerts/alert-input.ts'
import { Definition } from '../../schema/definition.ts'
import { Node } from '../../schema/node.ts'
import { JsonObject } from '../../schema/scalars.ts'
import { definitionKind } from '../definition-kind.ts'

@ObjectType({
  implements: Node,
  description:
    'A rule on a number of a question, which is checked again and again. `alertEvents` has its history.',
})
export class Alert extends Definition {
  @Field(() => JsonObject, {
    name: 'input',
    description:
      'The content as it was saved, such as `{"field": "metrics.errorRate", "condition": {"above": "0.05"}, …}`.',
  })
  content: AlertContent
}

export const alert = definitionKind<AlertContent>({
  kind: 'alert',
  type: Alert,
  plural: 'alerts',
  content: { fields: alertFields },
  fields: {
    list: 'alerts',
    get: 'alert',
    create: 'createAlert',
    update: 'updateAlert',
    delete: 'deleteAlert',
  },
  notes: {
    create: 'Its checks begin at once. `previewAlert` tells before how often it would have fired.',
    update: 'Another question, window or condition begins anew: what was firing is resolved.',
    delete: 'Its history is deleted with it. Receivers are told that what was firing is over.',
  },
  check: checkAlert,
  saved: beginChecks,
  deleted: endChecks,
  usedBy: { code: 'IN_USE', names: (_, { id }) => ({ alerts: [id] }) },
})
