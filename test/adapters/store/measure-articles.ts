/**
 * Measures the search for articles: `node measure-articles.ts [URL] [ARTICLES] [SEARCHES]`. Articles have some 400 characters of words that
 * are common in the trade; so has each query, and the worst of them finds nearly all articles.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../../src/adapters/store/open-store.ts'
import { soughtIn } from '../../../src/domain/knowledge/query.ts'
import { published } from './given-articles.ts'
import { morning } from './given-facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'yihao-measure-'))
const [url = `sqlite:${join(folder, 'yihao.db')}`, count = '20000', searches = '2000'] = process.argv.slice(2)
const store = await openStore(url, { log: console })

const matters =
  '社保转移 居住证 公积金提取 停水报修 噪声投诉 惠企补贴 医保报销 养老金 户籍迁移 结婚登记 不动产登记 车辆年检 驾驶证换领 学区划分 幼儿园入园 低保申请 残疾人补贴 老年卡 公租房 物业纠纷 垃圾分类 路灯报修 燃气安装 电费缴纳 宽带故障 工伤认定 失业金 创业担保贷款 营业执照 食品许可 税收优惠 稳岗返还'.split(
    ' ',
  )
const words =
  '办理 申请 材料 窗口 身份证 户口簿 工作日 受理 审核 条件 市民 单位 电话 咨询 网上 办事大厅 登记 提交 证明 原件 复印件 填写 表格 社区 街道 部门 规定 期限 费用 免费 现场 预约 结果 领取 邮寄 通知 公告 有效期 变更 注销 补办 查询'.split(
    ' ',
  )
let seed = 1
const random = (below: number): number => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed % below
}
const pick = (from: readonly string[]): string => from[random(from.length)] ?? ''
const text = (length: number): string =>
  Array.from({ length }, (_, n) => pick(words) + (n % 9 === 8 ? '。\n' : '')).join('')

for (let n = 0; n < Number(count); n += 200)
  await store.append(
    Array.from({ length: 200 }, (_, each) => {
      const matter = pick(matters)
      return published({
        id: `article-${n + each}`,
        at: morning + n + each,
        title: `${matter}${pick(words)}${pick(words)}`,
        questions: [`${matter}怎么${pick(words)}`, `${pick(words)}${matter}`],
        body: text(180),
      })
    }).flat(),
  )

const measure = async (name: string, query: () => string): Promise<void> => {
  const took: number[] = []
  let found = 0
  for (let n = 0; n < Number(searches); n += 1) {
    const sought = soughtIn(query())
    const from = performance.now()
    found += (await store.read.searchArticles({ sought, validOnly: false, now: morning, limit: 20 })).length
    took.push(performance.now() - from)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.floor(share * (took.length - 1))]?.toFixed(1)
  console.log(`${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, ${found / Number(searches)} found`)
}

console.log(`${count} articles, ${url.split(':', 1)[0]}`)
await measure('a matter', () => pick(matters))
await measure('a matter and a word', () => `${pick(matters)} ${pick(words)}`)
await measure('a question', () => `请问${pick(matters)}要怎么${pick(words)}`)
await measure('two common words', () => `${pick(words)} ${pick(words)}`)
await measure('a common word, which nearly all have', () => pick(words))
await measure('one character', () => pick(words).slice(0, 1))
await store.close()
rmSync(folder, { recursive: true, force: true })
