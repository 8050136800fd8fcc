import './reports.css'
import { useEffect, useState } from 'react'
import { hrefOf, open, useAsked } from '../../address/location.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { momentName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Link } from '../../parts/link.tsx'
import { useZone } from '../../session/viewer.tsx'
import { periodName, questionName, type ReportContent, scheduleName } from './content.ts'
import { Recipients } from './recipients.tsx'
import { OneReport, type OneReportQuery, RunsOfReport } from './report.graphql.ts'
import { ReportActions } from './report-actions.tsx'
import { ReportForm } from './report-form.tsx'
import { isUnderWay, Runs } from './runs.tsx'
import { ShownRun } from './shown-run.tsx'

type Report = NonNullable<OneReportQuery['report']>

const everyMs = 3_000

/** One report: what it sends, to whom and when, and what its runs said. */
export default function OneReportPage({ id = '' }: { id?: string }) {
  const { question, own } = useAsked()
  const [isEdited, setIsEdited] = useState(false)
  const page = usePage(OneReport, { id })
  const runs = usePage(RunsOfReport, { id, after: own.after ?? null })
  useRefresh(page.refresh)
  useRefresh(runs.refresh)
  const { report } = page.data
  const list = runs.data.reportRuns?.nodes ?? []
  useRepeated(runs.refresh, list.some(isUnderWay))
  const shown = own.run ?? list.find(({ state }) => state === 'DONE')?.id
  const overview = hrefOf('/reports', question)
  const refresh = () => {
    page.refresh()
    runs.refresh()
  }
  const content: ReportContent = report?.input ?? {}
  return (
    <>
      <p>
        <Link href={overview}>← All reports</Link>
      </p>
      <div className="title-row">
        <h1 className="page-title">{report ? `${report.name}: what did it say?` : 'What did it say?'}</h1>
        {report && (
          <ReportActions
            report={report}
            refresh={refresh}
            edit={() => setIsEdited(true)}
            onDeleted={() => open(overview)}
          />
        )}
      </div>
      {report?.description && <p className="hint">{report.description}</p>}
      {report === null && !page.failureOf(['report']) && !page.isWaiting(['report']) ? (
        <p className="card">There is no such report. It may have been deleted.</p>
      ) : (
        <>
          <div className="cards">
            <Card title="What it sends, and when" page={page} fields={['report']}>
              {({ report }) => <About report={report} />}
            </Card>
            <Card title="Recipients" page={page} fields={['report']}>
              {({ report }) => (
                <Recipients
                  id={report.id}
                  content={report.input}
                  unsubscribed={report.unsubscribed}
                  refresh={page.refresh}
                />
              )}
            </Card>
          </div>
          {shown && <ShownRun key={shown} id={shown} />}
          <Card title="Runs" page={runs} fields={['reportRuns']} className="wide">
            {({ reportRuns }) => <Runs {...reportRuns} shown={shown} />}
          </Card>
        </>
      )}
      {isEdited && report && (
        <ReportForm
          saved={{ ...report, input: content }}
          onSaved={refresh}
          onClose={() => {
            setIsEdited(false)
            page.refresh()
          }}
        />
      )}
    </>
  )
}

function useRepeated(refresh: () => void, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return undefined
    const timer = setInterval(refresh, everyMs)
    return () => clearInterval(timer)
  }, [isOn, refresh])
}

function About({ report }: { report: Report }) {
  const { question } = useAsked()
  const zone = useZone()
  const content: ReportContent = report.input
  const { dashboardId, blocks, timeZone, formats, compare } = content
  return (
    <>
      <Facts
        rows={[
          ['Runs', `${scheduleName(content.schedule)}${timeZone ? `, ${timeZone}` : ''}`],
          [
            'Next run',
            report.nextRunAt
              ? momentName(report.nextRunAt, zone)
              : report.isPaused
                ? 'none: it is paused'
                : 'none',
          ],
          ['About', periodName(content)],
          ['Compared with', compare?.period ? compare.period.toLowerCase().replace('_', ' ') : 'nothing'],
          ['Files in mails', formats?.join(', ') || 'none'],
          ['Saved', `${momentName(report.updatedAt, zone)}, version ${report.version}`],
        ]}
      />
      {dashboardId ? (
        <p>
          It sends{' '}
          <Link href={hrefOf(`/dashboards/${encodeURIComponent(dashboardId)}`, question)}>the dashboard</Link>{' '}
          as it is at each run.
        </p>
      ) : (
        <ol className="report-list">
          {(blocks ?? []).map(({ title, question: asked }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other identity
            <li key={index}>
              {title} <small>{asked ? questionName(asked) : 'a text'}</small>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
