import { lazy, Suspense } from 'react'
import { useAsked, useChoice } from '../../address/location.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { Trend } from '../../charts/trend.tsx'
import { Card } from '../../parts/card.tsx'
import { NumberCards } from '../../parts/number-cards.tsx'
import { listOf } from './list-of.ts'
import { metricKeys, metrics } from './metrics.ts'
import { noteOf } from './notes.ts'
import { Overview as OverviewOperation, StandsOut } from './overview.graphql.ts'
import { Channels, Endpoints, Models, Topics } from './rankings.tsx'
import { Alerts, Insights } from './watching.tsx'

const FirstSteps = lazy(() => import('./first-steps.tsx'))

/** Whether users come, conversations end well, what models cost and what is slow. */
export default function Overview() {
  const { question } = useAsked()
  const page = usePage(OverviewOperation, variablesOf(question))
  // Finding them reads much more than the numbers do.
  const insights = usePage(StandsOut, variablesOf(question), page)
  useRefresh(page.refresh)
  const [metric, choose] = useChoice('metric', metricKeys)
  const { name, of, long } = metrics[metric]
  const { stats } = page.data
  const isEmpty = stats && !stats.activeUsers && !stats.conversations && !stats.messages
  return (
    <>
      <h1 className="page-title">Is it going well?</h1>
      {isEmpty && (
        <Suspense>
          <FirstSteps arrived={page.refresh} />
        </Suspense>
      )}
      <Card
        title="Numbers of the range"
        page={page}
        fields={['stats', 'conversationAnalytics']}
        metrics={metricKeys}
        className="wide numbers"
      >
        {({ stats, conversationAnalytics }) => (
          <NumberCards
            shown={metrics}
            answer={stats}
            chosen={metric}
            choose={choose}
            noteOf={key => noteOf(key, stats, conversationAnalytics)}
            listOf={key => listOf(key, question)}
          />
        )}
      </Card>
      <Card title={`${name} over time`} page={page} fields={['stats']} metrics={[metric]} className="wide">
        {({ stats }) => <Trend {...stats} label={name} lines={[{ name, of }]} format={long} />}
      </Card>
      <div className="cards">
        <Card title="What people talk about" page={page} fields={['conversationAnalytics']}>
          {({ conversationAnalytics }) => <Topics {...conversationAnalytics} />}
        </Card>
        <Card title="Models by cost" page={page} fields={['aiModels']} metrics={['costUsd', 'p95Ms']}>
          {({ aiModels }) => <Models {...aiModels} question={question} />}
        </Card>
        <Card title="Where users come from" page={page} fields={['audience']}>
          {({ audience }) => <Channels {...audience} question={question} />}
        </Card>
        <Card title="Slowest of the busiest endpoints" page={page} fields={['apiUsage']}>
          {({ apiUsage }) => <Endpoints {...apiUsage} question={question} />}
        </Card>
        <Card title="Alerts" page={page} fields={['alerts']}>
          {({ alerts }) => <Alerts {...alerts} />}
        </Card>
        <Card title="What stands out" page={insights} fields={['insights']}>
          {({ insights }) => <Insights {...insights} />}
        </Card>
      </div>
    </>
  )
}
