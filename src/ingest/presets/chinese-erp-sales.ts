import type { Preset } from "../preset.js";

/** Sales documents of Chinese ERP systems (Kingdee and its like). One row per article. */
export const chineseErpSales: Preset = {
  id: "chinese-erp-sales",
  title: "a sales document list of a Chinese ERP",
  role: "transactions",
  signature: ["单据编号", "单据日期", ["客户编码", "客户名称", "购货单位"], "金额"],
  columns: {
    order_id: "单据编号",
    date: "单据日期",
    customer_id: ["客户编码", "购货单位编码"],
    customer_name: ["客户名称", "购货单位"],
    amount: "金额",
    product: ["商品名称", "物料名称"],
    sku: ["商品编码", "物料编码"],
    quantity: "数量",
    unit_price: "单价",
    salesperson: ["销售人员", "业务员"],
  },
  ignore: ["销售金额"],
  amountPer: "line",
  notes: ["金额 is the amount of the line; 销售金额 is the document's, repeated on each line, and is not added up."],
};
