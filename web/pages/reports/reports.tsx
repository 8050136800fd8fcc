import './reports.css'
import { useState } from 'react'
import { hrefOf, open, useAsked } from '../../address/location.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { momentName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { useZone } from '../../session/viewer.tsx'
import { type ReportContent, recipientsOf, scheduleName, sourceName } from './content.ts'
import { ReportForm } from './report-form.tsx'
import { SavedReports } from './reports.graphql.ts'

const pathOf = (id: string) => `/reports/${encodeURIComponent(id)}`

/** Numbers that come by themselves: what is sent, to whom, and when next. */
export default function Reports() {
  const { question } = useAsked()
  const zone = useZone()
  const page = usePage(SavedReports, {})
  const [isNew, setIsNew] = useState(false)
  useRefresh(page.refresh)
  return (
    <>
      <h1 className="page-title">Who gets which numbers?</h1>
      <Card
        title="Reports"
        page={page}
        fields={['reports']}
        className="wide"
        aside={
          <button type="button" className="button primary" onClick={() => setIsNew(true)}>
            New
          </button>
        }
      >
        {({ reports: { nodes, totalCount } }) => (
          <>
            <DataTable
              label="Reports"
              rows={nodes}
              keyOf={({ id }) => id}
              columns={[
                {
                  name: 'Report',
                  of: ({ id, name }) => <Link href={hrefOf(pathOf(id), question)}>{name}</Link>,
                },
                {
                  name: 'Next run',
                  of: ({ nextRunAt, isPaused }) =>
                    nextRunAt ? momentName(nextRunAt, zone) : isPaused ? 'paused' : 'none',
                },
                { name: 'Runs', of: ({ input }) => scheduleName(contentOf(input).schedule) },
                { name: 'Sends', of: ({ input }) => sourceName(contentOf(input)) },
                {
                  name: 'To',
                  of: ({ input }) => (
                    <span className="wrap">
                      {recipientsOf(contentOf(input)).join(', ') || 'nobody: kept here'}
                    </span>
                  ),
                },
                {
                  name: 'What it is for',
                  of: ({ description }) => <span className="wrap">{description}</span>,
                },
              ]}
              empty="There are no reports yet. A report sends questions, or a dashboard, by mail and to webhooks: every Monday morning, say. Press “New”."
            />
            {totalCount > nodes.length && (
              <p className="hint">
                The newest {nodes.length} of {totalCount}.
              </p>
            )}
          </>
        )}
      </Card>
      {isNew && (
        <ReportForm onSaved={id => open(hrefOf(pathOf(id), question))} onClose={() => setIsNew(false)} />
      )}
    </>
  )
}

const contentOf = (input: Record<string, unknown>): ReportContent => input
