import { escaped, mailPage } from '../../delivery/mail-page.ts'
import { type Mail } from '../../delivery/mailer.ts'
import { type WaitingDelivery } from '../sending/waiting-delivery.ts'
import { shownFacts, titleOf } from './shown.ts'
import { type Told } from './told.ts'

/** The mail of an announcement to one recipient. */
export function mailOf({ id, recipient }: Pick<WaitingDelivery, 'id' | 'recipient'>, told: Told): Mail {
  const title = titleOf(told)
  const text = told.data.text ?? ''
  const lines = shownFacts(told).map(([name, value]) => `${name}: ${value}`)
  return {
    id,
    to: recipient,
    subject: title,
    text: [title, ...(text ? ['', text] : []), '', ...lines].join('\n'),
    html: mailPage(title, [
      `<h1 style="margin:0;font-size:22px">${escaped(title)}</h1>`,
      ...(text ? [`<p style="margin:0">${escaped(text)}</p>`] : []),
      `<p style="margin:0">${lines.map(escaped).join('<br>')}</p>`,
      ...(told.page
        ? [`<p style="margin:0"><a href="${escaped(told.page)}">Open it in Convograph</a></p>`]
        : []),
    ]),
    attachments: [],
  }
}
