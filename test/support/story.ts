import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { expect } from 'vitest'
import { type EventInput, TrackEventsDocument } from '../e2e/operations/operations.ts'
import type { Answer, Complete } from './graphql/graphql-request.ts'
import type { TestApp } from './test-app.ts'

/** A project that only one test uses, seen by its administrator. */
export interface Story {
  token: string
  ask: Asks<'answer'>
  /** The data of an answer without errors. */
  answer: Asks<'data'>
  /** The code, reason and field of a question's refusal. */
  refusal<Data, Variables extends object>(
    query: Query<Data, Variables>,
    variables?: Variables,
  ): Promise<Refusal>
  /** Tracks events that are all new and good, in this order. */
  happened(events: EventInput[]): Promise<void>
}

interface Refusal {
  code: unknown
  reason: unknown
  field: unknown
}

type Query<Data, Variables> = string | TypedDocumentNode<Data, Variables>
type Asks<Gives extends 'answer' | 'data'> = <Data, Variables extends object = object>(
  query: Query<Data, Variables>,
  variables?: Variables,
) => Promise<Gives extends 'data' ? Complete<Data> : Answer<Data>>

export function story(app: TestApp, project: string): Story {
  const token = app.token('admin', project)
  const ask: Story['ask'] = (query, variables) => app.ask(query, variables, token)
  const answer: Story['answer'] = async (query, variables) => {
    const { data, errors } = await ask(query, variables)
    expect(errors).toEqual([])
    return data as Complete<NonNullable<typeof data>>
  }
  const refusal: Story['refusal'] = async (query, variables) => {
    const { data, errors } = await ask(query, variables)
    expect(Object.values(data ?? {}).filter(answer => answer !== null)).toEqual([])
    const { code, reason, field } = errors[0]!.extensions
    return { code, reason, field }
  }
  const happened: Story['happened'] = async events => {
    const { trackEvents } = await answer(TrackEventsDocument, { events })
    const { accepted, receipts } = trackEvents
    expect({ accepted, receipts }).toMatchObject({ accepted: events.length })
  }
  return { token, ask, answer, refusal, happened }
}
