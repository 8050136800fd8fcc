import type { ServiceAddress } from '../import/send.ts'
import { ask } from './ask.ts'
import { type SampleEvent } from './sample-event.ts'

/** A user of a paid plan, with the traits that the platform knows. */
interface Customer {
  userId: string
  traits: Record<string, unknown>
}

/** The users of the sample who pay, with their plan and the country and source of their sign-up. */
export function customersOf(events: SampleEvent[]): Customer[] {
  const named = (name: string) => events.filter(({ input }) => 'name' in input && input.name === name)
  const signUps = new Map(named('signup').map(({ input }) => [input.userId, input.properties]))
  return named('upgrade').map(({ input: { userId, properties } }) => {
    const { country, source } = signUps.get(userId) ?? {}
    return { userId: userId!, traits: { plan: properties!.plan, country, source } }
  })
}

/** The default limit of root fields in an operation. */
const mostAtOnce = 20

/** Gives the customers their traits. A second time changes nothing. */
export async function identifyCustomers(customers: Customer[], service: ServiceAddress): Promise<void> {
  for (let first = 0; first < customers.length; first += mostAtOnce)
    await identify(customers.slice(first, first + mostAtOnce), service)
}

async function identify(customers: Customer[], service: ServiceAddress): Promise<void> {
  const variables = customers.map((_, index) => `$c${index}: IdentifyInput!`)
  const fields = customers.map((_, index) => `c${index}: identify(input: $c${index}) { userErrors { code } }`)
  const values = Object.fromEntries(customers.map((customer, index) => [`c${index}`, customer]))
  await ask(`mutation (${variables.join(', ')}) { ${fields.join(' ')} }`, service, values)
}
