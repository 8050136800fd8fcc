import { type FormEvent, useState } from 'react'
import { signIn, signOut } from '../session/session.ts'

/** Says with what the explorer asks, and takes a token or a key. Like on the page, it stays in this tab. */
export function TokenBar({ hasToken }: { hasToken: boolean }) {
  const [token, setToken] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn({ token: token.trim().replace(/^Bearer\s+/i, '') })
    setToken('')
  }
  return (
    <header className="token-bar">
      <h1>Convograph</h1>
      {hasToken ? (
        <>
          <span role="status">Asking with the token of this tab.</span>
          <button type="button" onClick={() => signOut()}>
            Use another
          </button>
        </>
      ) : (
        <form onSubmit={submit}>
          <label>
            Token or API key
            <input
              required
              type="password"
              autoComplete="off"
              value={token}
              onChange={({ target }) => setToken(target.value)}
            />
          </label>
          <button type="submit">Use</button>
        </form>
      )}
    </header>
  )
}
