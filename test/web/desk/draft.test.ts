import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ApiError } from '../../../src/web/api/api.ts'
import { longestDraft, type SavedDraft } from '../../../src/web/desk/draft/draft-api.ts'
import { createDraftKeeper } from '../../../src/web/desk/draft/draft-keeper.ts'
import { createKeptDrafts } from '../../../src/web/desk/draft/kept-drafts.ts'
import { mergeDrafts } from '../../../src/web/desk/draft/merge-drafts.ts'

const day = 86_400_000

const givenStorage = () => {
  const items = new Map<string, string>()
  return {
    items,
    get length() {
      return items.size
    },
    key: (index: number) => [...items.keys()][index] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
}

/** A server with one draft, that pages save to; it can be away. */
const givenServer = () => {
  const server = {
    saved: { text: '', updatedAt: null } as SavedDraft,
    away: false,
    saves: [] as string[],
    load: async () => {
      if (server.away) throw new ApiError('unreachable')
      return server.saved
    },
    save: async (text: string, basedOn: number | null) => {
      if (server.away) throw new ApiError('store_down')
      if (basedOn !== server.saved.updatedAt) throw new ApiError('draft_changed')
      server.saves.push(text)
      const updatedAt = (basedOn ?? 100) + 1
      server.saved = { text, updatedAt }
      return updatedAt
    },
  }
  return server
}

/** A page that writes about call c1; its timers run when the test says so. */
const givenPage = async (server = givenServer(), storage = givenStorage()) => {
  const timers = new Set<() => void>()
  const all = createKeptDrafts('1001', storage, () => day)
  const keeper = createDraftKeeper({
    load: server.load,
    save: server.save,
    kept: {
      read: () => all.read('c1'),
      write: kept => all.write('c1', kept),
      drop: text => all.drop('c1', text),
    },
    seam: '--',
    after: (_ms, job) => {
      timers.add(job)
      return () => timers.delete(job)
    },
  })
  const settle = () => new Promise<void>(resolve => setImmediate(resolve))
  await settle()
  return {
    keeper,
    server,
    storage,
    all,
    text: () => keeper.getState().text,
    status: () => keeper.getState().status,
    /** Lets the timers run out that are set now. */
    pass: async () => {
      for (const job of [...timers]) {
        timers.delete(job)
        job()
      }
      await settle()
    },
    settle,
  }
}

describe('two texts that grew apart', () => {
  it('yield to the one that was changed, or that holds the other', () => {
    assert.equal(mergeDrafts('a', 'a', 'ab', '--'), 'ab')
    assert.equal(mergeDrafts('a', 'b', 'a', '--'), 'b')
    assert.equal(mergeDrafts('a', 'abc', 'ab', '--'), 'abc')
    assert.equal(mergeDrafts('a', 'ab', 'abc', '--'), 'abc')
    assert.equal(mergeDrafts('a', 'ab', 'ac', '--'), 'ac\n--\nab')
  })

  it('lose nothing that was written on either side', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (base, here, saved) => {
        const merged = mergeDrafts(base, here, saved, '--')
        assert.ok(here === base || merged.includes(here))
        assert.ok(saved === base || merged.includes(saved))
        assert.equal(mergeDrafts(saved, merged, saved, '--'), merged)
      }),
    )
  })
})

describe('a draft', () => {
  it('is saved once for all that was typed within a second, and then no longer kept in the browser', async () => {
    const page = await givenPage()
    assert.equal(page.status(), 'saved')
    page.keeper.edit('路')
    page.keeper.edit('路灯')
    assert.deepEqual([page.status(), page.all.read('c1')?.text], ['pending', '路灯'])
    await page.pass()
    assert.deepEqual([page.status(), page.server.saves, page.storage.items.size], ['saved', ['路灯'], 0])
  })

  it('that was typed in the last second before a crash comes back and is saved', async () => {
    const page = await givenPage()
    page.keeper.edit('已存')
    await page.pass()
    page.keeper.edit('已存，未存')
    const again = await givenPage(page.server, page.storage)
    await again.settle()
    assert.equal(again.text(), '已存，未存')
    assert.equal(page.server.saved.text, '已存，未存')
    assert.equal(page.storage.items.size, 0)
  })

  it('stays in the page and says so while it cannot be saved, and is saved when it can', async () => {
    const page = await givenPage()
    page.server.away = true
    page.keeper.edit('写着')
    await page.pass()
    assert.deepEqual([page.status(), page.text()], ['unsaved', '写着'])
    page.keeper.edit('写着呢')
    await page.pass()
    assert.equal(page.status(), 'unsaved')
    page.server.away = false
    await page.pass()
    assert.deepEqual([page.status(), page.server.saved.text], ['saved', '写着呢'])
  })

  it('that begins while the server is away takes up what the server had', async () => {
    const server = givenServer()
    server.saved = { text: '早先', updatedAt: 7 }
    server.away = true
    const page = await givenPage(server)
    assert.equal(page.status(), 'loading')
    page.keeper.edit('新的')
    server.away = false
    await page.pass()
    assert.equal(page.text(), '早先\n--\n新的')
    assert.equal(server.saved.text, '早先\n--\n新的')
  })

  it('that another page saved is shown here, and what both wrote at once stays whole', async () => {
    const server = givenServer()
    const [one, other] = [await givenPage(server), await givenPage(server)]
    one.keeper.edit('甲')
    await one.pass()
    other.keeper.told(server.saved.updatedAt ?? 0)
    await other.settle()
    assert.deepEqual([other.text(), other.status()], ['甲', 'saved'])

    one.keeper.edit('甲乙')
    other.keeper.edit('甲丙')
    await one.pass()
    await other.pass()
    await other.pass()
    assert.equal(server.saved.text, '甲乙\n--\n甲丙')
    one.keeper.told(server.saved.updatedAt ?? 0)
    await one.settle()
    assert.equal(one.text(), other.text())
    assert.equal(one.storage.items.size + other.storage.items.size, 0)
  })

  it('that is taken back to what the server has is not kept in the browser', async () => {
    const page = await givenPage()
    page.keeper.edit('a')
    page.keeper.edit('')
    assert.equal(page.storage.items.size, 0)
  })

  it('is saved when its call leaves the desk', async () => {
    const page = await givenPage()
    page.keeper.edit('最后一句')
    await page.keeper.close()
    assert.deepEqual([page.server.saved.text, page.storage.items.size], ['最后一句', 0])
  })

  it('that is too long says so, and stays', async () => {
    const page = await givenPage()
    page.keeper.edit('长'.repeat(longestDraft + 1))
    await page.pass()
    assert.deepEqual([page.status(), page.server.saves, page.storage.items.size], ['too_long', [], 1])
  })
})

describe('drafts kept in a browser', () => {
  it('are found by agent and call, and go after a week', () => {
    const storage = givenStorage()
    const base = { text: '', updatedAt: null }
    createKeptDrafts('1001', storage, () => 0).write('old', { text: 'a', base })
    createKeptDrafts('1001', storage, () => 7 * day).write('c.1', { text: 'b', base })
    createKeptDrafts('1002', storage, () => 7 * day).write('c2', { text: 'c', base })
    assert.deepEqual(createKeptDrafts('1001', storage, () => 7 * day + 1).calls(), ['c.1'])
    assert.equal(createKeptDrafts('1002', storage, () => 0).read('c.1'), null)
  })

  it('survive a browser without storage, and rubbish in it', () => {
    const broken = {
      length: 1,
      key: () => 'yihao.draft.1001.c1',
      getItem: (): string => {
        throw new Error('no storage')
      },
      setItem: () => {
        throw new Error('quota')
      },
      removeItem: () => {},
    }
    const none = createKeptDrafts('1001', broken, () => 0)
    none.write('c1', { text: 'a', base: { text: '', updatedAt: null } })
    assert.equal(none.read('c1'), null)
    const storage = givenStorage()
    for (const item of ['{', 'null', '[]', '{"text":1,"at":1,"base":{}}', '{"text":"a","at":1}']) {
      storage.items.set('yihao.draft.1001.c1', item)
      assert.equal(createKeptDrafts('1001', storage, () => 0).read('c1'), null)
    }
  })
})
