/** A name in both languages of the pages. */
export interface BothNames {
  readonly zh: string
  readonly en: string
}

/** A unit that cases are dispatched to, and words by which people and places name it. */
export interface CatalogueUnit extends BothNames {
  readonly id: string
}

const unit = (id: string, zh: string, en: string): CatalogueUnit => ({ id, zh, en })

/** The member units of a usual district; the names of its towns and streets are invented. */
export const units: readonly CatalogueUnit[] = [
  unit('housing', '住建局', 'Housing and construction'),
  unit('urban', '城管局', 'Urban management'),
  unit('labour', '人社局', 'Human resources and social security'),
  unit('traffic', '交通局', 'Transport'),
  unit('water', '水务集团', 'Water works'),
  unit('rivers', '水利局', 'Rivers and drainage'),
  unit('power', '供电公司', 'Power supply'),
  unit('gas', '燃气公司', 'Gas supply'),
  unit('telecom', '通信管理办公室', 'Telecommunications'),
  unit('police', '公安局', 'Public security'),
  unit('traffic-police', '交警大队', 'Traffic police'),
  unit('fire', '消防救援大队', 'Fire and rescue'),
  unit('emergency', '应急管理局', 'Emergency management'),
  unit('market', '市场监管局', 'Market regulation'),
  unit('commerce', '商务局', 'Commerce'),
  unit('education', '教体局', 'Education and sports'),
  unit('health', '卫健委', 'Health'),
  unit('medical-insurance', '医保局', 'Medical insurance'),
  unit('environment', '生态环境局', 'Ecology and environment'),
  unit('civil', '民政局', 'Civil affairs'),
  unit('disabled', '残联', "Disabled persons' federation"),
  unit('veterans', '退役军人事务局', 'Veterans affairs'),
  unit('tax', '税务局', 'Taxation'),
  unit('land', '自然资源和规划局', 'Natural resources and planning'),
  unit('housing-fund', '公积金管理中心', 'Housing provident fund'),
  unit('agriculture', '农业农村局', 'Agriculture and rural affairs'),
  unit('culture', '文旅局', 'Culture and tourism'),
  unit('approval', '行政审批局', 'Administrative approval'),
  unit('justice', '司法局', 'Justice'),
  unit('town-east', '城东街道', 'Chengdong street'),
  unit('town-west', '城西街道', 'Chengxi street'),
  unit('town-river', '临江镇', 'Linjiang town'),
  unit('town-north', '北港镇', 'Beigang town'),
]
