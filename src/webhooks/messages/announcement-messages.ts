import { type Pool } from 'pg'
import { DeliveryFailure } from '../../delivery/delivery-failure.ts'
import { type Env } from '../../env.ts'
import { type RequestServices } from '../../request/request-scope.ts'
import { type Announcement } from '../announcement.ts'
import { type Messages } from '../sending/messages.ts'
import { type WaitingDelivery } from '../sending/waiting-delivery.ts'
import { isEnabled } from '../webhook-content.ts'
import { keyedWebhook } from '../webhook-secrets.ts'
import { bodyFor } from './body-for.ts'
import { mailOf } from './mail-of.ts'
import { nameFor } from './name-for.ts'
import { pageOf } from './page-of.ts'
import { type Told } from './told.ts'

/** The messages about announcements. A webhook gets them as it is now, wherever it was when they were announced. */
export const announcementMessages = ({
  database: { pool },
  webhooks: { seal },
  env,
}: Pick<RequestServices, 'database' | 'webhooks'> & { env: Env }): Messages => ({
  mail: async delivery => mailOf(delivery, withPage(env, await announcementOf(pool, delivery))),
  webhook: async delivery => {
    const [announcement, webhook] = await Promise.all([
      announcementOf(pool, delivery),
      keyedWebhook(pool, seal, delivery.project, delivery.webhookId!),
    ])
    if (!webhook || !isEnabled(webhook.content)) throw ended('The webhook was deleted or disabled.')
    const { content, secrets, headers } = webhook
    const message = { ...withPage(env, announcement), type: nameFor(content, announcement.type) }
    return { id: delivery.id, url: content.url, secrets, headers, body: bodyFor(content, message) }
  },
})

const withPage = (env: Env, told: Told): Told => ({ ...told, page: pageOf(env, told) })

async function announcementOf(
  pool: Pool,
  { project, announcementId }: WaitingDelivery,
): Promise<Pick<Announcement, 'type' | 'at' | 'data'>> {
  const { rows } = await pool.query(
    'select type, at, data from announcements where id = $2 and project = $1',
    [project, announcementId],
  )
  if (!rows[0]) throw ended('The announcement is too old.')
  return rows[0]
}

const ended = (message: string) => new DeliveryFailure('CANCELLED', message, { isFinal: true })
