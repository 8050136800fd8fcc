import { hrefOf, useAsked } from '../../address/location.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { wordsOf } from '../../format/names.ts'
import { exact, milliseconds, money, none, numberOf, seconds } from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Link } from '../../parts/link.tsx'
import { Pager } from '../../parts/pager.tsx'
import { Table } from '../../parts/table.tsx'
import { useZone } from '../../session/viewer.tsx'
import { OneConversation, type OneConversationQuery } from './conversation.graphql.ts'

type Conversation = NonNullable<OneConversationQuery['conversation']>

/** One conversation: its messages in their order with what each took and cost. Texts are not stored. */
export default function ConversationPage({ id = '' }: { id?: string }) {
  const { question, own } = useAsked()
  const page = usePage(OneConversation, { conversationId: id, after: own.after ?? null })
  useRefresh(page.refresh)
  const fields = ['conversation'] as const
  const isUnknown = page.data.conversation === null && !page.failureOf(fields) && !page.isWaiting(fields)
  return (
    <>
      <p>
        <Link href={hrefOf('/conversations', question)}>← Conversations</Link>
      </p>
      <h1 className="page-title">Conversation {id}</h1>
      {isUnknown ? (
        <p className="card empty">There is no conversation with this id.</p>
      ) : (
        <>
          <div className="cards">
            <Card title="What became of it" page={page} fields={fields}>
              {({ conversation }) => <Result {...conversation} />}
            </Card>
            <Card title="What it took" page={page} fields={fields}>
              {({ conversation }) => <Effort {...conversation} />}
            </Card>
          </div>
          <Card title="Messages" page={page} fields={fields} className="wide below">
            {({ conversation }) => <Messages {...conversation.messages} />}
          </Card>
          <Card title="Model calls" page={page} fields={fields} className="wide">
            {({ conversation }) => <Calls {...conversation.aiCalls} />}
          </Card>
        </>
      )}
    </>
  )
}

function Result({
  status,
  resolved,
  satisfaction,
  topics,
  startedAt,
  endedAt,
  userId,
  channel,
  botId,
}: Conversation) {
  const zone = useZone()
  const { question } = useAsked()
  const user = userId ? (
    <Link href={hrefOf(`/users/${encodeURIComponent(userId)}`, question)}>{userId}</Link>
  ) : (
    none
  )
  return (
    <Facts
      rows={[
        ['State', wordsOf(status)],
        ['Resolved', resolved === null ? none : resolved ? 'yes' : 'no'],
        ['Satisfaction', exact(satisfaction)],
        ['Topics', topics.join(', ') || none],
        ['User', user],
        ['Started', momentName(startedAt, zone)],
        ['Ended', endedAt ? momentName(endedAt, zone) : none],
        ['Channel and bot', [channel, botId].filter(Boolean).join(', ') || none],
      ]}
    />
  )
}

const Effort = (conversation: Conversation) => (
  <Facts
    rows={[
      ['Length', seconds(conversation.durationSeconds)],
      ['Messages', exact(conversation.messageCount)],
      ['Average response', milliseconds(conversation.averageResponseTimeMs)],
      ['Tokens of its messages', exact(conversation.totalTokens)],
      ['Cost of its messages', money(numberOf(conversation.costUsd))],
      ['Calls without a price', exact(conversation.unpricedCalls)],
    ]}
  />
)

function Messages({ nodes, totalCount, pageInfo }: Conversation['messages']) {
  const zone = useZone()
  return (
    <>
      <Table
        label="Messages"
        keyOf={({ id }) => id}
        rows={nodes}
        columns={[
          { name: 'When', cell: ({ timestamp }) => momentName(timestamp, zone) },
          { name: 'Who', cell: ({ role }) => wordsOf(role) },
          { name: 'Model', cell: ({ model }) => model },
          { name: 'Took', cell: ({ responseTimeMs }) => milliseconds(responseTimeMs), isNumber: true },
          { name: 'Tokens', cell: ({ tokens }) => exact(tokens), isNumber: true },
          { name: 'Cost', cell: ({ costUsd }) => money(numberOf(costUsd)), isNumber: true },
          {
            name: 'Remarks',
            cell: ({ feedback, isFallback }) =>
              [feedback && `${wordsOf(feedback)} feedback`, isFallback && 'fallback answer']
                .filter(Boolean)
                .join(', '),
          },
        ]}
        empty="No message of this conversation was tracked."
      />
      <Pager pageInfo={pageInfo} totalCount={totalCount} of="message" />
    </>
  )
}

function Calls({ nodes, totalCount }: Conversation['aiCalls']) {
  const zone = useZone()
  return (
    <>
      <Table
        label="Model calls"
        keyOf={({ id }) => id}
        rows={nodes}
        columns={[
          { name: 'When', cell: ({ timestamp }) => momentName(timestamp, zone) },
          { name: 'Kind', cell: ({ callType }) => wordsOf(callType) },
          { name: 'Model', cell: ({ model }) => model },
          { name: 'Took', cell: ({ durationMs }) => milliseconds(durationMs), isNumber: true },
          { name: 'Tokens', cell: ({ tokens }) => exact(tokens), isNumber: true },
          { name: 'Cost', cell: ({ costUsd }) => money(numberOf(costUsd)), isNumber: true },
          {
            name: 'Result',
            cell: ({ success, errorClass }) =>
              success ? 'answered' : `failed: ${errorClass ?? 'no reason given'}`,
          },
        ]}
        empty="No model was called in this conversation."
      />
      {totalCount > nodes.length && (
        <p className="pager">
          The first {nodes.length} of {totalCount} calls.
        </p>
      )}
    </>
  )
}
