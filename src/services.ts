import { type SignAccessToken } from './auth/tokens/access-tokens.ts'
import { type SpendCounter } from './budgets/spend-counter.ts'
import { type IsMistakenId } from './checks/mistaken-id.ts'
import { type Embedded } from './engines/embedded.ts'
import { type Env } from './env.ts'
import { type Readiness } from './health/readiness.ts'
import { type Drain } from './http/drain.ts'
import { type Links } from './ingest/links/links.ts'
import { type NewKeys } from './ingest/new-keys.ts'
import { type Rejections } from './ingest/rejections/rejections.ts'
import { type Write } from './ingest/writer.ts'
import { type JobRunner } from './jobs/job-runner.ts'
import { type DailyEvents } from './limits/daily-events.ts'
import { type Prices } from './pricing/prices.ts'
import { type Projector } from './projection/projector.ts'
import { type RequestServices } from './request/request-scope.ts'
import { type Streams } from './streams/streams.ts'

/** The services of the process. */
export interface Services extends RequestServices {
  /** The engines that run in this process, if any. */
  embedded: Embedded | undefined
  projector: Projector
  write: Write
  links: Links
  newKeys: NewKeys
  rejections: Rejections
  dailyEvents: DailyEvents
  prices: Prices
  spend: SpendCounter
  jobs: JobRunner
  streams: Streams
  /** The settings. Secrets are among them: no resolver may show more than `settings` does. */
  env: Env
  storeIp: boolean
  isMistakenId: IsMistakenId
  /** Signs access tokens; undefined if only an auth service issues tokens. */
  signAccessToken: SignAccessToken | undefined
  drain: Drain
  readiness(): Promise<Readiness>
}
