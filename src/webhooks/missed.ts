import { type EntityManager } from '@mikro-orm/postgresql'
import { rowsOf } from '../postgres/rows-of.ts'
import { announcedType } from '../schema/webhooks/webhook-event.ts'
import { type Announced, comparedFacts, passes } from './passes.ts'
import { type WebhookContent } from './webhook-content.ts'

interface Question {
  project: string
  webhookId: string
  content: WebhookContent
  since: Date
}

/** The place of an announcement in the order of time. */
interface Place {
  createdAt: string
  id: string
}

type Missed = Announced & Place

const pageSize = 1_000

/**
 * What a webhook listens to and has no delivery of: the oldest announcements since a time, at most `most`. They are read page
 * by page, because its filter may pass few of very many.
 */
export async function missedSince(em: EntityManager, question: Question, most: number): Promise<Missed[]> {
  const missed: Missed[] = []
  let place: Place | undefined = { createdAt: question.since.toISOString(), id: '0' }
  while (place && missed.length < most) {
    const page: Missed[] = await pageAfter(em, question, place)
    missed.push(...page.filter(each => passes(question.content, each)))
    place = page.length === pageSize ? page.at(-1) : undefined
  }
  return missed.slice(0, most)
}

/** The next announcements in the order of time, with the facts that a filter compares. */
const pageAfter = (
  em: EntityManager,
  { project, webhookId, content }: Question,
  place: Place,
): Promise<Missed[]> =>
  rowsOf(
    em,
    `select id::text, created_at::text as "createdAt", type, coalesce(
       (select jsonb_object_agg(key, value) from jsonb_each(data)
        where key in (select jsonb_array_elements_text(:input -> 'comparedFacts'))), '{}') as data
     from announcements a
     where project = (:input ->> 'project')
       and (a.created_at, a.id) > ((:input #>> '{place,createdAt}')::timestamptz, (:input #>> '{place,id}')::bigint)
       and type in (select jsonb_array_elements_text(:input -> 'types'))
       and not exists (
         select from deliveries d where d.announcement_id = a.id and d.recipient = (:input ->> 'webhookId'))
     order by a.created_at, a.id limit (:input ->> 'pageSize')::integer`,
    { project, webhookId, types: content.events.map(announcedType), place, comparedFacts, pageSize },
  )
