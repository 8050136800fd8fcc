import { hrefOf } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'
import { momentName } from '../../format/times.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { useZone } from '../../session/viewer.tsx'
import { type EventRow } from './rows.ts'

/** Events, each with links to its user and its conversation. */
export function EventTable({ rows, question }: { rows: EventRow[]; question: Question }) {
  const zone = useZone()
  const link = (path: string, id: string | null) =>
    id && <Link href={hrefOf(`${path}/${encodeURIComponent(id)}`, question)}>{id}</Link>
  return (
    <DataTable
      label="Events"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { name: 'When', of: ({ timestamp }) => momentName(timestamp, zone) },
        { name: 'What', of: ({ what }) => what },
        ...(rows[0]?.cells ?? []).map(([name, , isNumber = false], index) => ({
          name,
          isNumber,
          of: ({ cells }: EventRow) => cells[index]?.[1],
        })),
        { name: 'User', of: ({ userId }) => link('/users', userId) },
        { name: 'Conversation', of: ({ conversationId }) => link('/conversations', conversationId) },
      ]}
      empty="There is none in the range. Choose a longer one, or fewer filters."
    />
  )
}
