import { useState } from 'react'
import { useAsked, useChoice } from '../../../address/location.ts'
import { useText } from '../../../address/own-text.ts'
import { variablesOf } from '../../../address/variables.ts'
import { useRefresh } from '../../../api/live.ts'
import { usePage } from '../../../api/use-page.ts'
import { wordsOf } from '../../../format/names.ts'
import { exact, milliseconds } from '../../../format/numbers.ts'
import { momentName } from '../../../format/times.ts'
import { Card } from '../../../parts/card.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { useZone } from '../../../session/viewer.tsx'
import { Audit as AuditOperation, type AuditQuery } from './audit.graphql.ts'

type Entry = NonNullable<AuditQuery['auditLog']>['nodes'][number]

const kinds = ['MUTATION', 'QUERY', 'LOGIN', 'SUBSCRIPTION', 'JOB', 'COMMAND', 'all'] as const

/** What was asked and changed in the range, and by whom. */
export default function Audit() {
  const { question } = useAsked()
  const [kind, chooseKind] = useChoice('kind', kinds)
  const [subject, setSubject] = useText('by')
  const { range } = variablesOf(question)
  const filter = { range, kind: kind === 'all' ? null : kind, subject: subject || null }
  const asked = JSON.stringify(filter)
  const [place, setPlace] = useState<{ asked: string; cursors: string[] }>({ asked, cursors: [] })
  const cursors = place.asked === asked ? place.cursors : []
  const page = usePage(AuditOperation, { filter, after: cursors.at(-1) ?? null })
  useRefresh(page.refresh)
  return (
    <Card title="Entries" page={page} fields={['auditLog']}>
      {({ auditLog: { nodes, totalCount, pageInfo } }) => (
        <>
          <div className="controls">
            <label>
              Kind
              <select
                value={kind}
                onChange={({ target }) => chooseKind(kinds.find(each => each === target.value) ?? 'MUTATION')}
              >
                {kinds.map(each => (
                  <option key={each} value={each}>
                    {each === 'all' ? each : wordsOf(each)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              By
              <input
                key={subject}
                defaultValue={subject}
                placeholder="ann"
                onBlur={({ target }) => target.value.trim() !== subject && setSubject(target.value.trim())}
                onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
              />
            </label>
          </div>
          <Entries entries={nodes} />
          <p className="bar-row">
            <button
              type="button"
              className="button"
              disabled={!cursors.length}
              onClick={() => setPlace({ asked, cursors: cursors.slice(0, -1) })}
            >
              Newer
            </button>
            <button
              type="button"
              className="button"
              disabled={!pageInfo.hasNextPage}
              onClick={() => setPlace({ asked, cursors: [...cursors, pageInfo.endCursor!] })}
            >
              Older
            </button>
            <small>{exact(totalCount)} entries</small>
          </p>
        </>
      )}
    </Card>
  )
}

function Entries({ entries }: { entries: Entry[] }) {
  const zone = useZone()
  return (
    <DataTable
      label="Entries of the audit log"
      rows={entries}
      keyOf={({ id }) => id}
      columns={[
        { name: 'When', of: ({ at }) => momentName(at, zone) },
        {
          name: 'Who',
          of: ({ subject, proof }) => (
            <>
              {subject} {proof === 'API_KEY' && <small>key</small>}
            </>
          ),
        },
        { name: 'What', of: entry => <span className="wrap">{whatOf(entry)}</span> },
        { name: 'Outcome', of: ({ outcome }) => (outcome === 'OK' ? 'OK' : <b>{wordsOf(outcome)}</b>) },
        { name: 'Points', isNumber: true, of: ({ cost }) => exact(cost) },
        { name: 'Time', isNumber: true, of: ({ durationMs }) => milliseconds(durationMs) },
        { name: 'From', of: ({ address }) => address ?? '' },
        { name: 'Request', of: ({ requestId }) => <code>{requestId}</code> },
      ]}
      empty="There is nothing of this kind in the range."
    />
  )
}

/** What was changed, or else what was asked. */
function whatOf({ changes, fields, kind, operationName }: Entry): string {
  const changed = changes.map(
    each => `${wordsOf(each.action)} ${wordsOf(each.kind).toLowerCase()} ${each.name ?? ''}`,
  )
  return changed.join('; ') || fields.join(', ') || operationName || wordsOf(kind)
}
