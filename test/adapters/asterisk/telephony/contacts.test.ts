import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContacts } from '../../../../src/adapters/asterisk/telephony/contacts.ts'

const seen = (uri: string, status: string) => ({ endpoint: 'w1001', uri, status })

test('given a phone that registers and is then found reachable, it has come once', () => {
  const contacts = createContacts()
  assert.equal(contacts.note(seen('sip:a', 'NonQualified')), true)
  assert.equal(contacts.note(seen('sip:a', 'Reachable')), null)
  assert.equal(contacts.note(seen('sip:a', 'Unknown')), null)
  assert.equal(contacts.note(seen('sip:a', 'Removed')), false)
})

test('given a page loaded anew whose old registration ends last, the phone is there all the while', () => {
  const contacts = createContacts()
  contacts.note(seen('sip:old', 'Reachable'))
  assert.equal(contacts.note(seen('sip:new', 'NonQualified')), true)
  assert.equal(contacts.note(seen('sip:old', 'Removed')), null)
  assert.equal(contacts.note(seen('sip:new', 'Unreachable')), false)
  assert.equal(contacts.note(seen('sip:new', 'Reachable')), true)
})

test('given news that were missed, the next one counts again', () => {
  const contacts = createContacts()
  contacts.note(seen('sip:a', 'Reachable'))
  contacts.forget()
  assert.equal(contacts.note(seen('sip:a', 'Reachable')), true)
})
