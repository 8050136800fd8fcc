import { Webhook as StandardWebhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'
import { expect } from 'vitest'
import { announce } from '../../../src/webhooks/announce.ts'
import type { AnnouncedFacts, Announcement } from '../../../src/webhooks/announcement.ts'
import type { Story } from '../story.ts'
import type { TestApp } from '../test-app.ts'
import type { ReceivedRequest } from './webhook-receiver.ts'

/** A webhook as tests look at it. */
export interface Hook {
  id: string
  version: number
  secret: string
  isEnabled: boolean
}

interface Created {
  createWebhook: { webhook: Hook | null; userErrors: { code: string; field: string }[] }
}

/** Creates a webhook from the text of its input. */
export const createWebhook = async ({ answer }: Pick<Story, 'answer'>, input: string) =>
  (
    await answer<Created>(
      `mutation { createWebhook(input: ${input}) { webhook { id version secret isEnabled } userErrors { code field } } }`,
    )
  ).createWebhook

/** Creates a webhook that listens to some events, `REPORT_READY` unless the input has others. */
export async function hookAt(told: Pick<Story, 'answer'>, url: string, more = ''): Promise<Hook> {
  const events = more.includes('events:') ? '' : 'events: [REPORT_READY],'
  const { webhook, userErrors } = await createWebhook(
    told,
    `{ name: "${Math.random()}", url: "${url}", ${events} ${more} }`,
  )
  expect(userErrors).toEqual([])
  return webhook!
}

/** A delivery as tests look at it. */
export interface LoggedDelivery {
  id: string
  messageId: string
  webhookId: string | null
  event: string
  recipient: string
  state: string
  status: number | null
  attempts: number
  answer: string | null
  nextAttemptAt: string | null
  error: { code: string } | null
}

/** The log of a webhook, or of all of the project, newest first. */
export const deliveriesOf = async ({ answer }: Pick<Story, 'answer'>, more = ''): Promise<LoggedDelivery[]> =>
  (
    await answer<{ webhookDeliveries: { nodes: LoggedDelivery[] } }>(
      `{ webhookDeliveries${more && `(${more})`} { nodes { id messageId webhookId event recipient state status attempts
         answer nextAttemptAt error { code } } } }`,
    )
  ).webhookDeliveries.nodes

/** Announces something as its cause would. */
export const announced = (
  { services }: Pick<TestApp, 'services'>,
  project: string,
  given: Partial<Omit<Announcement, 'data'>> & { data?: Partial<AnnouncedFacts> } = {},
): Promise<void> =>
  announce(services.database.pool, {
    project,
    type: 'report.ready',
    key: String(Math.random()),
    at: new Date('2026-03-01T12:00:00Z'),
    ...given,
    data: { name: 'Sales', ...given.data },
  })

/** The message of a request, if its signature is one of the secret's, as two libraries verify it. */
export function verified({ headers, body }: ReceivedRequest, secret: string): Record<string, unknown> {
  const given = headers as Record<string, string>
  const message = new StandardWebhook(secret).verify(body, given)
  new SvixWebhook(secret).verify(body, given)
  return message as Record<string, unknown>
}
