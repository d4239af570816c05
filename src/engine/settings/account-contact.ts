import { isAddress } from '../../domain/messages/message.ts'
import { normaliseCaller } from '../../domain/number/normalise.ts'
import type { SettingsBook } from './settings-book.ts'

/** Where somebody who works here is told what waits for him; empty: not by this way. A setting of its own, by his sign-in name. */
export interface AccountContact {
  readonly mobile: string
  readonly email: string
}

/** The kind of the setting. */
export const accountContact = 'account_contact'

export const noContact: AccountContact = { mobile: '', email: '' }

/** Whether messages can be sent there: to a mobile of the mainland, and to one plain address. */
export const isReachable = ({ mobile, email }: AccountContact): boolean =>
  (email === '' || isAddress(email)) &&
  (mobile === '' || /^\+861[3-9]\d{9}$/.test(normaliseCaller(mobile, '').number ?? ''))

/** Where somebody is told; nowhere, where nothing was set. */
export const contactIn = (settings: Pick<SettingsBook, 'get'>, name: string): AccountContact =>
  (settings.get(accountContact, name)?.document as AccountContact | null | undefined) ?? noContact
