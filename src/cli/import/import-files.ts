import { type Batch, batches, type PositionedEvent, statusesOf, type TrackAnswer } from './batches.ts'
import { type FileEvent, fileEvents } from './file-events.ts'
import { sendIdentities } from './identities/send-identities.ts'
import { type Spool } from './identities/spool.ts'
import type { InputFile } from './input-file.ts'
import type { Progress } from './progress.ts'
import { type Reading } from './reading.ts'
import { type Contents, countEvents } from './report/contents.ts'
import { ImportError } from './row.ts'
import { type SenderSettings, sendBody } from './send.ts'
import { countAnswer, countRejected, type Tally } from './tally.ts'

export interface Import {
  files: InputFile[]
  reading: Reading
  batch: number
  concurrency: number
  sender: SenderSettings
  /** Answers like the service, so that nothing is sent. */
  dryRun?: (batch: Batch) => TrackAnswer
  spool: Spool
  tally: Tally
  contents: Contents
  progress: Progress
}

/**
 * Sends the files in the given order, then what they say about users, and counts the outcomes in `tally` and `contents`.
 * At most `concurrency` batches are in flight, and the files are read no further, which limits the memory.
 * After `sender.stop` is aborted, reading ends and the batches in flight are finished.
 * @throws the first ImportError, once the batches in flight are answered
 */
export async function importFiles(run: Import): Promise<void> {
  const waiting = batches(positionedEvents(run), run.batch)
  const senders = Array.from({ length: run.concurrency }, () => sendAll(waiting, run))
  const failed = (await Promise.allSettled(senders)).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
  if (!run.sender.stop.aborted) await sendIdentities(run)
}

/** Several calls share the batches. An error leaves the loop, which closes the generator, so the other calls end too. */
async function sendAll(waiting: AsyncGenerator<Batch>, run: Import): Promise<void> {
  for await (const batch of waiting) {
    if (run.sender.stop.aborted) return
    const answer = await answerTo(batch, run)
    if (answer.accepted + answer.duplicates + answer.rejected !== batch.events.length)
      throw new ImportError(`${run.sender.service.url} did not answer for every event of a batch`)
    count(batch, answer, run)
    run.progress.answered(batch.events.length)
  }
}

async function answerTo(batch: Batch, { dryRun, sender }: Import): Promise<TrackAnswer> {
  return dryRun ? dryRun(batch) : sendBody<TrackAnswer>({ text: batch.body, field: 'track' }, sender)
}

function count({ events }: Batch, answer: TrackAnswer, { tally, contents, spool }: Import): void {
  countAnswer(tally, answer, events)
  const statuses = statusesOf(answer, events.length)
  countEvents(contents, events, statuses)
  for (const [index, { event }] of events.entries()) {
    const user = event.userId ?? event.anonymousId
    if (statuses[index] !== 'REJECTED' && user !== undefined) spool.seen(String(user))
  }
}

/** The events to send. What rows say beside them is noted as the rows are read. */
async function* positionedEvents(run: Import): AsyncGenerator<PositionedEvent[]> {
  for (const [index, file] of run.files.entries()) {
    let line: number | undefined
    for await (const items of fileEvents(file, run.reading, run.progress.read)) {
      if (run.sender.stop.aborted) return
      for (const item of items) {
        if (item.line !== line) run.contents.rows += 1
        line = item.line
      }
      yield items.flatMap(item => eventOf(item, { path: file.path, file: index, line: item.line }, run))
    }
  }
}

function eventOf(item: FileEvent, position: PositionedEvent['position'], run: Import): PositionedEvent[] {
  if ('json' in item) return [sentFrom(item, position, run)]
  note(item, position, run)
  return []
}

function sentFrom(
  { kind, event, json, bytes, isCut }: Extract<FileEvent, { json: string }>,
  position: PositionedEvent['position'],
  { tally, progress }: Import,
): PositionedEvent {
  progress.found(1)
  tally.cut += Number(isCut)
  return { position, kind, event, json, bytes }
}

/** Keeps what is no event. */
function note(
  item: Exclude<FileEvent, { json: string }>,
  position: PositionedEvent['position'],
  { spool, tally, contents, progress }: Import,
): void {
  if ('identity' in item) spool.add(item.identity, position)
  else if ('skipped' in item)
    contents.skipped.set(item.skipped, (contents.skipped.get(item.skipped) ?? 0) + 1)
  else {
    const { code, field, message } = item.problem
    countRejected(tally, { position, code, field, message })
    progress.found(1)
    progress.answered(1)
  }
}
