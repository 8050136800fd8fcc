import { type ClassType } from 'type-graphql'
import { type Kind } from '../../ingest/kinds/kind.ts'
import { inputTypeOf } from '../input-type-of.ts'

export const sentAtOfBatch =
  'The time at which the device sends the batch, by its own clock, as RFC 3339: the `sentAt` of each event without its ' +
  'own, such as `2026-01-31T09:30:00Z`.'

/** The input of the mutation that takes a batch of a kind, such as `TrackMessagesInput`. */
export function batchInputOf({ input, mutations, words }: Kind): ClassType {
  const name = `${mutations.many[0]!.toUpperCase()}${mutations.many.slice(1)}Input`
  return inputTypeOf(
    name,
    `Up to 1,000 ${words.many} in one request; a rejected one does not affect the others.`,
    {
      [mutations.list]: {
        type: () => [input],
        description: `1 to 1,000 ${words.many}. Each of them gets a receipt of its own.`,
      },
      sentAt: { type: () => String, nullable: true, description: sentAtOfBatch },
    },
  )
}
