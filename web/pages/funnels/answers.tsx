import { useAsked } from '../../address/location.ts'
import { intervalOf, type variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { LineChart } from '../../charts/line-chart.tsx'
import { partsOf, Ranking } from '../../charts/ranking.tsx'
import { exact, rate, seconds } from '../../format/numbers.ts'
import { bucketName, tickName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { useZone } from '../../session/viewer.tsx'
import { Bars } from './bars.tsx'
import { type FunnelAsked, type FunnelDraft } from './draft.ts'
import { Figures } from './figures.tsx'
import { Funnel, type FunnelQuery } from './funnels.graphql.ts'
import { Groups } from './groups.tsx'

interface FunnelAnswersProps {
  asked: FunnelAsked
  /** Absent if the funnel has parts that a draft cannot have. */
  draft: FunnelDraft | undefined
  isBrokenDown: boolean
  variables: ReturnType<typeof variablesOf>
}

export function FunnelAnswers({ asked, draft, isBrokenDown, variables }: FunnelAnswersProps) {
  const page = usePage(Funnel, { ...variables, ...asked, isBrokenDown })
  useRefresh(page.refresh)
  return (
    <>
      <Card title="Result" page={page} fields={['funnel', 'money']} metrics={['costUsd']} className="wide">
        {({ funnel, money }) => <Figures funnel={funnel} costUsd={money.costUsd} />}
      </Card>
      <Card title="Steps" page={page} fields={['funnel']} className="wide">
        {({ funnel }) => <Bars funnel={funnel} asked={asked} draft={draft} />}
      </Card>
      <div className="cards">
        <Card title="Conversion over time" page={page} fields={['trend']}>
          {({ trend }) => <Trend buckets={trend.buckets} />}
        </Card>
        <Card title="Time from the first step to the last" page={page} fields={['times']}>
          {({ times }) => <Times {...times.timeToConvert} />}
        </Card>
        {isBrokenDown && (
          <Card title="Breakdown" page={page} fields={['groups']}>
            {({ groups }) => <Groups groups={groups.breakdown} by={draft?.by} />}
          </Card>
        )}
      </div>
    </>
  )
}

type Buckets = NonNullable<FunnelQuery['trend']>['buckets']

function Trend({ buckets }: { buckets: Buckets }) {
  const { question } = useAsked()
  const zone = useZone()
  const interval = intervalOf(question)
  if (!buckets.some(({ totalUsers }) => totalUsers))
    return <p className="empty">Nobody entered in this range.</p>
  return (
    <LineChart
      label="Share of those who entered then and completed all steps"
      points={buckets.map(({ start, isComplete }) => ({
        name: bucketName(start, interval, zone),
        tick: tickName(start, interval, zone),
        isComplete,
      }))}
      series={[{ name: 'Completed', values: buckets.map(({ completionRate }) => completionRate) }]}
      format={rate}
      height={220}
    />
  )
}

type TimeToConvert = NonNullable<FunnelQuery['times']>['timeToConvert']

function Times({ buckets }: TimeToConvert) {
  const parts = partsOf(buckets.map(({ users }) => users))
  return (
    <Ranking
      label="Users by the time they took"
      of="Time"
      columns={[{ name: 'Completed', format: exact }]}
      rows={buckets.map(({ fromSeconds, toSeconds, users }, index) => ({
        key: String(fromSeconds),
        name: `${seconds(fromSeconds)} – ${seconds(toSeconds)}`,
        part: parts[index]!,
        values: [users],
      }))}
      empty="Nobody has completed all steps yet."
    />
  )
}
