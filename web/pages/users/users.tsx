import { type FormEvent } from 'react'
import { hrefOf, setOwn, useAsked, useChoice } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { partsOf, Ranking } from '../../charts/ranking.tsx'
import { Trend } from '../../charts/trend.tsx'
import { compact, exact, money, numberOf, rate, seconds } from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Link } from '../../parts/link.tsx'
import { NumberCards, type ShownNumbers } from '../../parts/number-cards.tsx'
import { Pager } from '../../parts/pager.tsx'
import { Table } from '../../parts/table.tsx'
import { useZone } from '../../session/viewer.tsx'
import { type UserNumbersFragment, Users as UsersOperation, type UsersQuery } from './users.graphql.ts'

const shown: ShownNumbers<keyof UserNumbersFragment, UserNumbersFragment> = {
  activeUsers: { name: 'Active users', short: compact, long: exact, of: each => each.activeUsers },
  newUsers: { name: 'New users', short: compact, long: exact, of: each => each.newUsers },
  registrations: { name: 'Registrations', short: compact, long: exact, of: each => each.registrations },
  sessions: { name: 'Sessions', short: compact, long: exact, of: each => each.sessions },
  averageSessionSeconds: {
    name: 'Length of a session',
    short: seconds,
    long: seconds,
    of: each => each.averageSessionSeconds,
  },
  bounceRate: { name: 'Sessions of one event', short: rate, long: rate, of: each => each.bounceRate },
}
const keys = Object.keys(shown) as (keyof typeof shown)[]

export const userHref = (userId: string, question: Question) =>
  hrefOf(`/users/${encodeURIComponent(userId)}`, question)

/** Whether users come, come back, and who they are. */
export default function Users() {
  const { question, own } = useAsked()
  const variables = { ...variablesOf(question), search: own.search ?? null, after: own.after ?? null }
  const page = usePage(UsersOperation, variables)
  useRefresh(page.refresh)
  const [metric, choose] = useChoice('metric', keys)
  const { name, of, long } = shown[metric]
  return (
    <>
      <h1 className="page-title">Do users come back?</h1>
      <Card
        title="Users of the range"
        page={page}
        fields={['userStats']}
        metrics={keys}
        className="wide numbers"
      >
        {({ userStats }) => <NumberCards shown={shown} answer={userStats} chosen={metric} choose={choose} />}
      </Card>
      <Card
        title={`${name} over time`}
        page={page}
        fields={['userStats']}
        metrics={[metric]}
        className="wide"
      >
        {({ userStats }) => <Trend {...userStats} label={name} lines={[{ name, of }]} format={long} />}
      </Card>
      <div className="cards">
        <Card title="New, returning, lost" page={page} fields={['lifecycle']}>
          {({ lifecycle }) => <Lifecycle {...lifecycle} />}
        </Card>
        <Card
          title="How often they come"
          page={page}
          fields={['engagement']}
          metrics={['dau', 'wau', 'mau', 'stickiness']}
        >
          {({ engagement: { dau, wau, mau, stickiness } }) => (
            <Facts
              rows={[
                ['On the last day', exact(dau)],
                ['In its 7 days', exact(wau)],
                ['In its 30 days', exact(mau)],
                ['Stickiness (day ÷ 30 days)', rate(stickiness)],
              ]}
            />
          )}
        </Card>
        <Card title="Who costs most" page={page} fields={['topUsers']} metrics={['costUsd']}>
          {({ topUsers }) => <TopUsers {...topUsers} question={question} />}
        </Card>
      </div>
      <Card
        title="Seen in the range"
        page={page}
        fields={['users']}
        aside={<Search text={own.search ?? ''} />}
        className="wide"
      >
        {({ users }) => <UserList {...users} question={question} />}
      </Card>
    </>
  )
}

type Answer<Key extends keyof UsersQuery> = NonNullable<UsersQuery[Key]>

const Lifecycle = ({ buckets }: Answer<'lifecycle'>) => (
  <Trend
    buckets={buckets}
    label="Users by where they are in their life"
    format={exact}
    lines={[
      { name: 'New', of: each => each.newUsers },
      { name: 'Returning', of: each => each.returning },
      { name: 'Back after a pause', of: each => each.resurrecting },
      { name: 'Gone quiet', of: each => each.dormant },
    ]}
  />
)

function TopUsers({ users, question }: Answer<'topUsers'> & { question: Question }) {
  const parts = partsOf(users.map(({ costUsd }) => numberOf(costUsd)))
  return (
    <Ranking
      label="Users by cost"
      of="User"
      columns={[
        { name: 'Cost', format: money },
        { name: 'Conversations', format: exact },
        { name: 'Events', format: exact },
      ]}
      rows={users.map(({ user, costUsd, conversations, events }, index) => ({
        key: user.userId,
        name: user.username ?? user.userId,
        href: userHref(user.userId, question),
        part: parts[index]!,
        values: [numberOf(costUsd), conversations, events],
      }))}
      empty="No user caused a cost in the range."
    />
  )
}

/** Searches names and ids. */
function Search({ text }: { text: string }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const search = String(new FormData(event.currentTarget).get('search')).trim()
    setOwn({ search: search || undefined, after: undefined })
  }
  return (
    <form className="search" onSubmit={submit} key={text}>
      <input
        type="search"
        name="search"
        defaultValue={text}
        placeholder="Name or id"
        aria-label="Search for a user"
      />
      <button type="submit" className="button">
        Search
      </button>
    </form>
  )
}

function UserList({ nodes, totalCount, pageInfo, question }: Answer<'users'> & { question: Question }) {
  const zone = useZone()
  return (
    <>
      <Table
        label="Users"
        keyOf={({ userId }) => userId}
        rows={nodes}
        columns={[
          {
            name: 'User',
            cell: ({ userId, username }) => (
              <Link href={userHref(userId, question)}>{username ?? userId}</Link>
            ),
          },
          { name: 'Id', cell: ({ userId }) => userId },
          { name: 'Last seen', cell: ({ lastSeenAt }) => lastSeenAt && momentName(lastSeenAt, zone) },
          { name: 'First seen', cell: ({ firstSeenAt }) => firstSeenAt && momentName(firstSeenAt, zone) },
        ]}
        empty="No user was seen in the range. Choose a longer one, or send events with a `userId`."
      />
      <Pager pageInfo={pageInfo} totalCount={totalCount} of="users" />
    </>
  )
}
