import { hrefOf, useAsked } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { wordsOf } from '../../format/names.ts'
import { exact, money, none, numberOf, rate, seconds } from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Link } from '../../parts/link.tsx'
import { Table } from '../../parts/table.tsx'
import { useZone } from '../../session/viewer.tsx'
import { OneUser, type OneUserQuery } from './user.graphql.ts'

type User = NonNullable<OneUserQuery['user']>

/** Everything about one user: numbers of the range, traits, conversations, the latest events. */
export default function UserPage({ id = '' }: { id?: string }) {
  const { question } = useAsked()
  const { range, timeZone, weekStart } = variablesOf(question)
  const page = usePage(OneUser, { userId: id, budgetUserId: id, range, timeZone, weekStart })
  useRefresh(page.refresh)
  const isUnknown = page.data.user === null && !page.failureOf(['user']) && !page.isWaiting(['user'])
  return (
    <>
      <p>
        <Link href={hrefOf('/users', question)}>← Users</Link>
      </p>
      <h1 className="page-title">{page.data.user?.username ?? id}</h1>
      {isUnknown ? (
        <p className="card empty">There is no user with this id.</p>
      ) : (
        <>
          <div className="cards">
            <Card
              title="In the range"
              page={page}
              fields={['user']}
              metrics={['events', 'sessions', 'costUsd']}
            >
              {({ user }) => <Numbers {...user} />}
            </Card>
            <Card title="Who it is" page={page} fields={['user']}>
              {({ user }) => <Traits {...user} />}
            </Card>
            <Card title="Budget" page={page} fields={['budgetStatus']}>
              {({ budgetStatus }) => <Budget {...budgetStatus} />}
            </Card>
            <Card title="Conversations" page={page} fields={['user']}>
              {({ user }) => <Conversations {...user.conversations} question={question} />}
            </Card>
          </div>
          <Card title="The latest events" page={page} fields={['user']} className="wide">
            {({ user }) => <Timeline {...user.events} question={question} />}
          </Card>
        </>
      )}
    </>
  )
}

function Numbers({ analytics }: User) {
  const { engagement, topics } = analytics
  const risk = engagement.churnRisk
  return (
    <Facts
      rows={[
        ['Events', exact(analytics.events)],
        ['Active days', exact(engagement.activeDays)],
        ['Sessions', `${exact(analytics.sessions)}, ${seconds(analytics.averageSessionSeconds)} each`],
        ['Conversations', exact(analytics.conversations)],
        ['Messages', exact(analytics.messages)],
        ['Cost of models', `${money(numberOf(analytics.costUsd))} for ${exact(analytics.aiCalls)} calls`],
        ['Satisfaction', exact(analytics.satisfaction)],
        [
          'May leave',
          risk
            ? `${wordsOf(risk.level)}: idle for ${exact(risk.idleDays)} days, usually ${exact(risk.medianGapDays)}`
            : none,
        ],
        ['Topics', topics.map(({ topic, count }) => `${topic} (${count})`).join(', ') || none],
      ]}
    />
  )
}

function Traits({ userId, firstSeenAt, lastSeenAt, traits }: User) {
  const zone = useZone()
  const when = (instant: string | null) => (instant ? momentName(instant, zone) : none)
  return (
    <Facts
      rows={[
        ['Id', userId],
        ['First seen', when(firstSeenAt)],
        ['Last seen', when(lastSeenAt)],
        ...Object.entries(traits).map(([name, value]): [string, string] => [
          name,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
      ]}
    />
  )
}

function Budget({ allowed, remainingUsd, usedRate, resetsAt }: NonNullable<OneUserQuery['budgetStatus']>) {
  const zone = useZone()
  if (usedRate === null) return <p className="empty">No budget counts this user.</p>
  return (
    <Facts
      rows={[
        ['May go on', allowed ? 'yes' : 'no: a budget that blocks is used up'],
        ['Used', rate(usedRate)],
        ['Left', money(numberOf(remainingUsd))],
        ['Begins anew', resetsAt ? momentName(resetsAt, zone) : none],
      ]}
    />
  )
}

const conversationHref = (id: string, question: Question) =>
  hrefOf(`/conversations/${encodeURIComponent(id)}`, question)

function Conversations({ nodes, question }: User['conversations'] & { question: Question }) {
  const zone = useZone()
  return (
    <Table
      label="Conversations"
      keyOf={({ conversationId }) => conversationId}
      rows={nodes}
      columns={[
        {
          name: 'Started',
          cell: ({ conversationId, startedAt }) => (
            <Link href={conversationHref(conversationId, question)}>{momentName(startedAt, zone)}</Link>
          ),
        },
        { name: 'State', cell: ({ status }) => wordsOf(status) },
        { name: 'Messages', cell: ({ messageCount }) => exact(messageCount), isNumber: true },
        { name: 'Cost of messages', cell: ({ costUsd }) => money(numberOf(costUsd)), isNumber: true },
        { name: 'Topics', cell: ({ topics }) => topics.join(', ') },
      ]}
      empty="This user has had no conversation."
    />
  )
}

function Timeline({ nodes, question }: User['events'] & { question: Question }) {
  const zone = useZone()
  return (
    <Table
      label="Events"
      keyOf={({ id }) => id}
      rows={nodes}
      columns={[
        { name: 'When', cell: ({ timestamp }) => momentName(timestamp, zone) },
        {
          name: 'Event',
          cell: ({ name, eventKind }) =>
            eventKind === 'CUSTOM' || eventKind === 'ACTIVITY' ? name : wordsOf(eventKind),
        },
        {
          name: 'Conversation',
          cell: ({ conversationId }) =>
            conversationId && <Link href={conversationHref(conversationId, question)}>{conversationId}</Link>,
        },
        { name: 'Bot', cell: ({ botId }) => botId },
        { name: 'Channel', cell: ({ channel }) => channel },
      ]}
      empty="This user has sent no event."
    />
  )
}
