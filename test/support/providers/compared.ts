import { expect } from 'vitest'

/** What a caller sees of a call: its result, or its failure with all that the client adds to it. */
export async function outcomeOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return { result: await work() }
  } catch (error) {
    return { failure: seen(error as Error) }
  }
}

/** The fields of a failure, apart from its stack, headers with times, and the socket beneath. */
function seen(error: Error) {
  const { name, message, headers: _, cause, ...fields } = error as Error & { headers?: unknown }
  return { name, message, class: error.constructor.name, cause: String(cause), fields }
}

/** All parts of a stream. */
export async function partsOf<Part>(stream: AsyncIterable<Part>): Promise<Part[]> {
  const parts: Part[] = []
  for await (const part of stream) parts.push(part)
  return parts
}

/** Calls the same work with the bare and the observed client; both callers must see the same, to the last field. */
export async function expectSame(
  name: string,
  bare: () => Promise<unknown>,
  observed: () => Promise<unknown>,
): Promise<unknown> {
  const expected = await outcomeOf(bare)
  const found = await outcomeOf(observed)
  expect(found, name).toStrictEqual(expected)
  return found
}

/** The same, of work that must not fail. */
export async function expectSameResult(...work: Parameters<typeof expectSame>): Promise<void> {
  expect(await expectSame(...work)).toHaveProperty('result')
}
