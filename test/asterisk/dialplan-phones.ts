import assert from 'node:assert/strict'
import type { AsteriskAccess } from '../../scripts/asterisk/run.ts'

/** Sets one PJSIP object at run time: `kind` is auth, aor, endpoint or registration. */
export async function putPjsip(
  access: AsteriskAccess,
  kind: string,
  id: string,
  fields: Record<string, string>,
): Promise<void> {
  const { url, user, password } = access.ari
  const response = await fetch(`${url}/ari/asterisk/config/dynamic/res_pjsip/${kind}/${id}`, {
    method: 'PUT',
    headers: { authorization: `Basic ${btoa(`${user}:${password}`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ fields: Object.entries(fields).map(([attribute, value]) => ({ attribute, value })) }),
  })
  assert.equal(response.status, 200, await response.text())
}

/** A house phone that needs no registration, for its address is known. */
export async function givenPhone(access: AsteriskAccess, id: string, port: number): Promise<void> {
  await putPjsip(access, 'aor', id, { contact: `sip:${id}@127.0.0.1:${port}` })
  await putPjsip(access, 'endpoint', id, {
    aors: id,
    context: 'from-agents',
    disallow: 'all',
    allow: 'ulaw',
    transport: 'transport-udp',
  })
}
