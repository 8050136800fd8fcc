import { hrefOf, useAsked } from '../../address/location.ts'
import { exact } from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { Pager } from '../../parts/pager.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { useZone } from '../../session/viewer.tsx'
import { type RunsOfReportQuery } from './report.graphql.ts'

type Connection = NonNullable<RunsOfReportQuery['reportRuns']>
type Run = Connection['nodes'][number]

export const isUnderWay = ({ state, deliveries }: Run) =>
  state === 'QUEUED' || state === 'RUNNING' || deliveries.some(each => each.state === 'WAITING')

/** The runs, the newest first; each opens above. */
export function Runs({ nodes, totalCount, pageInfo, shown }: Connection & { shown: string | undefined }) {
  const zone = useZone()
  const { question, own } = useAsked()
  return (
    <>
      <DataTable
        label="Runs"
        rows={nodes}
        keyOf={({ id }) => id}
        columns={[
          {
            name: 'Run',
            of: ({ id, slot, createdAt }) => (
              <Link
                href={`${hrefOf(window.location.pathname.slice('/app'.length), question, { ...own, run: id })}`}
                aria-current={id === shown ? 'true' : undefined}
              >
                {momentName(slot ?? createdAt, zone)}
              </Link>
            ),
          },
          { name: 'State', of: ({ state }) => <StateMark state={state} /> },
          {
            name: 'Because',
            of: ({ slot, isLate }) =>
              slot ? (isLate ? 'its time, made up late' : 'its time') : 'somebody ran it',
          },
          {
            name: 'About',
            of: ({ period }) => period && `${momentName(period.from, zone)} – ${momentName(period.to, zone)}`,
          },
          { name: 'Sent', isNumber: true, of: ({ deliveries }) => sentOf(deliveries) },
          {
            name: 'Note',
            of: ({ note, error }) => <span className="wrap">{error?.message ?? note}</span>,
          },
        ]}
        empty="It has not run yet. “Run now” shows what it would send."
      />
      <Pager pageInfo={pageInfo} totalCount={totalCount} of="run" />
    </>
  )
}

function sentOf(deliveries: Run['deliveries']): string {
  if (!deliveries.length) return 'to nobody'
  return `${exact(deliveries.filter(({ state }) => state === 'DELIVERED').length)} of ${exact(deliveries.length)}`
}
