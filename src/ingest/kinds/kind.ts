import { type EventKind } from '../../entities/event-columns.ts'
import { type CheckedEvent, type KindInput } from './every-kind.ts'
import { type Received } from './received.ts'

/** A kind of event. The mutations, the mixed batch, the enum of kinds and the importer follow from it. */
export interface Kind<Input extends KindInput = KindInput> {
  /** The value of the column `kind`, under which `eventEntities` has the entity. */
  stored: EventKind
  /** The name in the enum of kinds, if it differs from the stored one. */
  publicName?: string
  input: new () => Input
  /** @throws Rejection naming the field that is wrong */
  check(input: Input, received: Received): CheckedEvent
  /** The names of the mutation of one event, of that of a batch, and of the field that holds the batch. */
  mutations: { one: string; many: string; list: string }
  /** What one event is, such as `a message of a conversation`, and what several are, such as `messages`. */
  words: { one: string; many: string }
  /** The fields that hold a time as text, beside `timestamp`. */
  times?: string[]
}

/** The name of a kind in the enum of kinds, such as `AI_CALL`. */
export const publicNameOf = ({ publicName, stored }: Kind) => publicName ?? stored.toUpperCase()

/** Words of a kind as a sentence. */
export const sentence = (words: string) => `${words[0]!.toUpperCase()}${words.slice(1)}.`
