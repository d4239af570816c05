import type { BothNames } from './units.ts'

/** A topic of the tree; `parent` null: one of the first level. */
export interface Topic extends BothNames {
  readonly id: string
  readonly parent: string | null
}

type Leaf = readonly [id: string, zh: string, en: string]

const branch = (id: string, zh: string, en: string, leaves: readonly Leaf[]): Topic[] => [
  { id, parent: null, zh, en },
  ...leaves.map(([leaf, leafZh, leafEn]) => ({ id: leaf, parent: id, zh: leafZh, en: leafEn })),
]

/** The tree of topics of a usual district. */
export const topics: readonly Topic[] = [
  ...branch('city', '城市管理', 'City management', [
    ['parking-place', '停车位与停车收费', 'Parking places and fees'],
    ['street-vendor', '占道经营', 'Street vending'],
    ['illegal-building', '违法建设', 'Illegal building'],
    ['garbage', '垃圾清运', 'Refuse collection'],
    ['streetlight', '路灯', 'Street lights'],
    ['road-damage', '道路与井盖', 'Road surface and manholes'],
    ['greening', '园林绿化', 'Trees and greens'],
    ['cooking-fumes', '餐饮油烟', 'Cooking fumes'],
    ['shared-bike', '共享单车', 'Shared bicycles'],
  ]),
  ...branch('housing-matters', '住房', 'Housing', [
    ['property-management', '物业管理', 'Property management'],
    ['leak-repair', '房屋漏水与维修', 'Leaks and repairs'],
    ['late-delivery', '逾期交房', 'Late delivery of homes'],
    ['property-certificate', '不动产登记', 'Title registration'],
    ['provident-fund', '住房公积金', 'Housing provident fund'],
    ['public-housing', '保障性住房', 'Public housing'],
    ['rent-dispute', '租房纠纷', 'Rent disputes'],
    ['elevator', '电梯', 'Lifts'],
  ]),
  ...branch('utilities', '水电气与通信', 'Utilities', [
    ['water-cut', '停水与水压', 'Water cuts and pressure'],
    ['water-quality', '自来水水质', 'Tap water quality'],
    ['water-bill', '水费', 'Water bills'],
    ['drainage', '排水与积水', 'Drains and flooding'],
    ['power-cut', '停电', 'Power cuts'],
    ['power-bill', '电费', 'Power bills'],
    ['gas-supply', '燃气', 'Gas'],
    ['broadband', '宽带与手机', 'Broadband and mobile'],
  ]),
  ...branch('environment-matters', '生态环境', 'Environment', [
    ['noise-building', '施工噪声', 'Building noise'],
    ['noise-living', '社会生活噪声', 'Noise of neighbours and squares'],
    ['noise-factory', '工业噪声', 'Factory noise'],
    ['air-pollution', '废气与扬尘', 'Fumes and dust'],
    ['river-pollution', '河道污染', 'River pollution'],
    ['burning', '露天焚烧', 'Open burning'],
  ]),
  ...branch('work', '劳动与社会保障', 'Work and social security', [
    ['unpaid-wages', '拖欠工资', 'Unpaid wages'],
    ['social-insurance', '社会保险', 'Social insurance'],
    ['pension', '养老金', 'Pensions'],
    ['unemployment', '失业金', 'Unemployment benefit'],
    ['work-injury', '工伤', 'Injury at work'],
    ['employment', '就业补贴', 'Employment subsidies'],
  ]),
  ...branch('health-matters', '医疗卫生', 'Health', [
    ['medical-claim', '医保报销', 'Medical insurance claims'],
    ['maternity', '生育津贴', 'Maternity allowance'],
    ['hospital', '医院服务', 'Hospitals'],
    ['vaccination', '疫苗接种', 'Vaccination'],
  ]),
  ...branch('school', '教育', 'Education', [
    ['school-place', '入学与学位', 'School places'],
    ['tutoring', '校外培训', 'Tutoring'],
    ['school-meal', '校园管理', 'Running of schools'],
  ]),
  ...branch('consumer', '市场与消费', 'Market and consumers', [
    ['refund', '消费退款', 'Refunds'],
    ['food-safety', '食品安全', 'Food safety'],
    ['prepaid-card', '预付卡', 'Prepaid cards'],
    ['price', '价格与收费', 'Prices'],
    ['licence', '证照办理', 'Business licences'],
  ]),
  ...branch('transport', '交通出行', 'Transport', [
    ['illegal-parking', '违法停车', 'Illegal parking'],
    ['bus', '公交', 'Buses'],
    ['taxi', '出租车与网约车', 'Taxis'],
    ['traffic-signal', '信号灯与标线', 'Signals and markings'],
    ['driving-licence', '驾驶证与车辆', 'Driving licences and vehicles'],
  ]),
  ...branch('safety', '公共安全', 'Public safety', [
    ['fraud', '诈骗', 'Fraud'],
    ['household', '户籍与身份证', 'Household registration and identity cards'],
    ['dogs', '养犬', 'Dogs'],
    ['fire-hazard', '消防隐患', 'Fire hazards'],
    ['work-safety', '安全生产', 'Safety at work'],
  ]),
  ...branch('welfare', '民政与救助', 'Welfare', [
    ['subsistence', '低保与救助', 'Subsistence allowance'],
    ['marriage', '婚姻登记', 'Marriage registration'],
    ['elderly', '养老服务与高龄补贴', 'Care of the elderly'],
    ['disabled-care', '残疾人服务', 'Disabled persons'],
    ['veterans-care', '退役军人', 'Veterans'],
  ]),
  ...branch('rural', '农业农村', 'Rural affairs', [
    ['homestead', '宅基地', 'Homesteads'],
    ['village-affairs', '村务', 'Village affairs'],
    ['farm-subsidy', '涉农补贴', 'Farm subsidies'],
  ]),
  ...branch('administration', '政务与税务', 'Administration and tax', [
    ['invoice', '发票', 'Invoices'],
    ['tax-policy', '税收政策', 'Tax policy'],
    ['service-attitude', '办事效率与态度', 'Service of offices'],
    ['scenic-spot', '文化旅游', 'Culture and tourism'],
    ['legal-aid', '法律援助', 'Legal aid'],
  ]),
]
