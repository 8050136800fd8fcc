import { hrefOf, setOwn, useAsked, useChoice } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { partsOf, Ranking } from '../../charts/ranking.tsx'
import { Trend } from '../../charts/trend.tsx'
import { wordsOf } from '../../format/names.ts'
import {
  compact,
  compactMoney,
  exact,
  milliseconds,
  money,
  numberOf,
  rate,
  seconds,
} from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Link } from '../../parts/link.tsx'
import { NumberCards, type ShownNumbers } from '../../parts/number-cards.tsx'
import { Pager } from '../../parts/pager.tsx'
import { Table } from '../../parts/table.tsx'
import { useZone } from '../../session/viewer.tsx'
import {
  type ConversationNumbersFragment,
  Conversations as ConversationsOperation,
  type ConversationsQuery,
} from './conversations.graphql.ts'

const shown: ShownNumbers<keyof ConversationNumbersFragment, ConversationNumbersFragment> = {
  conversations: { name: 'Conversations', short: compact, long: exact, of: each => each.conversations },
  resolutionRate: { name: 'Resolved', short: rate, long: rate, of: each => each.resolutionRate },
  satisfaction: { name: 'Satisfaction', short: exact, long: exact, of: each => each.satisfaction },
  fallbackRate: { name: 'Fallback answers', short: rate, long: rate, of: each => each.fallbackRate },
  messagesPerConversation: {
    name: 'Messages in one',
    short: exact,
    long: exact,
    of: each => each.messagesPerConversation,
  },
  costUsd: { name: 'Cost of models', short: compactMoney, long: money, of: each => numberOf(each.costUsd) },
}
const keys = Object.keys(shown) as (keyof typeof shown)[]

const states = ['ANY', 'ACTIVE', 'COMPLETED', 'ESCALATED', 'ABANDONED'] as const

/** Whether conversations end well. */
export default function Conversations() {
  const { question, own } = useAsked()
  const [state] = useChoice('state', states)
  const page = usePage(ConversationsOperation, {
    ...variablesOf(question),
    status: state === 'ANY' ? null : state,
    after: own.after ?? null,
  })
  useRefresh(page.refresh)
  const [metric, choose] = useChoice('metric', keys)
  const { name, of, long } = shown[metric]
  return (
    <>
      <h1 className="page-title">Do conversations end well?</h1>
      <Card
        title="Conversations of the range"
        page={page}
        fields={['conversationAnalytics']}
        metrics={keys}
        className="wide numbers"
      >
        {({ conversationAnalytics }) => (
          <NumberCards shown={shown} answer={conversationAnalytics} chosen={metric} choose={choose} />
        )}
      </Card>
      <Card
        title={`${name} over time`}
        page={page}
        fields={['conversationAnalytics']}
        metrics={[metric]}
        className="wide"
      >
        {({ conversationAnalytics }) => (
          <Trend {...conversationAnalytics} label={name} lines={[{ name, of }]} format={long} />
        )}
      </Card>
      <div className="cards">
        <Card title="How they end" page={page} fields={['conversationAnalytics']}>
          {({ conversationAnalytics: { buckets } }) => (
            <Trend
              buckets={buckets}
              label="Conversations by how they end"
              format={exact}
              lines={[
                { name: 'Completed', of: each => each.completed },
                { name: 'Handed to a person', of: each => each.escalated },
                { name: 'Abandoned', of: each => each.abandoned },
              ]}
            />
          )}
        </Card>
        <Card title="Topics" page={page} fields={['conversationAnalytics']}>
          {({ conversationAnalytics }) => <Topics {...conversationAnalytics} />}
        </Card>
        <Card title="How long they take" page={page} fields={['conversationAnalytics']}>
          {({ conversationAnalytics }) => <Lengths {...conversationAnalytics} />}
        </Card>
        <Card title="Messages" page={page} fields={['messageStats']}>
          {({ messageStats }) => <Messages {...messageStats} />}
        </Card>
      </div>
      <Card
        title="One by one"
        page={page}
        fields={['conversations']}
        aside={<State state={state} />}
        className="wide"
      >
        {({ conversations }) => <List {...conversations} question={question} />}
      </Card>
    </>
  )
}

type Answer<Key extends keyof ConversationsQuery> = NonNullable<ConversationsQuery[Key]>

function Topics({ topics }: Answer<'conversationAnalytics'>) {
  const parts = partsOf(topics.map(({ conversations }) => conversations))
  return (
    <Ranking
      label="Topics by conversations"
      of="Topic"
      columns={[
        { name: 'Conversations', format: exact },
        { name: 'Share', format: rate },
      ]}
      rows={topics.map(({ topic, conversations, share }, index) => ({
        key: topic,
        name: topic,
        part: parts[index]!,
        values: [conversations, share],
      }))}
      empty="No conversation of the range has a topic."
    />
  )
}

function Lengths({ durationHistogram }: Answer<'conversationAnalytics'>) {
  const parts = partsOf(durationHistogram.map(({ conversations }) => conversations))
  return (
    <Ranking
      label="Conversations by length"
      of="Length"
      columns={[
        { name: 'Conversations', format: exact },
        { name: 'Share', format: rate },
      ]}
      rows={durationHistogram.map(({ fromSeconds, toSeconds, conversations, share }, index) => ({
        key: String(fromSeconds),
        name:
          toSeconds === null
            ? `from ${seconds(fromSeconds)}`
            : `${seconds(fromSeconds)} – ${seconds(toSeconds)}`,
        part: parts[index]!,
        values: [conversations, share],
      }))}
      empty="No conversation of the range has ended."
    />
  )
}

const Messages = (stats: Answer<'messageStats'>) => (
  <Facts
    rows={[
      ['Of people', exact(stats.userMessages)],
      ['Of assistants', exact(stats.assistantMessages)],
      ['Fallback answers', rate(stats.fallbackRate)],
      ['Feedback', `${exact(stats.positiveFeedback)} positive, ${exact(stats.negativeFeedback)} negative`],
      ['Response time', `${milliseconds(stats.p50Ms)} median, ${milliseconds(stats.p95Ms)} p95`],
    ]}
  />
)

const State = ({ state }: { state: (typeof states)[number] }) => (
  <select
    aria-label="State of the conversations"
    value={state}
    onChange={({ target }) =>
      setOwn({ state: target.value === 'ANY' ? undefined : target.value, after: undefined })
    }
  >
    {states.map(each => (
      <option key={each} value={each}>
        {each === 'ANY' ? 'In any state' : wordsOf(each)}
      </option>
    ))}
  </select>
)

function List({ nodes, totalCount, pageInfo, question }: Answer<'conversations'> & { question: Question }) {
  const zone = useZone()
  return (
    <>
      <Table
        label="Conversations"
        keyOf={({ conversationId }) => conversationId}
        rows={nodes}
        columns={[
          {
            name: 'Started',
            cell: ({ conversationId, startedAt }) => (
              <Link href={hrefOf(`/conversations/${encodeURIComponent(conversationId)}`, question)}>
                {momentName(startedAt, zone)}
              </Link>
            ),
          },
          { name: 'State', cell: ({ status }) => wordsOf(status) },
          { name: 'Messages', cell: ({ messageCount }) => exact(messageCount), isNumber: true },
          { name: 'Length', cell: ({ durationSeconds }) => seconds(durationSeconds), isNumber: true },
          { name: 'Cost of messages', cell: ({ costUsd }) => money(numberOf(costUsd)), isNumber: true },
          { name: 'Satisfaction', cell: ({ satisfaction }) => exact(satisfaction), isNumber: true },
          {
            name: 'User',
            cell: ({ userId }) =>
              userId && <Link href={hrefOf(`/users/${encodeURIComponent(userId)}`, question)}>{userId}</Link>,
          },
          { name: 'Topics', cell: ({ topics }) => topics.join(', ') },
        ]}
        empty="No conversation of the range is in this state."
      />
      <Pager pageInfo={pageInfo} totalCount={totalCount} of="conversations" />
    </>
  )
}
