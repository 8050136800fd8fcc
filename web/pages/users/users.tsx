import { hrefOf, listHash, useAsked, useChoice } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { partsOf, Ranking } from '../../charts/ranking.tsx'
import { Trend } from '../../charts/trend.tsx'
import { compact, exact, money, numberOf, rate, seconds } from '../../format/numbers.ts'
import { Card } from '../../parts/card.tsx'
import { Facts } from '../../parts/facts.tsx'
import { ListPlace } from '../../parts/list-place.tsx'
import { NumberCards, type ShownNumbers } from '../../parts/number-cards.tsx'
import { userHref } from './user-href.ts'
import { UserList } from './user-list.tsx'
import { type UserNumbersFragment, Users as UsersOperation, type UsersQuery } from './users.graphql.ts'

const shown: ShownNumbers<keyof UserNumbersFragment, UserNumbersFragment> = {
  activeUsers: { name: 'Active users', short: compact, long: exact, of: each => each.activeUsers },
  newUsers: { name: 'New users', short: compact, long: exact, of: each => each.newUsers },
  registrations: { name: 'Registrations', short: compact, long: exact, of: each => each.registrations },
  sessions: { name: 'Sessions', short: compact, long: exact, of: each => each.sessions },
  averageSessionSeconds: {
    name: 'Session length',
    short: seconds,
    long: seconds,
    of: each => each.averageSessionSeconds,
  },
  bounceRate: { name: 'Bounced sessions', short: rate, long: rate, of: each => each.bounceRate },
}
const keys = Object.keys(shown) as (keyof typeof shown)[]

/** The list below; other numbers of this page count no users. */
function listOf(key: keyof typeof shown, question: Question): string | undefined {
  if (key === 'activeUsers') return hrefOf('/users', question) + listHash
  return key === 'newUsers' && !question.filters.length
    ? hrefOf('/users', question, { who: 'new' }) + listHash
    : undefined
}

/** Whether users come, come back, and who they are. */
export default function Users() {
  const { question } = useAsked()
  const page = usePage(UsersOperation, variablesOf(question))
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
        {({ userStats }) => (
          <NumberCards
            shown={shown}
            answer={userStats}
            chosen={metric}
            choose={choose}
            listOf={key => listOf(key, question)}
          />
        )}
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
      <ListPlace>
        <UserList />
      </ListPlace>
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
