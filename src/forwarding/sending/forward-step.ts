import { DeliveryFailure } from '../../delivery/delivery-failure.ts'
import { type Job } from '../../jobs/job.ts'
import { jobScope } from '../../jobs/job-scope.ts'
import { products } from '../products/index.ts'
import { type EncodedRow, type Product, type Target } from '../products/product.ts'
import { judged } from '../rows/judge-rows.ts'
import { nextEvents, nextUsers, theseRows } from '../rows/read-rows.ts'
import { type Row, type Step } from '../rows/row.ts'
import { type StoredDestination, targetOf } from '../stored-destination.ts'
import { batchesOf } from './batches-of.ts'
import { type DueLetter, dueLetters, removeLetters } from './dead-letters.ts'
import { type Delivered, deliver } from './deliver.ts'
import { isListed, prepared } from './prepare.ts'
import { sendRows } from './send-rows.ts'
import { type ForwardServices } from './services.ts'
import { type Progress, storeProgress } from './store-progress.ts'
import { withoutAnswer } from './verdict.ts'

/** An attempt for one destination. */
interface Forwarding {
  services: ForwardServices
  job: Job<null>
  destination: StoredDestination
  product: Product
  target: Target
  isTimeUp(): boolean
}

/** Longer than webhooks get: batches take their time. */
const timeoutMs = 30_000

/**
 * Sends the next rows of a destination: dead letters that are due, or else users and then events.
 * @returns whether there was something to do, so that more may follow
 */
export async function forwardStep(
  services: ForwardServices,
  job: Job<null>,
  destination: StoredDestination,
  isTimeUp: () => boolean,
): Promise<boolean> {
  const now = services.now()
  if (destination.state !== 'RUNNING' || (destination.nextAt && destination.nextAt > now)) return false
  const forwarding = await begun(services, job, destination, isTimeUp)
  if (!forwarding) return false
  const letters = await dueLetters(services.database.pool, destination)
  return letters.length ? sendLetters(forwarding, letters) : sendNext(forwarding, now)
}

/**
 * Sends the next changes of users, and then the next events. Events wait for the changes before them, and not until there
 * are none: some user of some project changes all the time.
 */
async function sendNext(forwarding: Forwarding, now: Date): Promise<boolean> {
  const { services, destination } = forwarding
  const { pool } = services.database
  const sendsUsers = destination.content.sendsUsers !== false
  const users = sendsUsers ? await nextUsers(pool, destination, now) : undefined
  if (users) {
    const outcome = await sendStep(forwarding, 'users', users)
    if (outcome !== 'DONE' || users.isFull) return outcome !== 'FAILED'
  }
  const events = await nextEvents(pool, destination)
  const asked = events && (await withVerdicts(forwarding, events))
  if (!asked) return users !== undefined
  return (await sendStep(forwarding, 'events', asked.step, asked.passing)) !== 'FAILED'
}

/** The events of a step, and those for which the conditions of the destination hold; undefined while they wait for ClickHouse. */
async function withVerdicts(
  { services, job, destination }: Forwarding,
  step: Step,
): Promise<{ step: Step; passing?: Set<Row> } | undefined> {
  const { content } = destination
  const where = content.filter?.where
  return where ? judged(jobScope(services, job), where, step, row => isListed(content, row)) : { step }
}

/** Undefined if the secrets of the destination cannot be read: it is stopped then. */
async function begun(
  services: ForwardServices,
  job: Job<null>,
  destination: StoredDestination,
  isTimeUp: () => boolean,
): Promise<Forwarding | undefined> {
  try {
    const target = targetOf(destination, services.webhooks.seal)
    const product = products[destination.content.kind]
    return { services, job, destination, product, target, isTimeUp }
  } catch (error) {
    if (!(error instanceof DeliveryFailure)) throw error
    const failure = withoutAnswer(error) as NonNullable<Delivered['failure']>
    const delivered = { done: 0, refused: [], lost: 0, refusedInARow: destination.refusedInARow, failure }
    await job.write(client => storeProgress(client, destination, { skipped: 0, delivered }, services.now()))
    return undefined
  }
}

/** `INTERRUPTED` if time was up, or the destination was rewound or deleted meanwhile. */
type Outcome = 'DONE' | 'FAILED' | 'INTERRUPTED'

/** Sends rows, or those of them that pass, and moves the destination along with all. */
async function sendStep(
  forwarding: Forwarding,
  of: 'events' | 'users',
  { rows, to }: Step,
  passing?: Set<Row>,
): Promise<Outcome> {
  const { destination, product, target } = forwarding
  const encodedOf = (row: Row) =>
    passing && !passing.has(row) ? undefined : prepared(destination, product, target, row)
  const all = rows.map(row => ({ row, encoded: encodedOf(row) }))
  const batches = batchesOf(
    all.flatMap(({ encoded }) => encoded ?? []),
    product,
  )
  let covered = 0
  for (const [i, batch] of (batches.length ? batches : [[]]).entries()) {
    const delivered = await send(forwarding, batch)
    const isWhole = delivered.done === batch.length
    const isEnd = isWhole && i >= batches.length - 1
    const last = batch[delivered.done - 1]
    const upTo = isEnd ? all.length : last ? all.findIndex(({ encoded }) => encoded === last) + 1 : covered
    const at = isEnd ? to : last?.row.position
    const skipped = all.slice(covered, upTo).filter(({ encoded }) => !encoded).length
    covered = upTo
    if (!(await store(forwarding, { ...(at && { position: { of, at } }), skipped, delivered })))
      return 'INTERRUPTED'
    if (delivered.failure) return 'FAILED'
    if (!isWhole) return 'INTERRUPTED'
  }
  return 'DONE'
}

/** Sends dead letters again. Those of rows that are taken, or gone, are removed. */
async function sendLetters(forwarding: Forwarding, letters: DueLetter[]): Promise<boolean> {
  const { services, job, destination, product, target } = forwarding
  const { project, content, salt } = destination
  const numbersOf = (thing: DueLetter['thing']) =>
    letters.filter(letter => letter.thing === thing).map(({ number }) => number)
  const rows = await theseRows(
    services.database.pool,
    project,
    { events: numbersOf('EVENT'), users: numbersOf('USER') },
    services.now(),
  )
  // What was sent once passes the filter of that time.
  const unfiltered = { salt, content: { ...content, filter: null, sampleRate: null } }
  const encoded = rows.flatMap(row => prepared(unfiltered, product, target, row) ?? [])
  const isAbout = (row: EncodedRow, { thing, number }: DueLetter) =>
    row.row.thing === thing && row.row.number === number
  const gone = letters.filter(letter => !encoded.some(row => isAbout(row, letter)))
  await job.write(client =>
    removeLetters(
      client,
      gone.map(({ id }) => id),
    ),
  )
  for (const batch of batchesOf(encoded, product)) {
    const delivered = await send(forwarding, batch)
    if (!(await store(forwarding, { skipped: 0, delivered }))) return true
    const taken = batch
      .slice(0, delivered.done)
      .filter(row => !delivered.refused.some(one => one.row === row))
    const ids = letters.filter(letter => taken.some(row => isAbout(row, letter))).map(({ id }) => id)
    await job.write(client => removeLetters(client, ids))
    if (delivered.failure) return false
  }
  return true
}

/** Sends a batch, with a check before each request that the attempt still has its lease. */
const send = (
  { services, job, destination, product, target, isTimeUp }: Forwarding,
  batch: EncodedRow[],
): Promise<Delivered> =>
  deliver(batch, {
    refusedInARow: destination.refusedInARow,
    isTimeUp,
    send: async rows => {
      await job.write(async () => undefined)
      const rules = { timeoutMs, ...services.webhooks }
      return (await sendRows(product, target, rows, rules, job.signal)).verdict
    },
  })

/** @returns false if the destination was rewound or deleted meanwhile */
async function store({ services, job, destination }: Forwarding, progress: Progress): Promise<boolean> {
  const isStored = await job.write(client => storeProgress(client, destination, progress, services.now()))
  destination.refusedInARow = progress.delivered.refusedInARow
  destination.failures = progress.delivered.failure ? destination.failures + 1 : 0
  if (isStored) count(services, destination, progress)
  return isStored
}

function count(
  { metrics: { forwardedRows } }: ForwardServices,
  { content: { kind } }: StoredDestination,
  { skipped, delivered: { done, refused, lost } }: Progress,
): void {
  const failed = refused.length + lost
  forwardedRows.inc({ kind, outcome: 'sent' }, done - failed)
  forwardedRows.inc({ kind, outcome: 'skipped' }, skipped)
  forwardedRows.inc({ kind, outcome: 'failed' }, failed)
}
