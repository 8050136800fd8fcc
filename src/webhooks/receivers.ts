import { definition } from '../analytics/query/definition.ts'
import { at, collectedInTurn } from '../checks/collect.ts'
import { checkMailAddress } from '../delivery/mail-address.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type Announcement } from './announcement.ts'

/** A receiver that an alert or a budget names: one of both. */
interface Receiver {
  webhookId?: string | null
  email?: string | null
}

type Receivers = readonly Receiver[] | null | undefined

/** @throws TOO_MANY, INVALID_RECIPIENT, NOT_FOUND. `owner` is the subject of the sentence, such as `A budget`. */
export async function checkReceivers(
  scope: RequestScope,
  receivers: Receivers,
  { owner, most }: { owner: string; most: number },
): Promise<void> {
  const all = receivers ?? []
  if (all.length > most)
    throw badInput('TOO_MANY', 'notify', `${owner} may notify at most ${most} receivers.`)
  await collectedInTurn(all, (receiver, i) => at(['notify', i], () => checkReceiver(scope, receiver)))
}

async function checkReceiver({ em }: RequestScope, { webhookId, email }: Receiver): Promise<void> {
  if (email != null) checkMailAddress(email, 'email')
  if (webhookId != null) await definition(em, 'webhook', webhookId, 'webhookId')
}

/** The webhooks and mail addresses among receivers, as an announcement names them. */
export const namedBy = (receivers: Receivers): NonNullable<Announcement['to']> => ({
  webhookIds: (receivers ?? []).flatMap(({ webhookId }) => webhookId ?? []),
  emails: (receivers ?? []).flatMap(({ email }) => email ?? []),
})
