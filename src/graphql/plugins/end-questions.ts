import { type ApolloServerPlugin } from '@apollo/server'
import { requestTimeout } from '../../errors.ts'
import { type Context } from '../context.ts'

/**
 * A question ends, in both engines, when its client goes away or its time is up; what is answered by then stays in
 * the answer. A change goes on to its end, whoever waits: it has limits of its own.
 */
export function endQuestionsPlugin(requestTimeoutMs: number): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      const timeUp = new AbortController()
      let timer: NodeJS.Timeout | undefined
      return {
        async didResolveOperation({ operation, contextValue }) {
          if (operation?.operation !== 'query') return
          timer = setTimeout(() => timeUp.abort(requestTimeout()), requestTimeoutMs)
          contextValue.signal = AbortSignal.any([contextValue.gone, timeUp.signal])
        },
        async willSendResponse() {
          clearTimeout(timer)
        },
      }
    },
  }
}
