import { type AnnouncedType } from '../schema/webhooks/webhook-event.ts'

/** What happened, as messages tell it: JSON of at most 20 kB. */
export interface AnnouncedFacts {
  /** The name of the alert, budget, report, … It is in the subject of mails and the first line of chats. */
  name: string
  /** The sentence that chats and mails show. */
  text?: string
  /** Compared with `metric` of a filter: the key of a metric, such as `messages`. */
  metric?: string | null
  /** Compared with `threshold` of a filter: a number, or an amount of money as a text. */
  value?: number | string | null
  /** Compared with `alertIds` of a filter. */
  alertId?: string
  /** Compared with `segmentIds` of a filter. */
  segmentId?: string
  [fact: string]: unknown
}

/** Something that has happened in a project. */
export interface Announcement {
  project: string
  type: AnnouncedType
  /** Unique among the announcements of a type in a project: the same cause is announced once. */
  key: string
  /** The time of what happened. */
  at: Date
  data: AnnouncedFacts
  /** The recipients that the cause itself names, besides the webhooks that listen. */
  to?: { webhookIds?: readonly string[]; emails?: readonly string[] }
}
