import { type ApolloServerPlugin } from '@apollo/server'
import { limitTime } from '../../request/limit-time.ts'
import { type Context } from '../context.ts'

/** Limits the time of questions. A change runs to its end, even without its client: it has limits of its own. */
export function limitTimePlugin(mostMs: number): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      let stopClock = () => {}
      return {
        async didResolveOperation({ operation, contextValue: { scope } }) {
          if (operation?.operation === 'query') stopClock = limitTime(scope, mostMs)
        },
        async willSendResponse() {
          stopClock()
        },
      }
    },
  }
}
