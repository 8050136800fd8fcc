import { type ReactNode } from 'react'
import { useAsked, useChoice } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { partsOf, Ranking } from '../../charts/ranking.tsx'
import { Trend } from '../../charts/trend.tsx'
import {
  compact,
  compactMoney,
  exact,
  milliseconds,
  money,
  numberOf,
  rate,
  ratio,
  seconds,
} from '../../format/numbers.ts'
import { Card } from '../../parts/card.tsx'
import { Facts } from '../../parts/facts.tsx'
import { ListPlace } from '../../parts/list-place.tsx'
import { Listed } from '../../parts/listed.tsx'
import { useRows } from '../../parts/more-rows.tsx'
import { NumberCards, type ShownNumbers } from '../../parts/number-cards.tsx'
import {
  conversationList,
  List,
  type Listing,
  State,
  type State as StateName,
  stateHref,
  states,
} from './conversation-list.tsx'
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
  costUsd: { name: 'Cost of messages', short: compactMoney, long: money, of: each => numberOf(each.costUsd) },
}
const keys = Object.keys(shown) as (keyof typeof shown)[]

/** Whether conversations end well. */
export default function Conversations() {
  const { question } = useAsked()
  const [state] = useChoice('state', states)
  const page = usePage(ConversationsOperation, {
    ...variablesOf(question),
    list: conversationList(question, state, useRows()),
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
          <NumberCards
            shown={shown}
            answer={conversationAnalytics}
            chosen={metric}
            choose={choose}
            listOf={key => (key === 'conversations' ? stateHref('ANY', question) : undefined)}
          />
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
          {({ conversationAnalytics }) => <Ends {...conversationAnalytics} question={question} />}
        </Card>
        <Card
          title="What they cost"
          page={page}
          fields={['conversationAnalytics', 'money']}
          metrics={['costUsd']}
        >
          {({ conversationAnalytics, money }) => <Costs {...conversationAnalytics} total={money.costUsd} />}
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
      <ListPlace>
        <Card
          title="One by one"
          page={page}
          fields={['list']}
          aside={<State state={state} />}
          className="wide"
        >
          {({ list }) => <List {...(list as Listing)} question={question} />}
        </Card>
      </ListPlace>
    </>
  )
}

type Answer<Key extends keyof ConversationsQuery> = NonNullable<ConversationsQuery[Key]>

function Ends({ buckets, question, ...totals }: Answer<'conversationAnalytics'> & { question: Question }) {
  const row = (name: string, state: StateName, count: number): [string, ReactNode] => [
    name,
    <Listed key={state} href={stateHref(state, question)}>
      {exact(count)}
    </Listed>,
  ]
  return (
    <>
      <Facts
        rows={[
          row('Completed', 'COMPLETED', totals.completed),
          row('Handed to a person', 'ESCALATED', totals.escalated),
          row('Abandoned', 'ABANDONED', totals.abandoned),
          row('Not ended', 'ACTIVE', totals.active),
        ]}
      />
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
    </>
  )
}

/** Beside the messages, the model calls of the range have a cost, whichever conversation they were for. */
const Costs = ({
  conversations,
  resolved,
  costUsd,
  total,
}: Answer<'conversationAnalytics'> & { total: string }) => (
  <Facts
    rows={[
      ['For each conversation', money(ratio(numberOf(total), conversations))],
      ['For each resolved one', money(ratio(numberOf(total), resolved))],
      ['All models in the range', money(numberOf(total))],
      ['Of these, messages', money(numberOf(costUsd))],
    ]}
  />
)

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
