import { useChange } from '../../../api/use-change.ts'
import { wordsOf } from '../../../format/names.ts'
import { exact, milliseconds } from '../../../format/numbers.ts'
import { momentName } from '../../../format/times.ts'
import { DataTable } from '../../../parts/data-table.tsx'
import { Action } from '../../../parts/forms/action.tsx'
import { StateMark } from '../../../parts/state-mark.tsx'
import { useZone } from '../../../session/viewer.tsx'
import { useDone } from '../use-done.ts'
import { Redeliver, type WebhooksQuery } from './webhooks.graphql.ts'

/** What was sent, with the answer of the receiver. */
export function Deliveries({
  nodes,
  totalCount,
  webhooks,
  refresh,
}: NonNullable<WebhooksQuery['webhookDeliveries']> & {
  webhooks: { id: string; name: string }[]
  refresh: () => void
}) {
  const nameOf = (recipient: string) => webhooks.find(({ id }) => id === recipient)?.name ?? recipient
  const zone = useZone()
  const change = useChange()
  const done = useDone(refresh)
  return (
    <>
      <DataTable
        label="Deliveries"
        rows={nodes}
        keyOf={({ id }) => id}
        columns={[
          { name: 'When', of: ({ createdAt }) => momentName(createdAt, zone) },
          { name: 'State', of: ({ state }) => <StateMark state={state} /> },
          { name: 'Of', of: ({ event }) => wordsOf(event) },
          { name: 'To', of: ({ recipient }) => <span className="wrap">{nameOf(recipient)}</span> },
          { name: 'Attempts', isNumber: true, of: ({ attempts }) => exact(attempts) },
          { name: 'Status', isNumber: true, of: ({ status }) => status ?? '' },
          { name: 'Time', isNumber: true, of: ({ durationMs }) => milliseconds(durationMs) },
          {
            name: 'Answer',
            of: ({ error, answer, nextAttemptAt }) => (
              <span className="wrap">
                {error?.message ?? answer}
                {nextAttemptAt && <small> Next attempt {momentName(nextAttemptAt, zone)}.</small>}
              </span>
            ),
          },
          {
            name: '',
            of: ({ id, event, state }) =>
              state !== 'WAITING' && (
                <Action
                  label="Send again"
                  name={`Send ${wordsOf(event)} again`}
                  done="It is on its way."
                  run={() => done(change(Redeliver, { input: { deliveryId: id } }))}
                />
              ),
          },
        ]}
        empty="Nothing has been sent. “Test” sends a message at once."
      />
      {totalCount > nodes.length && (
        <p className="hint">
          The newest {exact(nodes.length)} of {exact(totalCount)}.
        </p>
      )}
    </>
  )
}
