import { type Rejection } from '../checks/rejection.ts'
import { sentItem } from '../ingest/sent-batch.ts'
import { type TrackServices, track } from '../ingest/track.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { largest } from '../schema/largest.ts'
import { type Receipt, ReceiptStatus } from '../schema/tracking/receipt.ts'
import { type Facts, factsOf } from './facts-of.ts'
import { ignoredReasons } from './role-of.ts'
import { type Span } from './span.ts'

/** The outcome of a request. */
export interface Tracked {
  rejected: number
  /** Why spans were rejected, and how many were ignored; empty if neither. */
  message: string
}

/**
 * Tracks the events of spans, in batches: other requests are answered between them. When it returns, the events that were not
 * rejected are committed.
 * @throws as `track`: then some batches may be stored, which are duplicates when the request is sent again
 */
export async function trackSpans(scope: Sender, services: TrackServices, spans: Span[]): Promise<Tracked> {
  const batches: Batch[] = []
  for (let first = 0; first < spans.length; first += largest.batch)
    batches.push(await trackBatch(scope, services, spans.slice(first, first + largest.batch)))
  const rejected = batches.flatMap(batch => batch.rejected)
  const message = [aboutRejected(rejected), aboutIgnored(batches)].filter(Boolean).join(' ')
  return { rejected: rejected.length, message }
}

type Sender = Pick<RequestScope, 'project' | 'viewer'>

interface Batch {
  ignored: Facts['ignored']
  rejected: Reason[]
}

async function trackBatch(scope: Sender, services: TrackServices, spans: Span[]): Promise<Batch> {
  const { facts, ignored, rejected } = factsOf(spans)
  const sent = facts.map(fact => sentItem(fact))
  const { receipts } = sent.length ? await track(scope, services, sent) : { receipts: [] }
  count(services, ignored, rejected.length)
  return { ignored, rejected: [...rejected, ...receipts.filter(isRejected)] }
}

type Reason = Pick<Rejection | Receipt, 'code' | 'field' | 'message'>

const isRejected = ({ status }: Receipt) => status === ReceiptStatus.REJECTED

/** `track` counts the others. */
function count({ metrics }: TrackServices, ignored: Facts['ignored'], rejected: number): void {
  metrics.events.inc({ status: 'rejected' }, rejected)
  for (const [reason, spans] of Object.entries(ignored)) metrics.spansIgnored.inc({ reason }, spans)
}

function aboutRejected([first, ...others]: Reason[]): string {
  if (!first) return ''
  const number = others.length
    ? `${others.length + 1} spans were rejected, the first`
    : 'One span was rejected'
  return `${number} with ${first.code}: ${first.message}`
}

/** Most spans of most applications are none of model calls: the message says it without a complaint. */
function aboutIgnored(batches: Batch[]): string {
  const reasons = ignoredReasons.flatMap(reason => {
    const spans = batches.reduce((sum, { ignored }) => sum + ignored[reason], 0)
    return spans ? [`${spans} ${reason}`] : []
  })
  return reasons.length ? `Ignored: ${reasons.join(', ')}.` : ''
}
