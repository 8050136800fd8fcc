import { isListable, narrowed } from '../../address/list-filters.ts'
import { hrefOf, listHash, setOwn } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'
import { wordsOf } from '../../format/names.ts'
import { exact, money, numberOf, seconds } from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Link } from '../../parts/link.tsx'
import { MoreRows } from '../../parts/more-rows.tsx'
import { NotNarrowed } from '../../parts/not-narrowed.tsx'
import { useZone } from '../../session/viewer.tsx'
import { type ConversationsQuery, type ConversationsQueryVariables } from './conversations.graphql.ts'

export const states = ['ANY', 'ACTIVE', 'COMPLETED', 'ESCALATED', 'ABANDONED'] as const
export type State = (typeof states)[number]

/** The question for the conversations that the numbers of the page count, or those of them in one state. */
export function conversationList(
  question: Question,
  state: State,
  first: number,
): ConversationsQueryVariables['list'] {
  const { filter } = narrowed('conversation', question)
  return {
    list: { conversations: { first, filter: { ...filter, ...(state !== 'ANY' && { status: state }) } } },
    // The fields are those that the list takes.
  } as ConversationsQueryVariables['list']
}

/** Where they are listed; undefined if the list would have more than the numbers count. */
export const stateHref = (state: State, question: Question): string | undefined =>
  isListable('conversation', question)
    ? hrefOf('/conversations', question, state === 'ANY' ? {} : { state }) + listHash
    : undefined

export const State = ({ state }: { state: State }) => (
  <select
    aria-label="State of the conversations"
    value={state}
    onChange={({ target }) =>
      setOwn({ state: target.value === 'ANY' ? undefined : target.value, rows: undefined })
    }
  >
    {states.map(each => (
      <option key={each} value={each}>
        {each === 'ANY' ? 'In any state' : wordsOf(each)}
      </option>
    ))}
  </select>
)

export type Listing = Extract<NonNullable<ConversationsQuery['list']>, { nodes: unknown }>

export function List({ nodes, totalCount, question }: Listing & { question: Question }) {
  const zone = useZone()
  return (
    <>
      <NotNarrowed left={narrowed('conversation', question).left} question={question} />
      <DataTable
        label="Conversations"
        keyOf={({ conversationId }) => conversationId}
        rows={nodes}
        columns={[
          {
            name: 'Started',
            of: ({ conversationId, startedAt }) => (
              <Link href={hrefOf(`/conversations/${encodeURIComponent(conversationId)}`, question)}>
                {momentName(startedAt, zone)}
              </Link>
            ),
          },
          { name: 'State', of: ({ status }) => wordsOf(status) },
          { name: 'Messages', of: ({ messageCount }) => exact(messageCount), isNumber: true },
          { name: 'Length', of: ({ durationSeconds }) => seconds(durationSeconds), isNumber: true },
          { name: 'Cost of messages', of: ({ costUsd }) => money(numberOf(costUsd)), isNumber: true },
          { name: 'Satisfaction', of: ({ satisfaction }) => exact(satisfaction), isNumber: true },
          {
            name: 'User',
            of: ({ userId }) =>
              userId && <Link href={hrefOf(`/users/${encodeURIComponent(userId)}`, question)}>{userId}</Link>,
          },
          { name: 'Topics', of: ({ topics }) => topics.join(', ') },
        ]}
        empty="No conversation of the range is in this state."
      />
      <MoreRows shown={nodes.length} totalCount={totalCount} of="conversations" />
    </>
  )
}
