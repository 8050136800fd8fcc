import { type FormEvent } from 'react'
import { type AnyVariables } from 'urql'
import { setOwn, useAsked, useChoice } from '../../address/location.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { type Operation } from '../../api/operation.ts'
import { usePage } from '../../api/use-page.ts'
import { momentName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { Pager } from '../../parts/pager.tsx'
import { useZone } from '../../session/viewer.tsx'
import { userHref } from './user-href.ts'
import { ActiveUsers, NewUsers, SearchedUsers, type UserPageFragment } from './users.graphql.ts'

const choices = ['active', 'new'] as const

/** Each user whom the numbers above count: those who were active in the range, or came for the first time. */
export function UserList() {
  const { question, own } = useAsked()
  const [who] = useChoice('who', choices)
  const { search, after = null } = own
  const { compare: _, interval, ...narrowing } = variablesOf(question)
  const { range } = narrowing
  if (search)
    return (
      <List
        title="Found in the range"
        operation={SearchedUsers}
        variables={{ range, search, after }}
        pageOf={data => data}
        hint="The search looks at all users with an event in the range, whatever the filters."
      />
    )
  if (who === 'new')
    return (
      <List
        title="New in the range"
        operation={NewUsers}
        variables={{ ...narrowing, after }}
        pageOf={({ steps }) => steps[0]!.converted}
        {...(question.filters.length && { hint: 'Those whose very first event passes the filters.' })}
      />
    )
  return (
    <List
      title="Active in the range"
      operation={ActiveUsers}
      variables={{ ...narrowing, interval, after }}
      pageOf={({ users }) => users}
    />
  )
}

interface ListProps<Found, Variables extends AnyVariables> {
  title: string
  operation: Operation<{ found: Found | null }, Variables>
  variables: Variables
  pageOf: (found: NonNullable<Found>) => UserPageFragment
  hint?: string
}

function List<Found, Variables extends AnyVariables>(props: ListProps<Found, Variables>) {
  const { title, operation, variables, pageOf, hint } = props
  const { question, own } = useAsked()
  const zone = useZone()
  const page = usePage(operation, variables)
  useRefresh(page.refresh)
  return (
    <Card
      title={title}
      page={page}
      fields={['found']}
      aside={<Asked text={own.search ?? ''} />}
      className="wide"
    >
      {({ found }) => {
        const { nodes, pageInfo, totalCount } = pageOf(found as NonNullable<Found>)
        return (
          <>
            {hint && <p className="hint">{hint}</p>}
            <DataTable
              label="Users"
              keyOf={({ userId }) => userId}
              rows={nodes}
              columns={[
                {
                  name: 'User',
                  of: ({ userId, username }) => (
                    <Link href={userHref(userId, question)}>{username ?? userId}</Link>
                  ),
                },
                { name: 'Id', of: ({ userId }) => userId },
                { name: 'Last seen', of: ({ lastSeenAt }) => lastSeenAt && momentName(lastSeenAt, zone) },
                { name: 'First seen', of: ({ firstSeenAt }) => firstSeenAt && momentName(firstSeenAt, zone) },
              ]}
              empty="There is none in the range. Choose a longer one, or send events with a `userId`."
            />
            <Pager pageInfo={pageInfo} totalCount={totalCount} of="user" />
          </>
        )
      }}
    </Card>
  )
}

/** Who is listed: the active or the new ones, or those whose names or ids have a text. */
function Asked({ text }: { text: string }) {
  const [who] = useChoice('who', choices)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const search = String(new FormData(event.currentTarget).get('search')).trim()
    setOwn({ search: search || undefined, after: undefined })
  }
  return (
    <>
      {!text && (
        <select
          className="narrow"
          aria-label="Which users are listed"
          value={who}
          onChange={({ target }) =>
            setOwn({ who: target.value === 'active' ? undefined : target.value, after: undefined })
          }
        >
          <option value="active">active ones</option>
          <option value="new">new ones</option>
        </select>
      )}
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
    </>
  )
}
