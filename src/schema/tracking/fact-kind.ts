import { kinds } from '../../ingest/kinds/index.ts'
import { sentence } from '../../ingest/kinds/kind.ts'
import { describedEnum } from '../described-enum.ts'

/** The kinds of event under their public names, each as it is stored. */
export const FactKind = describedEnum(
  'FactKind',
  'The kind of an event. Each kind has a mutation of its own.',
  Object.fromEntries(
    Object.values(kinds).map(({ stored, mutations, words }) => [
      stored.toUpperCase(),
      { stored, description: sentence(`${words.one}, sent with \`${mutations.one}\``) },
    ]),
  ),
)
