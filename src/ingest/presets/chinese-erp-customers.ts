import type { Preset } from "../preset.js";

/** Customer list of Chinese ERP systems. */
export const chineseErpCustomers: Preset = {
  id: "chinese-erp-customers",
  title: "a customer list of a Chinese ERP",
  role: "customers",
  signature: ["客户编码", "客户名称"],
  without: [
    "单据编号",
    "单据日期",
    "订单编号",
    "订单号",
    "下单日期",
    "下单时间",
    "日期",
    "金额",
    "销售金额",
    "实付金额",
    "数量",
  ],
  columns: {
    customer_id: "客户编码",
    name: "客户名称",
    phone: ["联系手机", "手机", "联系电话"],
    region: ["区域", "地区"],
    address: ["联系地址", "地址"],
    owner: ["销售人员", "业务员", "负责人"],
    type: ["客户类别", "客户分类"],
    segment_label: ["客户级别", "客户等级"],
  },
  ignore: ["联系人"],
};
