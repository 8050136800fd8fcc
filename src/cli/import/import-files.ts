import { type Batch, batches, type PlacedEvent } from './batches.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { fileEvents } from './file-events.ts'
import type { InputFile } from './input-file.ts'
import type { Progress } from './progress.ts'
import { ImportError } from './row.ts'
import { type SenderSettings, sendBody } from './send.ts'
import { countAnswer, countRejected, type Tally } from './tally.ts'

export interface Import {
  files: InputFile[]
  mapping: ColumnMapping
  batch: number
  concurrency: number
  sender: SenderSettings
  tally: Tally
  progress: Progress
}

/**
 * Sends the files in the order given and counts what became of their rows in `tally`.
 * At most `concurrency` batches are on their way while the next waits to be filled, which bounds the memory.
 * When `sender.stop` is aborted, reading ends and the batches on their way are finished.
 * Throws the first ImportError, after the batches on their way are answered.
 */
export async function importFiles(run: Import): Promise<void> {
  const waiting = batches(placedEvents(run), run.batch)
  const senders = Array.from({ length: run.concurrency }, () => sendAll(waiting, run))
  const failed = (await Promise.allSettled(senders)).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

/** One of several that share the batches. Leaving the loop on an error closes the generator, so the others end too. */
async function sendAll(waiting: AsyncGenerator<Batch>, { sender, tally, progress }: Import): Promise<void> {
  for await (const { body, places } of waiting) {
    if (sender.stop.aborted) return
    const answer = await sendBody(body, sender)
    if (answer.accepted + answer.duplicates + answer.rejected !== places.length)
      throw new ImportError(`${sender.service.url} did not answer for every event of a batch`)
    countAnswer(tally, answer, places)
    progress.settled(places.length)
  }
}

async function* placedEvents({
  files,
  mapping,
  sender,
  tally,
  progress,
}: Import): AsyncGenerator<PlacedEvent> {
  for (const [index, file] of files.entries()) {
    for await (const event of fileEvents(file, mapping, progress.read)) {
      if (sender.stop.aborted) return
      const place = { path: file.path, file: index, line: event.line }
      if ('json' in event) yield { place, json: event.json }
      else {
        const { code, field, message } = event.problem
        countRejected(tally, { place, code, field, message })
        progress.settled(1)
      }
    }
  }
}
