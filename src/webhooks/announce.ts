import { rowsOf, type Session } from '../postgres/rows-of.ts'
import { addDeliveries, type Recipient } from './add-deliveries.ts'
import { type Announcement } from './announcement.ts'
import { passes } from './passes.ts'
import { isEnabled, type StoredWebhook } from './webhook-content.ts'

/**
 * Announces something in the transaction of its cause: with that, or not at all. Each webhook that listens, and each recipient
 * that `to` names, gets one delivery with jobs of its own. An announcement that was made already has no effect.
 */
export async function announce(transaction: Session, announcement: Announcement): Promise<void> {
  const id = await storedOnce(transaction, announcement)
  if (id === undefined) return
  const { project, type: event } = announcement
  const recipients = await recipientsOf(transaction, announcement)
  await addDeliveries(transaction, { project, subject, announcementId: id, event }, recipients)
}

/** The sender of the jobs, in the audit log. */
const subject = 'convograph'

async function storedOnce(transaction: Session, announcement: Announcement): Promise<string | undefined> {
  const [stored] = await rowsOf<{ id: string }>(
    transaction,
    `insert into announcements (project, type, key, at, data)
     select project, type, key, at, data
     from jsonb_to_record(:input) as one (project text, type text, key text, at timestamptz, data jsonb)
     on conflict (project, type, key) do nothing
     returning id::text`,
    announcement,
  )
  return stored?.id
}

async function recipientsOf(transaction: Session, announcement: Announcement): Promise<Recipient[]> {
  const { project, to = {} } = announcement
  const webhooks = await webhooksOf(transaction, project)
  const isNamed = ({ id, content }: StoredWebhook) => isEnabled(content) && to.webhookIds?.includes(id)
  return [
    ...webhooks
      .filter(webhook => isNamed(webhook) || passes(webhook.content, announcement))
      .map(({ id }): Recipient => ({ channel: 'WEBHOOK', recipient: id, webhookId: id })),
    ...[...new Set(to.emails)].map((recipient): Recipient => ({ channel: 'MAIL', recipient })),
  ]
}

const webhooksOf = (transaction: Session, project: string): Promise<StoredWebhook[]> =>
  rowsOf<StoredWebhook>(
    transaction,
    `select id::text, name, content from definitions
     where project = (:input ->> 'project') and kind = 'webhook' order by id
     -- None is deleted before its delivery is there.
     for key share`,
    { project },
  )
