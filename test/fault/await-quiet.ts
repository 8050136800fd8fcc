import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { type Batch, projects, usersIn } from './load/batch.ts'
import { type Run } from './run.ts'

interface Summary {
  totalEvents: number
  totalUsers: number
  totalConversations: number
}

const mostMs = 20_000
const query = '{ summary { totalEvents totalUsers totalConversations } }'

/** Waits until every project's summary over HTTP counts all sent events; returns the differences after 20 s. */
export async function awaitQuiet(run: Run, sent: Batch[]): Promise<string[]> {
  const deadline = performance.now() + mostMs
  for (;;) {
    const problems = (await Promise.all(projects.map(project => differenceIn(run, project, sent)))).flat()
    if (!problems.length || performance.now() > deadline) return problems
    await pause(200, undefined, { signal: run.signal })
  }
}

async function differenceIn({ ask, history }: Run, project: string, sent: Batch[]): Promise<string[]> {
  const expected = summaryOf(sent.filter(batch => batch.project === project))
  const { data, errors } = await ask<{ summary: Summary }>(project, query)
  history.add('summary', { project, summary: data?.summary, errors, expected })
  if (isDeepStrictEqual(data?.summary, expected)) return []
  return [
    `summary of ${project} is ${JSON.stringify(data?.summary ?? errors)}, not ${JSON.stringify(expected)}`,
  ]
}

function summaryOf(batches: Batch[]): Summary {
  const events = batches.flatMap(batch => batch.events)
  const userOf = usersIn(batches)
  const distinct = (values: (string | null)[]) => new Set(values.filter(value => value !== null)).size
  return {
    totalEvents: events.length,
    totalUsers: distinct(batches.flatMap(batch => batch.events.map(event => userOf(batch, event)))),
    totalConversations: distinct(events.map(event => event.conversationId)),
  }
}
