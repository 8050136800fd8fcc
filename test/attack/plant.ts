import { randomBytes } from 'node:crypto'
import { signedWith } from '../support/processes/auth-service.ts'
import { answerProblems } from './answer-problems.ts'
import { type Attack } from './attack.ts'
import { type Attacked } from './attacked.ts'
import { send } from './send.ts'

/**
 * Sends unique strings in everything that a client can write, for a project that no attack uses: no string may appear
 * in an answer to another caller, or in the log.
 * @throws Error if one of them was not accepted
 */
export async function plant(attacked: Attacked): Promise<string[]> {
  const canaries = made()
  const token = tokenWith(attacked, canaries)
  const ask = async (request: Request) => {
    const headers = { authorization: `Bearer ${token}`, ...request.headers }
    const attack = { list: 'canaries', status: 200, ...request, headers }
    const answer = await send(attacked, attack)
    const problems = answerProblems(attack, answer)
    attacked.history.add('planted', { attack: attack.attack, answer, problems })
    if (problems.length) throw new Error(`${attack.attack} was not planted: ${problems}`)
    return answer.body
  }
  for (const request of requests(canaries)) await ask(request)
  const key = /"key":"([^"]+)"/.exec(await ask({ attack: 'a new API key', query: newKey, code: null }))![1]!
  const authorization = `Bearer ${key}`
  await ask({ attack: 'an API key', query: '{ catalog { events { name } } }', headers: { authorization } })
  return [...Object.values(canaries), key]
}

/** An attack with a known list and, mostly, a known status. */
type Request = Partial<Attack> & Pick<Attack, 'attack'>

const newKey = 'mutation { createApiKey(input: { name: "attack", scopes: [READ] }) { key } }'

/** A model call of a user in a request of OpenTelemetry, with a prompt. */
function spanWith(user: string, prompt: string) {
  const ids = { traceId: randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex') }
  const texts = { 'gen_ai.operation.name': 'chat', 'gen_ai.prompt': prompt, 'user.id': user }
  const attributes = Object.entries(texts).map(([key, stringValue]) => ({ key, value: { stringValue } }))
  return { resourceSpans: [{ scopeSpans: [{ spans: [{ ...ids, name: prompt, attributes }] }] }] }
}

function made() {
  const canary = () => `canary${randomBytes(8).toString('hex')}`
  return {
    subject: canary(),
    claim: canary(),
    project: canary(),
    username: canary(),
    password: canary(),
    eventId: canary(),
    event: canary(),
    user: canary(),
    session: canary(),
    conversation: canary(),
    key: canary(),
    value: canary(),
    trait: canary(),
    email: `${canary()}@example.com`,
    ip: '198.51.100.237',
    literal: canary(),
    variable: canary(),
    badToken: canary(),
    header: canary(),
  }
}

type Canaries = ReturnType<typeof made>

function tokenWith({ env }: Attacked, { subject, claim, project }: Canaries): string {
  const iat = Math.floor(Date.now() / 1_000)
  const { secret = '', issuer: iss, audience: aud } = env.auth
  return signedWith(secret, {
    sub: subject,
    email: claim,
    project,
    roles: ['admin'],
    iat,
    exp: iat + 600,
    iss,
    aud,
  })
}

function requests(canaries: Canaries): Request[] {
  const { username, password, eventId, event, user, session, conversation, key, value } = canaries
  const { trait, email, ip, literal, variable, badToken, header } = canaries
  const ids = { eventId, userId: user, sessionId: session, conversationId: conversation }
  const count = 'first: 1) { totalCount }'
  return [
    {
      attack: 'an event',
      query: 'mutation ($i: EventInput!) { trackEvent(input: $i) { status } }',
      variables: { i: { ...ids, name: event, properties: { [key]: { [key]: value } } } },
      receipts: ['ACCEPTED'],
    },
    {
      attack: 'an activity',
      query: 'mutation ($i: ActivityInput!) { trackActivity(input: $i) { status } }',
      variables: { i: { userId: user, type: 'LOGIN', ipAddress: ip, userAgent: value } },
      receipts: ['ACCEPTED'],
    },
    {
      attack: 'a user',
      query: 'mutation ($i: IdentifyInput!) { identify(input: $i) { user { userId } userErrors { code } } }',
      variables: { i: { userId: user, username, traits: { [trait]: trait, email } } },
      includes: '"userErrors":[]',
    },
    {
      attack: 'a password',
      as: 'nobody',
      headers: { authorization: [] },
      query:
        'mutation ($u: String!, $p: String!) { obtainToken(username: $u, password: $p) { accessToken } }',
      variables: { u: username, p: password },
      status: [401, 403],
    },
    {
      attack: 'a literal',
      query: `{ events(filter: { name: "${literal}" }, ${count} }`,
      code: null,
    },
    {
      attack: 'a wrong literal',
      query: `{ events(after: "${literal}", ${count} ${literal} }`,
      status: 400,
    },
    {
      attack: 'a variable',
      query: `query ($a: String!) { events(after: $a, ${count} }`,
      variables: { a: variable },
      code: 'BAD_USER_INPUT',
    },
    {
      attack: 'a wrong variable',
      query: 'query ($i: FunnelInput!) { funnel(input: $i) { completionRate } }',
      variables: { i: variable },
      status: 400,
    },
    {
      attack: 'a bad token',
      headers: { authorization: `Bearer ${badToken}.${badToken}.${badToken}` },
      query: '{ __typename }',
      status: 401,
    },
    {
      attack: 'headers and the address',
      headers: { cookie: header, referer: header, 'x-request-id': header, 'x-forwarded-for': header },
      path: `/graphql?${header}`,
      query: '{ __typename }',
    },
    {
      attack: 'a span',
      path: '/v1/traces',
      body: JSON.stringify(spanWith(user, value)),
      includes: '{}',
    },
    {
      attack: 'a body that is none',
      body: `{"query":"${literal}`,
      status: 400,
    },
  ]
}
