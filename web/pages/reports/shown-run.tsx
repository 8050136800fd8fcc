import { DataTable as AnswerTable } from '../../answers/data-table.tsx'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { wordsOf } from '../../format/names.ts'
import { exact } from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { useZone } from '../../session/viewer.tsx'
import { OneRun, type OneRunQuery } from './report.graphql.ts'
import { type AnswerOfRun, runCells } from './run-cells.ts'

type Run = Extract<NonNullable<OneRunQuery['node']>, { runId: string }>
type Block = NonNullable<Run['blocks']>[number]

/** What a run said, block by block, and to whom it was sent. */
export function ShownRun({ id }: { id: string }) {
  const page = usePage(OneRun, { id })
  useRefresh(page.refresh)
  return (
    <Card title="What the run says" page={page} fields={['node']} className="wide">
      {({ node }) => ('runId' in node ? <Content run={node as Run} /> : null)}
    </Card>
  )
}

function Content({ run: { blocks, deliveries, note, state } }: { run: Run }) {
  if (!blocks) return <p className="empty">{wordsOf(state)}: there is nothing to read.</p>
  return (
    <>
      {note && <p className="note warning">{note}</p>}
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other identity, and never change
        <BlockView key={index} block={block} />
      ))}
      <Deliveries deliveries={deliveries} />
    </>
  )
}

function BlockView({ block: { title, text, table, rowCount, error } }: { block: Block }) {
  const zone = useZone()
  const cells = table && runCells(table as unknown as AnswerOfRun, instant => momentName(instant, zone))
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {text && <p className="report-text">{text}</p>}
      {error && (
        <p className="mistake">
          {error.message} <code>{error.code}</code>
        </p>
      )}
      {cells && <AnswerTable label={title} {...cells} empty="Nothing was counted in the period." />}
      {cells && rowCount !== null && rowCount > cells.rows.length && (
        <p className="hint">
          The first {exact(cells.rows.length)} of {exact(rowCount)} rows.
        </p>
      )}
    </section>
  )
}

function Deliveries({ deliveries }: Pick<Run, 'deliveries'>) {
  const zone = useZone()
  return (
    <>
      <h3>Sent</h3>
      <DataTable
        label="Deliveries"
        rows={deliveries}
        keyOf={({ channel, recipient }) => `${channel} ${recipient}`}
        columns={[
          { name: 'To', of: ({ recipient }) => <span className="wrap">{recipient}</span> },
          { name: 'State', of: ({ state }) => <StateMark state={state} /> },
          { name: 'Attempts', isNumber: true, of: ({ attempts }) => exact(attempts) },
          { name: 'Delivered', of: ({ deliveredAt }) => deliveredAt && momentName(deliveredAt, zone) },
          {
            name: 'Why not',
            of: ({ error, nextAttemptAt }) => (
              <span className="wrap">
                {error && `${error.message} (${error.code})`}
                {nextAttemptAt && <small> Next attempt {momentName(nextAttemptAt, zone)}.</small>}
              </span>
            ),
          },
        ]}
        empty="To nobody: the run was only kept."
      />
    </>
  )
}
