import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Campaign, purposes } from '../../../src/domain/campaign/campaign.ts'
import {
  campaignBounds,
  campaignFault,
  campaignFaults,
  defaultCampaigns,
  freshCampaigns,
} from '../../../src/domain/campaign/defaults.ts'
import { errors } from '../../../src/wire/errors.ts'
import { returns, visits } from './given-task.ts'

describe('the campaigns of a house', () => {
  it('begin with one of each purpose, all of them sound', () => {
    const campaigns = defaultCampaigns('outbound')
    assert.deepEqual(campaigns.map(({ purpose }) => purpose).sort(), [...purposes].sort())
    assert.deepEqual(
      campaigns.map(campaignFault),
      campaigns.map(() => null),
    )
  })

  it('have hours in order and outside the hours of quiet, attempts that can be spread, and times that make sense', () => {
    const with_ = (change: Partial<Campaign>, of = visits) => campaignFault({ ...of, ...change })
    const span = (from: number, to: number) => ({ from, to })
    assert.equal(with_({ hours: [] }), 'campaign_hours')
    assert.equal(with_({ hours: [span(600, 600)] }), 'campaign_hours')
    assert.equal(with_({ hours: [span(600, 700), span(650, 800)] }), 'campaign_hours')
    assert.equal(with_({ hours: [span(479, 600)] }), 'campaign_hours_quiet')
    assert.equal(with_({ hours: [span(1_200, 1_261)] }), 'campaign_hours_quiet')
    assert.equal(with_({ hours: [span(600, 700)] }), 'campaign_attempts', 'two parts of a day that has one')
    assert.equal(with_({ attempts: { ...visits.attempts, days: 4 } }), 'campaign_attempts')
    assert.equal(with_({ attempts: { ...visits.attempts, most: 0 } }), 'campaign_attempts')
    assert.equal(with_({ retry: { busyMs: 0, noAnswerMs: 60_000 } }), 'campaign_times')
    assert.equal(with_({ linkMs: Number.NaN }), 'campaign_times')
    assert.equal(with_({ sharePerMille: 1_001 }), 'campaign_share')
    assert.equal(with_({ sharePerMille: 500 }), null)
    assert.equal(with_({ sharePerMille: 500 }, returns), 'campaign_share')
  })

  it('are sound at their bounds and not beyond them', () => {
    for (const name of ['gapMs', 'busyMs', 'noAnswerMs', 'previewMs', 'ringMs', 'linkMs', 'keepReady'] as const) {
      const { least, most } = campaignBounds[name]
      const faultAt = (value: number) => {
        const attempts = { ...visits.attempts, ...(name === 'gapMs' && { gapMs: value }) }
        const retry = { ...visits.retry, ...((name === 'busyMs' || name === 'noAnswerMs') && { [name]: value }) }
        return campaignFault({ ...visits, [name]: value, attempts, retry })
      }
      assert.deepEqual([faultAt(least), faultAt(most)], [null, null], name)
      assert.ok(faultAt(least - 1) !== null && faultAt(most + 1) !== null, name)
    }
  })

  it('begin anew with one of each purpose, paused, under ids that nobody has; without a queue with none', () => {
    const fresh = freshCampaigns('outbound', new Set(['satisfaction_visit', 'satisfaction_visit-2', 'progress_notice']))
    assert.deepEqual(
      fresh.map(({ id }) => id),
      [
        ...['satisfaction_visit-3', 'missed_call_return', 'missing_information'],
        ...['progress_notice-2', 'supervision_check'],
      ],
    )
    assert.ok(fresh.every(campaign => campaign.state === 'paused' && campaignFault(campaign) === null))
    assert.deepEqual(freshCampaigns(null, new Set()), [])
  })

  it('have words for every fault in the catalogue of errors', () => {
    for (const fault of campaignFaults) assert.ok(fault in errors, fault)
  })
})
