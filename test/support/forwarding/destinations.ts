import { expect } from 'vitest'
import type { Story } from '../story.ts'

/** A destination as tests look at it. */
export interface Shown {
  id: string
  version: number
  status: string
  sent: number
  skipped: number
  failed: number
  deadLetterCount: number
  secret: string | null
  hasSecret: boolean
  lag: { events: number; seconds: number }
  error: { code: string; status: number | null; message: string } | null
}

const fields =
  'id version status sent skipped failed deadLetterCount secret hasSecret lag { events seconds } error { code status message }'

interface Created {
  payload: { destination: Shown | null; userErrors: { code: string; field: string; message: string }[] }
}

/** Creates a destination from the text of its input. */
export const createDestination = async ({ answer }: Pick<Story, 'answer'>, input: string) =>
  (
    await answer<Created>(
      `mutation { payload: createDestination(input: ${input}) { destination { ${fields} } userErrors { code field message } } }`,
    )
  ).payload

/** Creates a destination that must be accepted; its name is random. */
export async function destinationAt(
  told: Pick<Story, 'answer'>,
  kind: string,
  url: string,
  more = '',
): Promise<Shown> {
  const { destination, userErrors } = await createDestination(
    told,
    `{ name: "${Math.random()}", kind: ${kind}, url: "${url}", ${more} }`,
  )
  expect(userErrors).toEqual([])
  return destination!
}

/** A destination as it is now. */
export const destinationNow = async ({ answer }: Pick<Story, 'answer'>, id: string): Promise<Shown> =>
  (await answer<{ destination: Shown }>(`{ destination(id: "${id}") { ${fields} } }`)).destination

/** Runs one of the mutations that take the id of a destination. */
export const act = async (
  { answer }: Pick<Story, 'answer'>,
  mutation: string,
  id: string,
  more = '',
): Promise<Shown> => {
  const { payload } = await answer<Created>(
    `mutation { payload: ${mutation}(input: { id: "${id}" ${more} }) { destination { ${fields} } userErrors { code field message } } }`,
  )
  expect(payload.userErrors).toEqual([])
  return payload.destination!
}

export interface Letter {
  id: string
  thing: string
  messageId: string
  attempts: number
  isDue: boolean
  code: string
  message: string
  status: number | null
}

export const deadLettersOf = async ({ answer }: Pick<Story, 'answer'>, id: string): Promise<Letter[]> =>
  (
    await answer<{ deadLetters: { nodes: Letter[] } }>(
      `{ deadLetters(destinationId: "${id}", first: 1000) { nodes { id thing messageId attempts isDue code message status } } }`,
    )
  ).deadLetters.nodes
