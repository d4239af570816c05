import type { Fact } from './domain/fact.ts'
import type { ArticleModule } from './domain/knowledge/article.ts'
import type { Store } from './engine/store.ts'

/** Title, issuer, how citizens ask (parted by |), text (lines parted by |), days it holds; all of it invented. */
type Line = readonly [ArticleModule, string, string, string, string, number]

const articles: readonly Line[] = [
  [
    'general',
    '社保关系跨省转移接续',
    '江海区人社局',
    '外地社保怎么转过来|养老保险转移',
    '可在线申请，也可到社保窗口办理。||- 身份证或社保卡；|- 原参保地信息。||一般 15 个工作日内办结，办结后短信通知。',
    300,
  ],
  [
    'general',
    '居住证办理与签注',
    '江海区公安分局',
    '外地人怎么办居住证|居住证到期',
    '在本区居住满半年，且有合法稳定就业、住所或连续就读之一的，可申领。||1. 到派出所或社区警务室申请；|2. 提交身份证、居住证明、近期照片；|3. 15 个工作日内领证。||居住证每年签注一次。',
    250,
  ],
  [
    'general',
    '租房提取住房公积金',
    '江海区住房公积金管理部',
    '公积金租房怎么取|租房提取额度',
    '连续足额缴存满三个月，本人及配偶在本区无自有住房的，可申请租房提取。||1. 登录公积金办事大厅；|2. 选择“租房提取”；|3. 三个工作日内到账。',
    180,
  ],
  [
    'general',
    '购房提取住房公积金',
    '江海区住房公积金管理部',
    '买房取公积金',
    '购买自住住房的，凭购房合同和首付款发票申请，每年可提取一次。',
    180,
  ],
  [
    'general',
    '停水报修与停水查询',
    '江海水务集团',
    '家里没水了|什么时候来水|水管爆了',
    '先查询当日计划停水公告；非计划停水请登记地址和联系方式，抢修人员 2 小时内到场。||- 表前管漏由水务集团维修；|- 表后管由产权人自行维修。',
    365,
  ],
  [
    'general',
    '停电查询与报修',
    '江海供电服务中心',
    '家里没电|跳闸',
    '请先看邻居是否停电：只有自家停电的，检查空气开关和是否欠费；整栋停电的，登记地址后转供电抢修。',
    365,
  ],
  [
    'general',
    '噪声投诉受理范围',
    '江海区生态环境局',
    '楼上太吵|工地夜间施工|广场舞扰民',
    '按噪声来源分别受理：||- 夜间建筑施工：城管局；|- 广场舞、邻里、装修：公安派出所；|- 工业企业：生态环境局。||夜间指 22 时至次日 6 时。登记时请问清地点、时段和来源。',
    365,
  ],
  [
    'general',
    '老年人优待证（老年卡）办理',
    '江海区民政局',
    '老年卡在哪里办|60 岁坐公交',
    '年满 60 周岁可办优待证，年满 65 周岁可免费乘坐市内公交。凭身份证和一张近照到社区办理，当场受理。',
    365,
  ],
  [
    'general',
    '城乡居民医保参保缴费',
    '江海区医保局',
    '医保怎么交|新生儿参保',
    '集中参保期为每年 9 月至 12 月。新生儿出生后 90 天内参保的，自出生之日起享受待遇。',
    90,
  ],
  [
    'general',
    '异地就医备案',
    '江海区医保局',
    '在外地看病怎么报销',
    '出省就医前可在线备案，备案后在定点医院直接结算；急诊可先就医、后补备案。',
    200,
  ],
  [
    'general',
    '不动产登记预约',
    '江海区不动产登记中心',
    '房产证过户|办房产证',
    '可提前 7 天预约。过户需买卖双方到场，带身份证、不动产权证和网签合同。',
    300,
  ],
  [
    'general',
    '婚姻登记预约',
    '江海区民政局',
    '领结婚证|跨省结婚登记',
    '内地居民可在任一婚姻登记处办理，须双方到场，带身份证和三张双人近照。',
    300,
  ],
  [
    'general',
    '义务教育学区查询',
    '江海区教育局',
    '孩子上哪个小学|学区怎么划',
    '学区以当年公布为准，一般在 5 月公布。话务员不对具体门牌作承诺，可登记后转教育局书面答复。',
    160,
  ],
  [
    'general',
    '公租房申请条件',
    '江海区住建局',
    '怎么申请公租房',
    '本区户籍家庭人均住房面积低于 15 平方米、人均收入低于当年标准的，可向街道申请；审核公示约 30 个工作日。',
    240,
  ],
  [
    'general',
    '路灯不亮报修',
    '江海区城管局',
    '路灯坏了',
    '问清路名、最近门牌或灯杆编号，登记后一般 24 小时内修复。',
    365,
  ],
  [
    'general',
    '生活垃圾大件清运预约',
    '江海区城管局',
    '旧家具怎么扔',
    '联系物业或社区预约，按公示标准收费；不得随意弃置在道路边。',
    365,
  ],
  [
    'general',
    '拖欠工资投诉渠道',
    '江海区劳动监察大队',
    '老板不发工资',
    '登记单位名称、地址、欠薪人数和金额，转劳动监察大队；涉及十人以上的按急件处理。',
    365,
  ],
  [
    'enterprise',
    '小微企业稳岗返还',
    '江海区人社局',
    '稳岗补贴怎么领',
    '不裁员或少裁员的参保企业免申即享，按上年度失业保险费的一定比例返还，资金直接拨付到对公账户。',
    120,
  ],
  [
    'enterprise',
    '创业担保贷款贴息',
    '江海区人社局',
    '创业贷款',
    '符合条件的小微企业可申请创业担保贷款，由财政部分贴息。先向街道人社服务站申请资格认定。',
    200,
  ],
  [
    'enterprise',
    '制造业技术改造补助',
    '江海区工信局',
    '设备更新补贴|惠企补贴',
    '设备投资达到申报门槛的项目可申请补助。申报期为每年 3 月至 4 月，以当年通知为准。',
    100,
  ],
  [
    'enterprise',
    '个体工商户转企业办理',
    '江海区行政审批局',
    '个转企',
    '可一次办理注销与设立，保留原字号；经营许可在有效期内可以延续。',
    300,
  ],
  [
    'enterprise',
    '首次上规模企业奖励',
    '江海区发改委',
    '升规奖励',
    '首次纳入规模以上统计的企业可申请一次性奖励，由所在园区统一申报。',
    12,
  ],
  [
    'public',
    '冬季供水管道防冻提示',
    '江海水务集团',
    '水管冻住了',
    '气温低于零下 4 度时，请给外露水管包裹保温材料，夜间适当滴水；冻住后用温水缓慢解冻，不要用明火。',
    90,
  ],
  [
    'public',
    '流感疫苗接种点公告',
    '江海区卫健委',
    '哪里打流感疫苗',
    '各社区卫生服务中心工作日上午接种，需预约；60 岁以上老人免费。',
    60,
  ],
  [
    'public',
    '2025 年度公积金结息公告',
    '江海区住房公积金管理部',
    '公积金利息',
    '2025 年度结息已完成，可登录办事大厅查询。',
    -20,
  ],
]

const day = 86_400_000
const by = 'leader'

/** The facts that bring the demo's articles to their readers, each some weeks old. */
const factsOf = ([module, title, issuer, questions, text, days]: Line, n: number, now: number): readonly Fact[] => {
  const articleId = `demo-article-${String(n + 1).padStart(2, '0')}`
  const at = now - (40 + n) * day
  const of = { at, received: at, articleId, by, version: 1 } as const
  return [
    {
      ...of,
      kind: 'article_drafted',
      owner: by,
      origin: { kind: 'written' },
      content: {
        module,
        title,
        questions: questions.split('|'),
        body: text.replaceAll('|', '\n'),
        source: { number: `（虚构）江海〔2026〕${n + 1}号`, issuer, url: '' },
        unit: issuer,
        topics: [],
        validFrom: null,
        expiresAt: now + days * day,
        reviewAt: null,
      },
    },
    { ...of, kind: 'article_submitted' },
    { ...of, kind: 'article_published' },
  ]
}

/** Gives a demo's empty knowledge base invented articles; of a real house nothing is written here. */
export const seedKnowledge = async (store: Pick<Store, 'read' | 'append'>, now: number): Promise<void> => {
  if ((await store.read.articles({ limit: 1 })).length > 0) return
  await store.append(articles.flatMap((line, n) => factsOf(line, n, now)))
}
