import { type FormEvent, useState } from 'react'
import { signIn } from './session.ts'
import { signInWithAccount } from './tokens.ts'

/** The form before everything else. `reason` says why it is shown again. */
export function SignIn({ reason }: { reason: string | undefined }) {
  const [way, setWay] = useState<'token' | 'account'>('token')
  return (
    <main className="sign-in">
      <h1>Convograph</h1>
      {reason && <p role="status">{reason}</p>}
      <fieldset className="choice">
        <legend className="unseen">How to sign in</legend>
        <Way name="Token or key" isChosen={way === 'token'} choose={() => setWay('token')} />
        <Way name="Account" isChosen={way === 'account'} choose={() => setWay('account')} />
      </fieldset>
      {way === 'token' ? <TokenForm /> : <AccountForm />}
      <p className="hint">What you enter stays in this tab and is gone when you close it.</p>
    </main>
  )
}

const Way = ({ name, isChosen, choose }: { name: string; isChosen: boolean; choose: () => void }) => (
  <label>
    <input type="radio" name="way" checked={isChosen} onChange={choose} />
    {name}
  </label>
)

function TokenForm() {
  const [token, setToken] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn({ token: token.trim().replace(/^Bearer\s+/i, '') })
  }
  return (
    <form onSubmit={submit} className="form">
      <label>
        Token or API key
        <textarea
          required
          rows={4}
          spellCheck={false}
          autoComplete="off"
          value={token}
          onChange={({ target }) => setToken(target.value)}
          aria-describedby="token-hint"
        />
      </label>
      <p id="token-hint" className="hint">
        <code>npm start</code> and <code>npm run demo</code> print one after “Admin”;{' '}
        <code>npm run token -- --role admin</code> makes another.
      </p>
      <button type="submit" className="button primary">
        Sign in
      </button>
    </form>
  )
}

function AccountForm() {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [mistake, setMistake] = useState('')
  const [isSending, setIsSending] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsSending(true)
    setMistake('')
    await signInWithAccount(username, password).catch(error => setMistake(sentenceOf(error)))
    setIsSending(false)
  }
  return (
    <form onSubmit={submit} className="form">
      <label>
        Username
        <input
          required
          autoComplete="username"
          value={username}
          onChange={({ target }) => setUsername(target.value)}
        />
      </label>
      <label>
        Password
        <input
          required
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </label>
      {mistake && (
        <p role="alert" className="mistake">
          {mistake}
        </p>
      )}
      <button type="submit" className="button primary" disabled={isSending}>
        Sign in
      </button>
    </form>
  )
}

/** `fetch` throws a TypeError without an answer. */
const sentenceOf = (error: unknown) =>
  error instanceof TypeError || !(error instanceof Error) ? 'The service cannot be reached.' : error.message
