import type { AriClient, AriRequest } from '../ari/ari-client.ts'

/** Kinds of PJSIP objects that a phone is made of, in the order in which they must be made. */
const kinds = ['auth', 'aor', 'endpoint'] as const

type Fields = Readonly<Record<string, string>>

/** What a phone is made of, by kind; all fields each time, since a PUT merges and nothing is inherited (DESIGN.md D10). */
export type PhoneObjects = Readonly<Record<(typeof kinds)[number], Fields>>

const pathOf = (kind: string, name: string) => `asterisk/config/dynamic/res_pjsip/${kind}/${name}`

/** The requests that make or change a phone. */
export const putRequests = (name: string, objects: PhoneObjects): AriRequest[] =>
  kinds.map(kind => ({
    method: 'PUT',
    path: pathOf(kind, name),
    body: { fields: Object.entries(objects[kind]).map(([attribute, value]) => ({ attribute, value })) },
  }))

/** Makes or changes a phone in Asterisk's memory; false: Asterisk refused, or is away. */
export const putPhone = async (ari: AriClient, name: string, objects: PhoneObjects): Promise<boolean> => {
  const answers = await Promise.all(putRequests(name, objects).map(request => ari.request(request)))
  return answers.every(answer => answer.kind === 'ok')
}

/** Takes a phone out of Asterisk's memory, its registration with it. */
export const deletePhone = async (ari: AriClient, name: string): Promise<void> => {
  await Promise.all([...kinds].reverse().map(kind => ari.request({ method: 'DELETE', path: pathOf(kind, name) })))
}
