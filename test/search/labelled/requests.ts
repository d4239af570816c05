import type { CaseClass } from '../../../src/domain/cases/case.ts'
import { more } from './more-requests.ts'

/** An invented request as an agent would write it down, with what it is and who would handle it. */
export interface Labelled {
  readonly id: string
  readonly class: CaseClass
  readonly topic: string
  readonly unit: string
  readonly place: string
  readonly text: string
}

/** `id | class | topic | unit | place | text`. */
const lines = `
noise-1|complaint|noise-building|urban|城东街道解放路工地|晚上十一点多了工地还在打桩，声音特别大，小孩根本睡不着，要求停止夜间施工
noise-2|complaint|noise-building|urban|滨河花园东侧|小区旁边的工地每天凌晨四点就开始浇筑混凝土，噪音扰民，打了好几次电话都没人管
noise-3|complaint|noise-building|urban|金桂苑 3 幢|楼上邻居周末一大早装修电钻响个不停，物业劝了也不听
noise-4|complaint|noise-living|police|人民公园南门|公园门口跳广场舞的音响开到最大，晚上九点半还不散，家里老人心脏不好受不了
noise-5|complaint|noise-living|police|城西街道步行街|楼下酒吧半夜还在放音乐、客人大声喧哗，连续一周没睡好
noise-6|complaint|noise-factory|environment|北港镇工业园|隔壁厂房的风机二十四小时轰鸣，住户夜里不敢开窗，希望检测噪声是否超标
water-1|help|water-cut|water|翠湖新村 12 幢|从昨天下午开始家里一直没有水，问了邻居整栋楼都停水，不知道什么时候恢复
water-2|help|water-cut|water|城东街道建设路|马路上自来水管爆了，水喷了两米高，请尽快派人抢修
water-3|help|water-cut|water|锦绣江南 5 幢 601|六楼水压太小，热水器打不着火，晚上用水高峰几乎没有水
water-4|consultation|water-cut|water||接到短信说明天检修停水，想问一下几点恢复供水
water-5|complaint|water-quality|water|临江镇新河村|这两天自来水发黄有铁锈味，烧开了还有沉淀，不敢喝
water-6|complaint|water-quality|water|阳光花苑|水龙头放出来的水浑浊，有一股漂白粉味道，希望化验一下水质
water-7|complaint|water-bill|water|城西街道新华路 20 号|上个月水费突然三百多块，家里只有两个人，怀疑水表有问题
drain-1|help|drainage|rivers|人民中路与青年路口|一下大雨这里就积水到膝盖，车子都熄火了，排水口好像堵了
drain-2|complaint|drainage|rivers|桂花巷 8 号|下水道堵塞，污水从窨井里冒出来流得满地都是，臭得不行
power-1|help|power-cut|power|梅园新村|整个小区突然停电了，已经两个小时，家里有老人用呼吸机，请尽快抢修
power-2|help|power-cut|power|北港镇三圩村|村里电压一直不稳，空调带不动，一到傍晚就跳闸
power-3|consultation|power-bill|power||请问居民阶梯电价是怎么算的，一年用多少度电会涨价
power-4|help|power-bill|power|滨河花园地下车库|想在自己的车位上装充电桩，物业不同意盖章，供电说要物业证明
gas-1|help|gas-supply|gas|锦绣江南 8 幢|家里闻到一股煤气味，不知道是不是燃气泄漏，请派人来看看
gas-2|complaint|gas-supply|gas|梅园新村|天然气管道都装好半年了一直不通气，问燃气公司每次都说下个月
net-1|complaint|broadband|telecom|翠湖新村|宽带断网三天了，报修以后一直没人上门，要求退还费用
net-2|complaint|broadband|telecom|临江镇|手机套餐没有经过本人同意被升级，每个月多扣四十元
parking-1|complaint|illegal-parking|traffic-police|实验小学门口|每天放学时间校门口两边停满了车，路都堵死了，希望交警来管一管
parking-2|complaint|illegal-parking|traffic-police|城东街道府前街|有辆白色轿车停在斑马线上一个多星期了，没有挪过
parking-3|help|illegal-parking|traffic-police|金桂苑北门|车库出口被一辆车堵住出不去，车上没留电话，请帮忙联系车主挪车
parking-4|complaint|parking-place|urban|中心医院停车场|停车场收费太贵，停了一个半小时收了二十块，没看到收费标准
parking-5|suggestion|parking-place|urban|老城区|老小区停车位太少，晚上回来没地方停，建议把路边空地划一些车位
parking-6|complaint|parking-place|urban|青年路|有人在公共停车位上私自装地锁，占着不让别人停
wages-1|complaint|unpaid-wages|labour|城西街道万象工地|我们十二个工人在工地干了四个月，包工头一直拖欠工资不给，人也找不到了
wages-2|complaint|unpaid-wages|labour|北港镇服装厂|厂里三个月没发工资了，老板说没钱让我们等，想要回工钱
wages-3|complaint|unpaid-wages|labour|开发区电子厂|离职以后最后一个月的工资公司一直不结，说要扣违约金
wages-4|consultation|unpaid-wages|labour||老板不发加班费，应该到哪里投诉，要准备什么材料
social-1|consultation|social-insurance|labour||我在外地交了五年社保，现在回来工作，想问社保怎么转移过来
social-2|consultation|social-insurance|labour||灵活就业人员自己交社保，一年要缴多少钱，在哪里办
social-3|complaint|social-insurance|labour|开发区|公司不给员工缴纳社保，还让我们签自愿放弃的协议
social-4|help|social-insurance|labour||社保卡丢了，想补办一张新的，单位在外地没法代办
pension-1|consultation|pension|labour||母亲今年满五十五岁，请问退休养老金怎么申请，要带哪些材料
pension-2|help|pension|labour|临江镇|父亲八十二岁不会用手机，养老金资格认证做不了，这个月钱停发了
unemp-1|consultation|unemployment|labour||被公司裁员了，想咨询失业金怎么领取，能领几个月
injury-1|consultation|work-injury|labour||上班路上被车撞伤了，算不算工伤，工伤认定怎么申请
injury-2|help|work-injury|labour|开发区|在车间干活手指被机器压断，单位不肯申报工伤，请帮帮我
`
const parse = (text: string): Labelled[] =>
  text
    .trim()
    .split('\n')
    .map(line => {
      const [id = '', of = '', topic = '', unit = '', place = '', written = ''] = line.split('|')
      return { id, class: of as CaseClass, topic, unit, place, text: written }
    })

/** The labelled set. */
export const requests: readonly Labelled[] = [...parse(lines), ...parse(more)]
