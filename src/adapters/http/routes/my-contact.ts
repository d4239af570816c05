import { Type } from 'typebox'
import { accountContact, contactIn, isReachable } from '../../../engine/settings/account-contact.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'

const strict = { additionalProperties: false } as const
const line = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\r\\n\\u0000]*$' })
const contact = { mobile: line(30), email: line(254) }
const version = Type.Integer({ minimum: 0, description: '0: nothing was set' })
const ContactSchema = Type.Object({ ...contact, version }, strict)

/** Where somebody who works here is told what waits for him: each his own. */
export const myContactRoutes = (app: App, { settings }: ServerParts): void => {
  const book = () => {
    if (!settings) throw new ApiError('not_found')
    return settings
  }

  app.get(
    '/api/my-contact',
    {
      schema: {
        summary: 'Where I am told what waits for me',
        tags: ['settings'],
        response: { 200: ContactSchema, ...failures },
      },
    },
    async request => {
      const { name } = viewerOf(request)
      const { mobile, email } = contactIn(book(), name)
      return { mobile, email, version: book().get(accountContact, name)?.version ?? 0 }
    },
  )

  app.put(
    '/api/my-contact',
    {
      schema: {
        summary: 'Be told somewhere else; empty: not by this way',
        tags: ['settings'],
        body: Type.Object({ ...contact, seen: version }, strict),
        response: { 200: ContactSchema, ...failures },
      },
    },
    async request => {
      const { name } = viewerOf(request)
      const { seen, ...given } = request.body
      const wanted = { mobile: given.mobile.trim(), email: given.email.trim() }
      if (!isReachable(wanted)) throw new ApiError('contact_unsound')
      const answer = await book().set(accountContact, name, wanted, seen, name)
      if ('refused' in answer) throw new ApiError(answer.refused)
      return { ...wanted, version: answer.done.version }
    },
  )
}
