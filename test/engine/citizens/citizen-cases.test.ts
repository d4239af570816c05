import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseNumberOf } from '../../../src/domain/cases/case-number.ts'
import { queryCodeLetters } from '../../../src/domain/cases/query-code.ts'
import { asker, form, givenCitizenCases } from './given-citizen-cases.ts'

const wrong = (code: string) => `${code.slice(0, 7)}${code.endsWith('X') ? 'W' : 'X'}`
const other = { ...asker, key: 'address-2' }

test('given a case that is sent twice with one wish, then there is one case with the same number and code, also at once and from another address', async () => {
  for (const late of [false, true]) {
    const { service, facts, submitted } = await givenCitizenCases({}, late)
    const [first, second] = await Promise.all([submitted(), submitted()])
    assert.deepEqual(second, first)
    assert.deepEqual(await service.submit(other, form), first)
    assert.equal(facts.filter(({ kind }) => kind === 'case_registered').length, 1)
    assert.match(first.queryCode, new RegExp(`^[${queryCodeLetters}]{8}$`))
  }
})

test('given a case that is sent, then neither its code nor the wish that makes it stands in the ledger, and it waits for its review', async () => {
  const { facts, submitted } = await givenCitizenCases()
  const { queryCode } = await submitted()
  const ledger = JSON.stringify(facts)
  assert.ok(!ledger.includes(queryCode) && !ledger.includes(form.requestId))
  const [registered, moved] = facts
  assert.ok(registered?.kind === 'case_registered' && moved?.kind === 'case_moved')
  assert.match(String(registered.queryCode), /^[0-9a-f]{64}$/)
  assert.deepEqual(
    [registered.channel, registered.class, registered.number, registered.contact, registered.callId],
    ['web', 'other', '+8613812345678', 'phone', null],
  )
  assert.equal(moved.standing.state, 'pending_review')
})

test('given a wish of the page, then no other way makes its code', async () => {
  const { service, submitted } = await givenCitizenCases()
  const page = await submitted()
  const wechat = await service.submit({ channel: 'wechat', key: 'a' }, form)
  const stranger = await service.submit({ channel: 'wechat', key: 'b' }, form)
  const codes = [page, wechat, stranger].map(receipt => (typeof receipt === 'string' ? receipt : receipt.queryCode))
  assert.equal(new Set(codes).size, 3)
})

test('given a form in which something is missing, then nothing is registered and no number is used up', async () => {
  const { service, facts, submitted } = await givenCitizenCases()
  const tried = (change: object) => service.submit(asker, { ...form, ...change })
  assert.equal(await tried({ text: ' \u0000\n' }), 'incomplete')
  assert.equal(await tried({ place: '' }), 'incomplete')
  for (const phone of ['', '123', '12345', 'anonymous', '138 1234'])
    assert.equal(await tried({ phone }), 'phone_wrong', phone)
  assert.deepEqual(facts, [])
  assert.match((await submitted({ phone: ' １３８-1234 5678' })).caseNo, /^2026112500001\d$/)
})

test('given who stays anonymous, cannot take calls, or reports, then the case says so', async () => {
  const { facts, submitted } = await givenCitizenCases()
  await submitted({ requestId: '1', anonymous: true })
  await submitted({ requestId: '2', noCalls: true, class: 'report' })
  const cases = facts.flatMap(fact => (fact.kind === 'case_registered' ? [fact] : []))
  const [anonymous, report] = cases
  assert.deepEqual([anonymous?.number, anonymous?.contact, anonymous?.confidential], [null, 'none', false])
  assert.deepEqual([report?.contact, report?.specialNeeds, report?.confidential], ['sms', true, true])
})

test('given what was pasted, then control characters and reversing marks are left out, and rare characters stay whole', async () => {
  const { facts, submitted } = await givenCitizenCases()
  await submitted({ text: '𠮷野家\u0000门前\u202e积水\r\n第二行\t\u001b[31m𪚥\ud842', place: '𰻝𰻝面馆\n隔壁 ' })
  const [registered] = facts
  assert.ok(registered?.kind === 'case_registered')
  assert.equal(registered.text, '𠮷野家门前积水\n第二行 [31m𪚥')
  assert.equal(registered.place, '𰻝𰻝面馆 隔壁')
  assert.equal(registered.title, '𠮷野家门前积水')
})

test('given one address, when it has sent as many cases as a day allows, then it waits for the next, and others do not', async () => {
  const { service, clock, submitted } = await givenCitizenCases()
  for (const requestId of ['1', '2', '3']) await submitted({ requestId })
  assert.equal(await service.submit(asker, { ...form, requestId: '4' }), 'too_many')
  assert.ok((await submitted({ requestId: '1' })).caseNo, 'a wish that was fulfilled has its answer')
  await submitted({ requestId: '5' }, other)
  clock.forward(24 * 3_600_000)
  await submitted({ requestId: '4' })
})

test('given a number and its code as they were written down, then the case opens', async () => {
  for (const late of [false, true]) {
    const { service, submitted } = await givenCitizenCases({}, late)
    const { caseNo, queryCode } = await submitted()
    const readable = `${caseNo.slice(0, 8)}-${caseNo.slice(8, -1)} － ${caseNo.slice(-1)}`
    const typed = queryCode.toLowerCase().replaceAll('8', 'b').replaceAll('5', 's').replaceAll('2', 'z')
    const found = await service.progress(asker, {
      caseNo: readable,
      queryCode: ` ${typed.slice(0, 4)} ${typed.slice(4)}`,
    })
    assert.ok(typeof found !== 'string')
    assert.equal(found.steps[0]?.code, 'accepted')
  }
})

test('given a wrong code or a number that nobody has, then the answer, its time and the work for it are the same', async () => {
  const { service, reads, hashed, clock, log, settled, submitted } = await givenCitizenCases()
  const { caseNo, queryCode } = await submitted()
  const looks = []
  for (const key of [
    { caseNo, queryCode: wrong(queryCode) },
    { caseNo: '20261125000999', queryCode },
    { caseNo: 'nonsense', queryCode },
    { caseNo, queryCode: '' },
    { caseNo, queryCode: '<script>' },
  ]) {
    reads.length = 0
    hashed.length = 0
    const asked = service.progress(asker, key)
    const since = clock.now()
    assert.equal(await settled(asked), 'unknown')
    looks.push([reads.length, hashed.length, clock.now() - since])
  }
  assert.deepEqual(looks, Array(5).fill([1, 2, 300]))
  const told = log.lines.filter(({ message }) => message === 'forged query code')
  assert.equal(told.length, 5)
  assert.ok(!JSON.stringify(log.lines).includes(queryCode.slice(0, 7)))
})

test('given five wrong codes for a case, then nobody new gets in with any code for 15 minutes, and who had opened it before still does', async () => {
  const { service, clock, settled, submitted } = await givenCitizenCases()
  const key = await submitted()
  assert.ok(typeof (await service.progress(other, key)) !== 'string')
  for (let at = 0; at < 5; at += 1)
    assert.equal(
      await settled(service.progress({ ...asker, key: `bot-${at}` }, { ...key, queryCode: wrong(key.queryCode) })),
      'unknown',
    )
  assert.equal(await settled(service.progress(asker, key)), 'too_many')
  assert.equal(await settled(service.urge(asker, key, 'u')), 'too_many')
  assert.ok(typeof (await service.progress(other, key)) !== 'string')
  clock.forward(15 * 60_000)
  assert.ok(typeof (await service.progress(asker, key)) !== 'string')
})

test('given a number that nobody has, then its tries end like those of a case', async () => {
  const { service, settled } = await givenCitizenCases()
  const key = { caseNo: '20261125000421', queryCode: 'CDFG2345' }
  for (let at = 0; at < 5; at += 1) assert.equal(await settled(service.progress(asker, key)), 'unknown')
  assert.equal(await settled(service.progress(asker, key)), 'too_many')
})

test('given thirty wrong tries from one address, then it waits an hour for all cases, and others do not', async () => {
  const { service, clock, settled, submitted } = await givenCitizenCases()
  const key = await submitted()
  for (let running = 100; running < 130; running += 1) {
    const caseNo = caseNumberOf({ localDay: 20261125, running })
    assert.equal(await settled(service.progress(asker, { caseNo, queryCode: key.queryCode })), 'unknown')
  }
  assert.equal(await settled(service.progress(asker, key)), 'too_many')
  assert.ok(typeof (await service.progress(other, key)) !== 'string')
  clock.forward(3_600_000)
  assert.ok(typeof (await service.progress(asker, key)) !== 'string')
})

test('given numbers with a wrong digit, then they hold up nobody else who mistypes', async () => {
  const { service, settled } = await givenCitizenCases()
  for (let at = 0; at < 20; at += 1)
    assert.equal(
      await settled(service.progress({ ...asker, key: `a${at}` }, { caseNo: '20261125000422', queryCode: 'CDFG2345' })),
      'unknown',
    )
})
