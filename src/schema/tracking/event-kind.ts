import { kinds } from '../../ingest/kinds/index.ts'
import { type Kind, publicNameOf, sentence } from '../../ingest/kinds/kind.ts'
import { describedEnum } from '../described-enum.ts'

const kindsBy = (nameOf: (kind: Kind) => string) =>
  Object.fromEntries(
    Object.values<Kind>(kinds).map(kind => [
      nameOf(kind),
      {
        stored: kind.stored,
        description: sentence(`${kind.words.one}, sent with \`${kind.mutations.one}\``),
      },
    ]),
  )

/** The kinds of event under their public names, each as it is stored. */
export const EventKind = describedEnum(
  'EventKind',
  'The kind of an event. Each kind has a mutation of its own.',
  kindsBy(publicNameOf),
)

export const FactKind = describedEnum(
  'FactKind',
  'The former version of `EventKind`, in which a custom event is called EVENT.',
  kindsBy(({ stored }) => stored.toUpperCase()),
)
