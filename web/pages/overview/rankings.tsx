import { withValue } from '../../address/list-filters.ts'
import { listHref } from '../../address/list-href.ts'
import { hrefOf, listHash } from '../../address/location.ts'
import { type Dimension, type Question } from '../../address/question.ts'
import { partsOf, Ranking } from '../../charts/ranking.tsx'
import { exact, milliseconds, money, numberOf, rate } from '../../format/numbers.ts'
import { type OverviewQuery } from './overview.graphql.ts'

type Answer<Key extends keyof OverviewQuery> = NonNullable<OverviewQuery[Key]>

/** The same page for only this value. */
const only = (question: Question, dimension: Dimension, value: string) =>
  hrefOf('/', withValue(question, dimension, value))

const most = 6

export function Topics({ topics }: Answer<'conversationAnalytics'>) {
  const shown = topics.slice(0, most)
  const parts = partsOf(shown.map(({ conversations }) => conversations))
  return (
    <Ranking
      label="Topics by conversations"
      of="Topic"
      columns={[
        { name: 'Conversations', format: exact },
        { name: 'Share', format: rate },
      ]}
      rows={shown.map(({ topic, conversations, share }, index) => ({
        key: topic,
        name: topic,
        part: parts[index]!,
        values: [conversations, share],
      }))}
      empty="No conversation of the range has a topic. Send `topic` with a conversation to see what people ask for."
    />
  )
}

export function Models({ models, question }: Answer<'aiModels'> & { question: Question }) {
  const sorted = models.toSorted((one, other) => Number(other.costUsd) - Number(one.costUsd))
  const parts = partsOf(sorted.map(({ costUsd }) => numberOf(costUsd)))
  return (
    <Ranking
      label="Models by cost"
      of="Model"
      columns={[
        { name: 'Cost', format: money },
        { name: 'Calls', format: exact },
        { name: 'p95', format: milliseconds },
        { name: 'Failed', format: rate },
      ]}
      rows={sorted.map(({ provider, model, costUsd, calls, p95Ms, errorRate }, index) => ({
        key: `${provider} ${model}`,
        name: model,
        href: only(question, 'MODEL', model),
        part: parts[index]!,
        values: [numberOf(costUsd), calls, p95Ms, errorRate],
        lists: listsOfModel(question, provider, model),
      }))}
      empty="No model was called in the range."
    />
  )
}

/** The calls of a model, and those that failed, where a model has them. */
function listsOfModel(question: Question, provider: string, model: string) {
  const ofModel = withValue(withValue(question, 'PROVIDER', provider), 'MODEL', model)
  return [
    undefined,
    listHref('ai-call', ofModel),
    undefined,
    listHref('ai-call', withValue(ofModel, 'SUCCESS', false)),
  ]
}

export function Channels({ groups, question }: Answer<'audience'> & { question: Question }) {
  const parts = partsOf(groups.map(({ users }) => users))
  return (
    <Ranking
      label="Channels by users"
      of="Channel"
      columns={[
        { name: 'Users', format: exact },
        { name: 'New', format: exact },
        { name: 'Share', format: rate },
      ]}
      rows={groups.map(({ value, users, newUsers, share }, index) => ({
        key: value ?? '',
        name: value ?? 'without a channel',
        ...(value !== null && { href: only(question, 'CHANNEL', value) }),
        part: parts[index]!,
        values: [users, newUsers, share],
        ...(value !== null && {
          lists: [hrefOf('/users', withValue(question, 'CHANNEL', value)) + listHash],
        }),
      }))}
      empty="No user was active in the range."
    />
  )
}

export function Endpoints({ endpoints, question }: Answer<'apiUsage'> & { question: Question }) {
  const sorted = endpoints.toSorted((one, other) => (other.p95Ms ?? 0) - (one.p95Ms ?? 0))
  const parts = partsOf(sorted.map(({ p95Ms }) => p95Ms))
  return (
    <Ranking
      label="Endpoints by response time"
      of="Endpoint"
      columns={[
        { name: 'p95', format: milliseconds },
        { name: 'Calls', format: exact },
        { name: 'Failed', format: rate },
      ]}
      rows={sorted.map(({ endpoint, method, p95Ms, calls, errorRate }, index) => ({
        key: `${method} ${endpoint}`,
        name: `${method} ${endpoint}`,
        href: only(question, 'ENDPOINT', endpoint),
        part: parts[index]!,
        values: [p95Ms, calls, errorRate],
        lists: listsOfEndpoint(question, method, endpoint),
      }))}
      empty="No API call was tracked in the range."
    />
  )
}

/** The requests to an endpoint, and those that failed. */
function listsOfEndpoint(question: Question, method: string, endpoint: string) {
  const ofEndpoint = withValue(withValue(question, 'METHOD', method), 'ENDPOINT', endpoint)
  return [
    undefined,
    listHref('api-call', ofEndpoint),
    listHref('api-call', withValue(ofEndpoint, 'SUCCESS', false)),
  ]
}
