import { Webhook as StandardWebhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'
import type { ReceivedRequest } from '../../support/delivery/webhook-receiver.ts'
import { type Run } from '../run.ts'
import { type Hook } from './create.ts'
import { type RandomReceiver } from './random-receiver.ts'
import { type Announcing } from './scene.ts'

interface Told {
  reportRuns: { nodes: { id: string; state: string }[] }
  webhook: { isEnabled: boolean; disabledBecause: string | null }
  webhookDeliveries: { nodes: { webhookId: string; messageId: string; event: string; state: string }[] }
}

const query = `query ($report: ID!, $gone: ID!) {
  reportRuns(reportId: $report, first: 100) { nodes { id state } }
  webhook(id: $gone) { isEnabled disabledBecause }
  webhookDeliveries(first: 1000) { nodes { webhookId messageId event state } }
}`

/** The promises that were broken in a project: each run is announced once and delivered, and 410 has ended the other webhook. */
export async function messageProblems(
  { ask }: Run,
  { attempts }: RandomReceiver,
  { project, reportId, hook, gone }: Announcing,
): Promise<{ problems: string[]; announced: number }> {
  const { data, errors } = await ask<Told>(project, query, { report: reportId, gone: gone.id })
  if (!data) return { problems: [JSON.stringify(errors)], announced: 0 }
  const { reportRuns, webhook, webhookDeliveries } = data
  const toHook = webhookDeliveries.nodes.filter(({ webhookId }) => webhookId === hook.id)
  const accepted = new Set(attempts.filter(({ isAccepted }) => isAccepted).map(({ id }) => id))
  const notAccepted = toHook.filter(
    ({ messageId, state }) => state !== 'DELIVERED' || !accepted.has(messageId),
  )
  const ofRuns = toHook.filter(({ event }) => event === 'REPORT_READY').length
  const done = reportRuns.nodes.filter(({ state }) => state === 'DONE').length
  const isGone = !webhook.isEnabled && webhook.disabledBecause === 'GONE'
  const problems = [
    ...(done < reportRuns.nodes.length ? [`${reportRuns.nodes.length - done} runs are not done`] : []),
    ...(ofRuns !== reportRuns.nodes.length
      ? [`${ofRuns} messages about ${reportRuns.nodes.length} runs`]
      : []),
    ...(toHook.length - ofRuns !== 1
      ? [`${toHook.length - ofRuns} messages about one disabled webhook`]
      : []),
    ...(notAccepted.length ? [`${notAccepted.length} messages were not accepted`] : []),
    ...(isGone ? [] : [`410 led to ${JSON.stringify(webhook)}`]),
  ]
  return { problems: problems.map(problem => `${project}: ${problem}`), announced: toHook.length }
}

/** The requests that no secret of the run has signed, or that were sent elsewhere. */
export function forgeries({ requests }: RandomReceiver, hooks: Hook[]): string[] {
  const forged = requests.filter(request => !hooks.some(({ secret }) => isSigned(request, secret)))
  const elsewhere = requests.filter(({ url }) => url === '/elsewhere')
  return [
    ...(forged.length ? [`${forged.length} requests are not signed`] : []),
    ...(elsewhere.length ? [`${elsewhere.length} redirects were followed`] : []),
  ]
}

/** As two libraries see it. A run may last longer than the 5 minutes that they allow, so they see it at its own time. */
function isSigned({ headers, body }: ReceivedRequest, secret: string): boolean {
  const id = String(headers['webhook-id'])
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000)
  const given = String(headers['webhook-signature']).split(' ')
  return [StandardWebhook, SvixWebhook].every(Library =>
    given.includes(new Library(secret).sign(id, at, body)),
  )
}
