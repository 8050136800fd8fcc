import { useChange } from '../../../api/use-change.ts'
import { wordsOf } from '../../../format/names.ts'
import { exact } from '../../../format/numbers.ts'
import { momentName } from '../../../format/times.ts'
import { DataTable } from '../../../parts/data-table.tsx'
import { Action } from '../../../parts/forms/action.tsx'
import { useZone } from '../../../session/viewer.tsx'
import { useDone } from '../use-done.ts'
import { type DestinationsQuery, RedeliverLetters } from './destinations.graphql.ts'

interface DeadLettersProps {
  letters: NonNullable<DestinationsQuery['deadLetters']>
  destinations: NonNullable<DestinationsQuery['destinations']>['nodes']
  refresh: () => void
}

/** Events and users that a destination has refused for good, with its reason. */
export function DeadLetters({ letters: { nodes, totalCount }, destinations, refresh }: DeadLettersProps) {
  const zone = useZone()
  const change = useChange()
  const done = useDone(refresh)
  const nameOf = (id: string) => destinations.find(each => each.id === id)?.name ?? id
  const again = (destinationId: string, ids: string[] | null) => () =>
    done(change(RedeliverLetters, { input: { destinationId, ids } }))
  return (
    <>
      <p className="bar-row">
        {destinations
          .filter(({ deadLetterCount }) => deadLetterCount > 0)
          .map(({ id, name, deadLetterCount }) => (
            <Action
              key={id}
              label={`Send all ${exact(deadLetterCount)} to ${name} again`}
              done="They are on their way."
              run={again(id, null)}
            />
          ))}
      </p>
      <DataTable
        label="What was refused"
        rows={nodes}
        keyOf={({ id }) => id}
        columns={[
          { name: 'When', of: ({ createdAt }) => momentName(createdAt, zone) },
          { name: 'By', of: ({ destinationId }) => nameOf(destinationId) },
          { name: 'What', of: ({ thing, messageId }) => `${wordsOf(thing)} ${messageId}` },
          {
            name: 'Reason',
            of: ({ code, message, status }) => (
              <span className="wrap">
                {message} <code>{[code, status].filter(Boolean).join(' ')}</code>
              </span>
            ),
          },
          { name: 'Attempts', isNumber: true, of: ({ attempts }) => exact(attempts) },
          {
            name: '',
            of: ({ id, destinationId, isDue, messageId }) =>
              isDue ? (
                'on its way'
              ) : (
                <Action
                  label="Send again"
                  name={`Send ${messageId} again`}
                  done="It is on its way."
                  run={again(destinationId, [id])}
                />
              ),
          },
        ]}
        empty="Nothing was refused."
      />
      {totalCount > nodes.length && (
        <p className="hint">
          The newest {exact(nodes.length)} of {exact(totalCount)}.
        </p>
      )}
    </>
  )
}
