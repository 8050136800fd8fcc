import { withValue } from '../../address/list-filters.ts'
import { listHref } from '../../address/list-href.ts'
import { hrefOf, useAsked, useChoice } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { partsOf, Ranking } from '../../charts/ranking.tsx'
import { Trend } from '../../charts/trend.tsx'
import { compact, exact, milliseconds, rate } from '../../format/numbers.ts'
import { Card } from '../../parts/card.tsx'
import { Link } from '../../parts/link.tsx'
import { Listed } from '../../parts/listed.tsx'
import { NumberCards, type ShownNumbers } from '../../parts/number-cards.tsx'
import { Table } from '../../parts/table.tsx'
import { type ApiNumbersFragment, Api as ApiOperation, type ApiQuery } from './api.graphql.ts'

const shown: ShownNumbers<keyof ApiNumbersFragment, ApiNumbersFragment> = {
  calls: { name: 'Requests', short: compact, long: exact, of: each => each.calls },
  errorRate: { name: 'Failed', short: rate, long: rate, of: each => each.errorRate },
  clientErrors: { name: 'Refused (4xx)', short: compact, long: exact, of: each => each.clientErrors },
  serverErrors: { name: 'Broken (5xx)', short: compact, long: exact, of: each => each.serverErrors },
  p95Ms: { name: 'Time, p95', short: milliseconds, long: milliseconds, of: each => each.p95Ms },
}
const keys = Object.keys(shown) as (keyof typeof shown)[]

/** What is slow, and what fails. */
export default function Api() {
  const { question } = useAsked()
  const page = usePage(ApiOperation, variablesOf(question))
  useRefresh(page.refresh)
  const [metric, choose] = useChoice('metric', keys)
  const { name, of, long } = shown[metric]
  return (
    <>
      <h1 className="page-title">What is slow, and what fails?</h1>
      <Card
        title="Requests of the range"
        page={page}
        fields={['apiUsage']}
        metrics={keys}
        className="wide numbers"
      >
        {({ apiUsage }) => (
          <NumberCards
            shown={shown}
            answer={apiUsage}
            chosen={metric}
            choose={choose}
            listOf={key => listOf(key, question)}
          />
        )}
      </Card>
      <Card title={`${name} over time`} page={page} fields={['apiUsage']} metrics={[metric]} className="wide">
        {({ apiUsage }) => <Trend {...apiUsage} label={name} lines={[{ name, of }]} format={long} />}
      </Card>
      <Card
        title="Endpoint by endpoint"
        page={page}
        fields={['apiUsage']}
        metrics={['p95Ms', 'errorRate']}
        className="wide"
      >
        {({ apiUsage }) => <Endpoints {...apiUsage} question={question} />}
      </Card>
      <div className="cards">
        <Card
          title="Fast, usual, slow"
          page={page}
          fields={['apiUsage']}
          metrics={['p50Ms', 'p95Ms', 'p99Ms']}
        >
          {({ apiUsage: { buckets } }) => (
            <Trend
              buckets={buckets}
              label="Response times"
              format={milliseconds}
              lines={[
                { name: 'p50', of: each => each.p50Ms },
                { name: 'p95', of: each => each.p95Ms },
                { name: 'p99', of: each => each.p99Ms },
              ]}
            />
          )}
        </Card>
        <Card title="How long requests take" page={page} fields={['apiUsage']}>
          {({ apiUsage }) => <Times {...apiUsage} />}
        </Card>
      </div>
    </>
  )
}

type Usage = NonNullable<ApiQuery['apiUsage']>

const only = (question: Question, endpoint: string) =>
  hrefOf('/api', withValue(question, 'ENDPOINT', endpoint))

/** The requests themselves. A list takes one status, so those of a class, such as 4xx, cannot be listed. */
const listOf = (key: keyof typeof shown, question: Question) =>
  key === 'calls' ? listHref('api-call', question) : key === 'errorRate' ? failedHref(question) : undefined

const failedHref = (question: Question) => listHref('api-call', withValue(question, 'SUCCESS', false))

const ofEndpoint = (question: Question, { method, endpoint }: { method: string; endpoint: string }) =>
  withValue(withValue(question, 'METHOD', method), 'ENDPOINT', endpoint)

const Endpoints = ({ endpoints, question }: Usage & { question: Question }) => (
  <Table
    label="Endpoints"
    keyOf={({ method, endpoint }) => `${method} ${endpoint}`}
    rows={endpoints}
    columns={[
      {
        name: 'Endpoint',
        cell: ({ method, endpoint }) => (
          <Link href={only(question, endpoint)}>
            {method} {endpoint}
          </Link>
        ),
      },
      {
        name: 'Requests',
        cell: each => (
          <Listed href={listHref('api-call', ofEndpoint(question, each))}>{exact(each.calls)}</Listed>
        ),
        isNumber: true,
      },
      { name: 'p50', cell: each => milliseconds(each.p50Ms), isNumber: true },
      { name: 'p95', cell: each => milliseconds(each.p95Ms), isNumber: true },
      { name: 'p99', cell: each => milliseconds(each.p99Ms), isNumber: true },
      { name: '4xx', cell: each => exact(each.clientErrors), isNumber: true },
      { name: '5xx', cell: each => exact(each.serverErrors), isNumber: true },
      {
        name: 'Failed',
        cell: each => <Listed href={failedHref(ofEndpoint(question, each))}>{rate(each.errorRate)}</Listed>,
        isNumber: true,
      },
    ]}
    empty="No request was tracked in the range. `trackApiCall`, or a wrapper of the SDK, sends them."
  />
)

function Times({ responseTimeHistogram }: Usage) {
  const parts = partsOf(responseTimeHistogram.map(({ count }) => count))
  return (
    <Ranking
      label="Requests by time"
      of="Time"
      columns={[
        { name: 'Requests', format: exact },
        { name: 'Share', format: rate },
      ]}
      rows={responseTimeHistogram.map(({ fromMs, toMs, count, share }, index) => ({
        key: String(fromMs),
        name:
          toMs === null ? `from ${milliseconds(fromMs)}` : `${milliseconds(fromMs)} – ${milliseconds(toMs)}`,
        part: parts[index]!,
        values: [count, share],
      }))}
      empty="No request of the range has a time."
    />
  )
}
