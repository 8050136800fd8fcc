import { isIP } from 'node:net'
import Bowser from 'bowser'
import { isbot } from 'isbot'
import { Rejection } from '../checks/rejection.ts'
import { textOf } from '../checks/text.ts'
import { type ActivityInput } from '../schema/tracking/activity-input.ts'
import { type CheckedFact, checkedFact, nameOf } from './fact.ts'
import { type Received } from './received.ts'

/**
 * What a user did with their account. The facts of a crawler are marked, so that they are nobody's activity.
 * @throws Rejection naming the field that is wrong
 */
export function checkedActivity(input: ActivityInput, received: Received): CheckedFact {
  const username = textOf(input.username, 'username', 255)
  const fact = checkedFact(
    {
      ...input,
      userId: input.userId ?? received.subject,
      properties: { ...input.properties, ...input.metadata, ...(username !== null && { username }) },
    },
    'activity',
    nameOf(input.type, 'type'),
    received,
  )
  const userAgent = textOf(input.userAgent, 'userAgent', 1_000)
  const ip = addressOf(input.ipAddress)
  return { ...fact, ip: received.storeIp ? ip : null, ...deviceOf(userAgent) }
}

function addressOf(address: string | null | undefined): string | null {
  const text = textOf(address, 'ipAddress', 45)
  if (text !== null && !isIP(text))
    throw new Rejection('INVALID_ADDRESS', 'ipAddress', 'ipAddress must be an IPv4 or IPv6 address.')
  return text
}

function deviceOf(userAgent: string | null) {
  if (userAgent === null) return {}
  const { browser, os, platform } = Bowser.parse(userAgent)
  return {
    user_agent: userAgent,
    is_bot: isbot(userAgent),
    browser: browser.name ?? null,
    os: os.name ?? null,
    device: platform.type ?? null,
  }
}
