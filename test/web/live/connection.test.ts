import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { afterClose } from '../../../src/web/live/close-reason.ts'
import { connectionOf } from '../../../src/web/live/connection-of.ts'
import { parseFrame } from '../../../src/web/live/parse-frame.ts'
import { backOffMs } from '../../../src/wire/back-off.ts'
import { closeCodes } from '../../../src/wire/live.ts'
import { afterFrames, deskSnapshot, givenAgent, givenDesk } from '../given.ts'

describe('backOffMs', () => {
  it('is less than half a second while a server starts again, and never more than a second', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, random) => {
        const wait = backOffMs(attempt, random)
        assert.ok(wait >= 0 && wait <= (attempt < 20 ? 400 : 1_000))
        assert.ok(attempt < 1 || wait >= 200)
      }),
    )
    assert.ok(backOffMs(0, 0.5) < backOffMs(1, 0.5))
    assert.ok(backOffMs(1, 0.5) < backOffMs(20, 0.5))
  })
})

describe('afterClose', () => {
  it('ends only for being signed out and for another version', () => {
    const final = Object.values(closeCodes).filter(code => !afterClose(code).again)
    assert.deepEqual(final, [closeCodes.signed_out, closeCodes.version])
    assert.equal(afterClose(1006).again, true)
    assert.equal(afterClose(closeCodes.slow).cut, 'slow')
  })
})

describe('connectionOf', () => {
  it('names the worst that is known', () => {
    const live = afterFrames(deskSnapshot())
    assert.equal(connectionOf(live).text, 'link_live')
    assert.equal(connectionOf({ ...live, link: 'reconnecting' }).text, 'link_reconnecting')
    assert.equal(connectionOf({ ...live, link: 'reconnecting', cut: 'slow' }).text, 'link_slow')
    const away = { ...live, link: 'reconnecting', unreachable: true } as const
    assert.deepEqual(connectionOf(away), { level: 'bad', text: 'link_unreachable' })
    assert.equal(connectionOf({ ...live, link: 'ended', cut: 'version' }).text, 'link_version')
    const agent = givenAgent({ phone: false })
    assert.equal(connectionOf({ ...live, desk: givenDesk({ agent }) }).text, 'link_phone_missing')
    assert.equal(connectionOf({ ...live, desk: givenDesk({ agent, telephony: false }) }).text, 'link_telephony_down')
  })
})

describe('parseFrame', () => {
  it('never throws and gives null for anything that is no frame', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), data => parseFrame(data) === null))
  })
})
