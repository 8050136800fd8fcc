import { type ClassType } from 'type-graphql'
import { type Kind } from '../../ingest/kinds/kind.ts'
import { inputTypeOf } from '../input-type-of.ts'

/** The input of the mutation that takes a batch of a kind, such as `TrackMessagesInput`. */
export function batchInputOf({ input, mutations, words }: Kind): ClassType {
  const name = `${mutations.many[0]!.toUpperCase()}${mutations.many.slice(1)}Input`
  return inputTypeOf(name, `A batch of ${words.many}.`, {
    [mutations.list]: {
      type: () => [input],
      description: `1 to 1,000 ${words.many}. Each of them gets a receipt of its own.`,
    },
  })
}
