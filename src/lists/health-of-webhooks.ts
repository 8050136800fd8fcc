import { type QueryScope } from '../analytics/query/query-scope.ts'
import { type DeliveryCode } from '../codes/delivery-code.ts'

/** How a webhook has fared. */
export interface WebhookHealth {
  failingSince: Date | null
  /** The last failure before the service disabled the webhook; null if it has not. */
  disabledCode: DeliveryCode | null
  disabledAt: Date | null
}

/** The health of webhooks, in the order of the ids. */
export async function healthOfWebhooks(
  { em, project }: Pick<QueryScope, 'em' | 'project'>,
  ids: readonly string[],
): Promise<WebhookHealth[]> {
  const rows = await em.execute<Row[]>(
    `select w.id::text as id, failing_since as "failingSince", disabled_code as "disabledCode",
       disabled_at as "disabledAt"
     from webhooks w join definitions d on d.id = w.id
     where d.project = ? and w.id in (select text::bigint from jsonb_array_elements_text(?::jsonb) as one (text))`,
    [project, JSON.stringify(ids)],
  )
  const byId = new Map(rows.map(row => [row.id, toHealth(row)]))
  return ids.map(id => byId.get(id) ?? { failingSince: null, disabledCode: null, disabledAt: null })
}

/** The ORM gives times of a statement as texts. */
interface Row {
  id: string
  failingSince: string | null
  disabledCode: DeliveryCode | null
  disabledAt: string | null
}

const toHealth = ({ failingSince, disabledCode, disabledAt }: Row): WebhookHealth => ({
  failingSince: failingSince === null ? null : new Date(failingSince),
  disabledCode,
  disabledAt: disabledAt === null ? null : new Date(disabledAt),
})
