import { type Batch, batches, type PositionedEvent } from './batches.ts'
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
 * Sends the files in the given order, and counts the outcomes of their rows in `tally`.
 * At most `concurrency` batches are in flight, and the files are read no further, which limits the memory.
 * After `sender.stop` is aborted, reading ends and the batches in flight are finished.
 * @throws the first ImportError, once the batches in flight are answered
 */
export async function importFiles(run: Import): Promise<void> {
  const waiting = batches(positionedEvents(run), run.batch)
  const senders = Array.from({ length: run.concurrency }, () => sendAll(waiting, run))
  const failed = (await Promise.allSettled(senders)).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

/** Several calls share the batches. An error leaves the loop, which closes the generator, so the other calls end too. */
async function sendAll(waiting: AsyncGenerator<Batch>, { sender, tally, progress }: Import): Promise<void> {
  for await (const { body, positions } of waiting) {
    if (sender.stop.aborted) return
    const answer = await sendBody(body, sender)
    if (answer.accepted + answer.duplicates + answer.rejected !== positions.length)
      throw new ImportError(`${sender.service.url} did not answer for every event of a batch`)
    countAnswer(tally, answer, positions)
    progress.answered(positions.length)
  }
}

async function* positionedEvents({
  files,
  mapping,
  sender,
  tally,
  progress,
}: Import): AsyncGenerator<PositionedEvent> {
  for (const [index, file] of files.entries()) {
    for await (const event of fileEvents(file, mapping, progress.read)) {
      if (sender.stop.aborted) return
      const position = { path: file.path, file: index, line: event.line }
      progress.found(1)
      if ('json' in event) {
        tally.cut += Number(event.isCut)
        yield { position, json: event.json }
      } else {
        const { code, field, message } = event.problem
        countRejected(tally, { position, code, field, message })
        progress.answered(1)
      }
    }
  }
}
