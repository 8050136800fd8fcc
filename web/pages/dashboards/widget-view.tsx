import { DataTable } from '../../answers/data-table.tsx'
import { isMeasured, type Shown } from '../../answers/measure.ts'
import { MeasureView } from '../../answers/measure-view.tsx'
import { pointsOf, unitOf } from '../../answers/points.ts'
import { queryCells } from '../../answers/query-cells.ts'
import { ColumnChart } from '../../charts/column-chart.tsx'
import { LineChart } from '../../charts/line-chart.tsx'
import { partsOf, Ranking } from '../../charts/ranking.tsx'
import { counted, exact, money, numberOf, rate, seconds } from '../../format/numbers.ts'
import { bucketName, momentName } from '../../format/times.ts'
import { type ShownDashboardQuery } from './dashboards.graphql.ts'

export type Widget = NonNullable<ShownDashboardQuery['dashboard']>['widgets'][number]
type Answer = NonNullable<Widget['answer']>

interface WidgetViewProps {
  widget: Widget
  zone: string
  compared: string | undefined
}

/** The content of a widget: its text, its answer or why there is none. */
export function WidgetView({ widget, zone, compared }: WidgetViewProps) {
  const { kind, text, error, answer, title, display } = widget
  if (kind === 'TEXT') return <p className="widget-text">{text}</p>
  if (error)
    return (
      <div className="failure" role="alert">
        <p>
          {error.message} <code>{error.code}</code>
        </p>
      </div>
    )
  if (!answer) return <p className="empty">There is no answer.</p>
  if (isMeasured(answer))
    return (
      <>
        <MeasureView answer={answer} show={kind as Shown} label={title} zone={zone} compared={compared} />
        {display?.goal != null && <p className="empty">Goal: {exact(display.goal)}</p>}
      </>
    )
  return <OtherAnswer answer={answer} kind={kind} title={title} zone={zone} />
}

interface OtherProps {
  answer: Answer
  kind: Widget['kind']
  title: string
  zone: string
}

function OtherAnswer({ answer, kind, title, zone }: OtherProps) {
  const moment = (instant: string | null) => (instant === null ? null : momentName(instant, zone))
  if ('funnelSteps' in answer)
    return (
      <Ranking
        label={title}
        of="Step"
        columns={[
          { name: 'Users', format: exact },
          { name: 'Of the first', format: rate },
          { name: 'Median time', format: seconds },
        ]}
        rows={answer.funnelSteps.map(({ name, users, rateFromFirst, medianSeconds }, index) => ({
          key: String(index),
          name,
          part: rateFromFirst ?? 0,
          values: [users, rateFromFirst, medianSeconds],
        }))}
        empty="The funnel has no steps."
      />
    )
  if ('cohortRows' in answer) return <Cohorts rows={answer.cohortRows} title={title} zone={zone} />
  if ('lifecycleBuckets' in answer)
    return <Lifecycle buckets={answer.lifecycleBuckets} {...{ title, zone }} />
  if ('stickinessRows' in answer)
    return (
      <Counts
        title={title}
        of="Active in"
        rows={answer.stickinessRows.map(({ intervals, users, share }) => [
          counted(intervals, 'period'),
          users,
          share,
        ])}
      />
    )
  if ('paths' in answer)
    return (
      <Counts
        title={title}
        of="Path"
        rows={answer.paths.map(({ events, occurrences, share }) => [events.join(' → '), occurrences, share])}
      />
    )
  if ('series' in answer)
    return <Series answer={answer} isColumns={kind.endsWith('BAR')} {...{ title, zone }} />
  if ('topUsers' in answer)
    return (
      <DataTable
        label={title}
        columns={[{ name: 'User' }, { name: 'Events', isNumber: true }, { name: 'Cost', isNumber: true }]}
        rows={answer.topUsers.map(({ user, events, costUsd }) => [
          user.username ?? user.userId,
          exact(events),
          money(numberOf(costUsd)),
        ])}
        empty="No user was active in the range."
      />
    )
  if ('queryRows' in answer)
    return <DataTable label={title} {...queryCells(answer.columns, answer.queryRows)} empty="No rows." />
  if ('userNodes' in answer)
    return (
      <DataTable
        label={title}
        columns={[{ name: 'User' }, { name: 'Name' }, { name: 'Last seen' }]}
        rows={answer.userNodes.map(each => [each.userId, each.username, moment(each.lastSeenAt)])}
        empty="No user."
      />
    )
  if ('conversationNodes' in answer)
    return (
      <DataTable
        label={title}
        columns={[
          { name: 'Conversation' },
          { name: 'Status' },
          { name: 'Start' },
          { name: 'Messages', isNumber: true },
        ]}
        rows={answer.conversationNodes.map(each => [
          each.conversationId,
          each.status,
          moment(each.startedAt),
          exact(each.messageCount),
        ])}
        empty="No conversation."
      />
    )
  return <Events events={eventsOf(answer)} title={title} moment={moment} />
}

interface EventRow {
  timestamp: string
  name: string
  userId: string | null
}

function eventsOf(answer: Answer): EventRow[] {
  if ('eventNodes' in answer) return answer.eventNodes as EventRow[]
  if ('messageNodes' in answer) return answer.messageNodes
  if ('aiCallNodes' in answer) return answer.aiCallNodes
  return 'apiCallNodes' in answer ? answer.apiCallNodes : []
}

interface EventsProps {
  events: EventRow[]
  title: string
  moment: (instant: string | null) => string | null
}

const Events = ({ events, title, moment }: EventsProps) => (
  <DataTable
    label={title}
    columns={[{ name: 'When' }, { name: 'Event' }, { name: 'User' }]}
    rows={events.map(({ timestamp, name, userId }) => [moment(timestamp), name, userId ?? ''])}
    empty="No event."
  />
)

type Count = [name: string, count: number, share: number | null]

const Counts = ({ title, of, rows }: { title: string; of: string; rows: Count[] }) => {
  const parts = partsOf(rows.map(([, count]) => count))
  return (
    <Ranking
      label={title}
      of={of}
      columns={[
        { name: 'Count', format: exact },
        { name: 'Share', format: rate },
      ]}
      rows={rows.map(([name, count, share], index) => ({
        key: name,
        name,
        part: parts[index]!,
        values: [count, share],
      }))}
      empty="Nothing was counted in the range."
    />
  )
}

interface PartProps {
  title: string
  zone: string
}

type LifecycleBuckets = Extract<Answer, { lifecycleBuckets: unknown }>['lifecycleBuckets']

const Lifecycle = ({ buckets, title, zone }: PartProps & { buckets: LifecycleBuckets }) => (
  <ColumnChart
    label={title}
    isStacked
    points={pointsOf(
      buckets.map(({ start }) => start),
      buckets.map(({ isComplete }) => isComplete),
      zone,
    )}
    series={[
      { name: 'New', values: buckets.map(({ newUsers }) => newUsers) },
      { name: 'Returning', values: buckets.map(({ returning }) => returning) },
      { name: 'Resurrecting', values: buckets.map(({ resurrecting }) => resurrecting) },
    ]}
    format={exact}
  />
)

type SeriesAnswer = Extract<Answer, { series: unknown }>

function Series({
  answer,
  isColumns,
  title,
  zone,
}: PartProps & { answer: SeriesAnswer; isColumns: boolean }) {
  const points = pointsOf(answer.timestamps, answer.isComplete, zone)
  const series = answer.series.map(({ name, group, isOther, values }) => ({
    name: isOther ? `${name}: all others` : group === null ? name : `${name}: ${group}`,
    values,
  }))
  return isColumns ? (
    <ColumnChart label={title} points={points} series={series} format={exact} isStacked />
  ) : (
    <LineChart label={title} points={points} series={series} format={exact} />
  )
}

type CohortRows = Extract<Answer, { cohortRows: unknown }>['cohortRows']

/** The triangle as a table; a cell whose period is not over is in brackets. */
function Cohorts({ rows, title, zone }: PartProps & { rows: CohortRows }) {
  const unit = unitOf(rows.map(({ start }) => start))
  const periods = Math.max(0, ...rows.map(({ cells }) => cells.length))
  return (
    <DataTable
      label={title}
      columns={[
        { name: 'Cohort' },
        { name: 'Users', isNumber: true },
        ...Array.from({ length: periods }, (_, period) => ({ name: String(period), isNumber: true })),
      ]}
      rows={rows.map(({ start, size, cells }) => [
        bucketName(start, unit, zone),
        exact(size),
        ...Array.from({ length: periods }, (_, index) => cellText(cells[index])),
      ])}
      empty="Nobody began in the range."
    />
  )
}

function cellText(cell: CohortRows[number]['cells'][number] | undefined): string {
  if (!cell) return ''
  return cell.isComplete ? rate(cell.rate) : `(${rate(cell.rate)})`
}
