import type { FunnelInput } from '../e2e/operations/operations.ts'
import { second } from './moments.ts'
import type { Story } from './story.ts'

/** The range of a funnel by default: the day that starts at second 0 of the stories. */
export const firstDay = { between: { from: second(0), to: second(86_400) } }

/** A step for each event. */
export const steps = (...events: string[]) => events.map(event => ({ event }))

/** These fields of a funnel. */
export async function askFunnel<Funnel>(
  { answer }: Story,
  input: FunnelInput,
  fields: string,
): Promise<Funnel> {
  const query = `query ($input: FunnelInput!) { funnel(input: $input) { ${fields} } }`
  const { funnel } = await answer<{ funnel: Funnel }>(query, { input: { range: firstDay, ...input } })
  return funnel
}

/** The number of users at each step. */
export async function usersOf(story: Story, input: FunnelInput): Promise<number[]> {
  const funnel = await askFunnel<{ steps: { users: number }[] }>(story, input, 'steps { users }')
  return funnel.steps.map(({ users }) => users)
}
