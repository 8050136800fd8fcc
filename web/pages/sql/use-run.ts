import { useCallback, useEffect, useRef, useState } from 'react'
import { type CombinedError, useClient } from 'urql'
import { type Failure, failuresOf } from '../../api/failure.ts'
import { type Place } from './place.ts'
import { RunSql, type RunSqlQuery, type RunSqlQueryVariables } from './sql.graphql.ts'

export type SqlAnswer = NonNullable<RunSqlQuery['query']>
export type SqlInput = RunSqlQueryVariables['input']

/** Why SQL was not answered, and where in it. */
export interface SqlFailure extends Failure {
  place?: Place
}

/** The last run: its SQL, and what came of it. */
interface Ran {
  /** 1 for the first run of the page. */
  number: number
  sql: string
  answer?: SqlAnswer
  failure?: SqlFailure
}

/** Runs SQL. A new run ends the one before, and leaving the page ends it too: the service then stops its work. */
export function useRun() {
  const client = useClient()
  const [ran, setRan] = useState<Ran | undefined>()
  const [isRunning, setIsRunning] = useState(false)
  const stop = useRef<() => void>(() => undefined)
  const run = useCallback(
    (input: SqlInput) => {
      stop.current()
      setIsRunning(true)
      const sql = input.sql ?? ''
      const { unsubscribe } = client
        .query(RunSql, { input }, { requestPolicy: 'network-only' })
        .subscribe(({ data, error }) => {
          setIsRunning(false)
          setRan(before => ({
            number: (before?.number ?? 0) + 1,
            sql,
            ...(data?.query && { answer: data.query }),
            ...(error && { failure: failureOf(error) }),
          }))
        })
      stop.current = unsubscribe
    },
    [client],
  )
  const cancel = useCallback(() => {
    stop.current()
    setIsRunning(false)
  }, [])
  useEffect(() => () => stop.current(), [])
  return { ran, isRunning, run, cancel }
}

function failureOf(error: CombinedError): SqlFailure {
  const { line, column } = error.graphQLErrors[0]?.extensions ?? {}
  return {
    ...failuresOf(error)[0]!.failure,
    ...(typeof line === 'number' && typeof column === 'number' && { place: { line, column } }),
  }
}
