import { escaped, mailPage } from '../../delivery/mail-page.ts'

/** The page that asks a reader who has followed a link. It has no script, and works without one. */
export const unsubscribePage = (email: string): string =>
  mailPage('Unsubscribe', [
    `<p>Stop sending this report to <b>${escaped(email)}</b>?</p>`,
    '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">' +
      '<button type="submit">Unsubscribe</button></form>',
  ])

/** The page after it. A report without a name was deleted. */
export const unsubscribedPage = (email: string, name: string | undefined): string =>
  mailPage('Unsubscribed', [
    `<p>${name === undefined ? 'The report' : `“${escaped(name)}”`} is not sent to <b>${escaped(email)}</b> any more.</p>`,
  ])
